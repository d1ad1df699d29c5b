package org.fiftylayers.matrix;

import static org.fiftylayers.matrix.Fma.fma;

import org.jspecify.annotations.Nullable;

/**
 * σ of many numbers, with the operations of {@link Elementary#sigmoid} in their order, but a few of them at a time for a
 * whole block of numbers: the JIT compiler makes vector instructions of short loops without a choice in them.
 */
final class PlainSigmoid {
    private static final int BLOCK = 128;
    /** So that the arrays below lie alike across cache lines. */
    private static final int LENGTH = PlainKernels.aligned(BLOCK);

    private final double[] argument = new double[LENGTH];
    private final double[] power = new double[LENGTH];
    private final double[] remainder = new double[LENGTH];
    private final double[] cubic = new double[LENGTH];
    private final double[] tail = new double[LENGTH];
    private final double[] scale = new double[LENGTH];
    private final double[] lowE = new double[LENGTH];
    private final double[] quotient = new double[LENGTH];
    private final double[] rest = new double[LENGTH];
    private final double[] above = new double[LENGTH];
    private final double[] below = new double[LENGTH];

    void apply(int n, double[] x, double[] y, double @Nullable [] slope) {
        for (int from = 0; from < n; from += BLOCK) {
            int size = Math.min(BLOCK, n - from);
            if (isOrdinary(size, x, from)) {
                System.arraycopy(x, from, argument, 0, size);
                computeBothSides(size);
                choose(size, y, slope, from);
            } else {
                oneByOne(size, x, y, slope, from);
            }
        }
    }

    /** Whether none is so large, or no number, that σ takes another way. */
    private static boolean isOrdinary(int size, double[] x, int from) {
        boolean ordinary = true;
        for (int i = from; i < from + size; i++) {
            ordinary &= Math.abs(x[i]) < 700;
        }
        return ordinary;
    }

    private static void oneByOne(int size, double[] x, double[] y, double @Nullable [] slope, int from) {
        for (int i = from; i < from + size; i++) {
            double argument = x[i];
            y[i] = Elementary.sigmoid(argument);
            if (slope != null) {
                slope[i] = Curve.sigmoidSlope(argument, y[i]);
            }
        }
    }

    /** σ(|x|) and σ(−|x|). */
    private void computeBothSides(int size) {
        reduce(size, argument, power, remainder);
        exponentiate(size, power, scale);
        sumSeries(size, remainder, cubic);
        addTail(size, argument, power, remainder, cubic, tail);
        divide(size, scale, remainder, tail, lowE, quotient, rest);
        finish(size, quotient, rest, above);
        multiply(size, scale, remainder, tail, lowE, quotient, rest, below);
    }

    private static void reduce(int size, double[] x, double[] power, double[] remainder) {
        for (int i = 0; i < size; i++) {
            double a = -Math.abs(x[i]);
            double k = Elementary.power(a);
            power[i] = k;
            remainder[i] = Elementary.remainder(a, k);
        }
    }

    private static void exponentiate(int size, double[] power, double[] scale) {
        for (int i = 0; i < size; i++) {
            scale[i] = Elementary.twoTo(power[i]);
        }
    }

    private static void sumSeries(int size, double[] remainder, double[] cubic) {
        for (int i = 0; i < size; i++) {
            double r = remainder[i];
            cubic[i] = Elementary.cubic(r, r * r);
        }
    }

    private static void addTail(
            int size, double[] x, double[] power, double[] remainder, double[] cubic, double[] tail) {
        for (int i = 0; i < size; i++) {
            double r = remainder[i];
            double square = r * r;
            tail[i] = fma(square * r, cubic[i], fma(0.5, square, Elementary.lostIn(-Math.abs(x[i]), power[i], r)));
        }
    }

    private static void divide(
            int size,
            double[] scale,
            double[] remainder,
            double[] tail,
            double[] lowE,
            double[] quotient,
            double[] rest) {
        for (int i = 0; i < size; i++) {
            double r = remainder[i];
            double t = tail[i];
            double f = scale[i];
            double s = r + t;
            double more = f * s;
            double e = f + more;
            double low = fma(f, (r - s) + t, (f - e) + more);
            double d = 1 + e;
            double q = 1 / d;
            lowE[i] = low;
            quotient[i] = q;
            rest[i] = q * fma(-q, ((1 - d) + e) + low, fma(-q, d, 1));
        }
    }

    private static void finish(int size, double[] quotient, double[] rest, double[] above) {
        for (int i = 0; i < size; i++) {
            above[i] = quotient[i] + rest[i];
        }
    }

    private static void multiply(
            int size,
            double[] scale,
            double[] remainder,
            double[] tail,
            double[] lowE,
            double[] quotient,
            double[] rest,
            double[] below) {
        for (int i = 0; i < size; i++) {
            double q = quotient[i];
            double e = scale[i] + scale[i] * (remainder[i] + tail[i]);
            double product = e * q;
            below[i] = product + fma(e, rest[i], fma(lowE[i], q, fma(e, q, -product)));
        }
    }

    private void choose(int size, double[] y, double @Nullable [] slope, int from) {
        for (int i = 0; i < size; i++) {
            y[from + i] = (argument[i] > 0 ? above : below)[i];
        }
        if (slope != null) {
            for (int i = 0; i < size; i++) {
                double value = y[from + i];
                slope[from + i] = value * (value < 0.9 ? 1 - value : below[i]);
            }
        }
    }
}
