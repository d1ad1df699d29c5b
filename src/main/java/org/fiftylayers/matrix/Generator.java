package org.fiftylayers.matrix;

/**
 * A small random generator that gives the same numbers on every machine: SplitMix64 for bits, Box and Muller's
 * transform for the normal distribution. It is always passed in, never global.
 *
 * <p>Sources: Steele, Lea and Flood, <i>Fast splittable pseudorandom number generators</i>, 2014; Box and Muller, 1958.
 */
public final class Generator {
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private long state;
    private double spare = Double.NaN;

    /** A generator whose whole sequence is decided by the seed. */
    public Generator(long seed) {
        state = seed;
    }

    /** The next 64 random bits. */
    public long bits() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number in [0, 1), a multiple of 2⁻⁵³. */
    public double uniform() {
        return (bits() >>> 11) * TWO_TO_MINUS_53;
    }

    /** A number in [low, high), whose distance is finite. */
    public double uniform(double low, double high) {
        if (!(high - low >= 0 && high - low < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("uniform: low is " + low + ", high is " + high
                    + "; high − low must be a finite number, at least 0");
        }
        return low + (high - low) * uniform();
    }

    /** A number from the normal distribution of mean 0 and deviation 1. */
    public double gaussian() {
        if (!Double.isNaN(spare)) {
            double second = spare;
            spare = Double.NaN;
            return second;
        }
        // 1 − u lies in (0, 1], so the logarithm is finite
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        double angle = 2 * Math.PI * uniform();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    /** A whole number in {0, …, n − 1}, each equally likely. */
    public int below(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("below: n is " + n + "; it must be at least 1");
        }
        // the last, incomplete block of n values is thrown back, or small numbers would come up more often
        long bits = bits() >>> 1;
        while (bits - bits % n > Long.MAX_VALUE - (n - 1)) {
            bits = bits() >>> 1;
        }
        return (int) (bits % n);
    }

    /** The numbers 0, …, n − 1 in random order (Fisher and Yates). */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: n is " + n + "; it must be at least 0");
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Where this generator stands, of 1×3, for {@link #restore}: the upper and the lower half of its bits, a number in reserve. */
    public Matrix state() {
        return Matrix.row((double) (state >>> 32), (double) (state & 0xFFFFFFFFL), spare);
    }

    /** Goes on from where {@link #state} was taken, of this or another generator. */
    public void restore(Matrix state) {
        Matrix.zeros(1, 3).requireShapeOf("restore: state", state);
        this.state = (long) state.get(0, 0) << 32 | (long) state.get(0, 1);
        spare = state.get(0, 2);
    }

    /** Goes on from where another generator stands, which stays there. */
    public void restore(Generator other) {
        state = other.state;
        spare = other.spare;
    }

    /** Another generator, whose sequence has nothing to do with what this one gives next. */
    public Generator split() {
        return new Generator(bits() ^ 0xD1B54A32D192ED03L);
    }
}
