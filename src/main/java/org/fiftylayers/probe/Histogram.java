package org.fiftylayers.probe;

import java.util.Arrays;

/**
 * How many numbers lie in intervals of one width, a power of two. Interval k begins at (first + k)·width, a multiple of the
 * width, so that every interval lies in one of twice the width, and histograms of different widths can be brought to the
 * same without loss.
 *
 * @param first the number of the first interval, counted from the one that begins at 0
 * @param counts how many numbers, interval after interval
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares histograms
public record Histogram(double width, int first, int[] counts) {
    private static final int MOST = 48;

    /** Of the numbers themselves, in at most 48 intervals; what is not finite is left out. */
    static Histogram of(double[] numbers) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double x : numbers) {
            if (Double.isFinite(x)) {
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
        }
        if (low > high) {
            return new Histogram(1, 0, new int[1]);
        }
        // so wide that the places fit into integers, also where the numbers differ in their last digits only
        double largest = Math.max(Math.abs(low), Math.abs(high));
        int exponent =
                Math.max(-1000, Math.max(Math.getExponent(high / MOST - low / MOST), Math.getExponent(largest) - 29));
        while (place(high, exponent) - place(low, exponent) >= MOST) {
            exponent++;
        }
        int first = place(low, exponent);
        int[] counts = new int[place(high, exponent) - first + 1];
        double perWidth = Math.scalb(1.0, -exponent);
        for (double x : numbers) {
            if (x >= low && x <= high) {
                counts[(int) Math.floor(x * perWidth) - first]++;
            }
        }
        return new Histogram(Math.scalb(1.0, exponent), first, counts);
    }

    /** Of the binary exponents, so that interval e holds what lies between 2ᵉ and 2ᵉ⁺¹ in size; 0 is left out. */
    static Histogram ofExponents(double[] numbers) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (double x : numbers) {
            if (Double.isFinite(x) && x != 0) {
                low = Math.min(low, Math.getExponent(x));
                high = Math.max(high, Math.getExponent(x));
            }
        }
        if (low > high) {
            return new Histogram(1, 0, new int[1]);
        }
        int[] counts = new int[high - low + 1];
        for (double x : numbers) {
            if (Double.isFinite(x) && x != 0) {
                counts[Math.getExponent(x) - low]++;
            }
        }
        return new Histogram(1, low, counts);
    }

    /** The same with intervals of twice the width. */
    public Histogram coarser() {
        int start = Math.floorDiv(first, 2);
        int[] sums = new int[Math.floorDiv(first + counts.length - 1, 2) - start + 1];
        for (int k = 0; k < counts.length; k++) {
            sums[Math.floorDiv(first + k, 2) - start] += counts[k];
        }
        return new Histogram(2 * width, start, sums);
    }

    /** Where the first interval begins. */
    public double low() {
        return first * width;
    }

    /** Where the last interval ends. */
    public double high() {
        return (first + counts.length) * width;
    }

    /** How many numbers there are. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    private static int place(double x, int exponent) {
        return (int) Math.floor(x * Math.scalb(1.0, -exponent));
    }
}
