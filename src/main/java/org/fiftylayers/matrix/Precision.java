package org.fiftylayers.matrix;

/**
 * Number formats of IEEE 754 and Google's bfloat16, as an experiment: {@link #round} gives the nearest number of the
 * format, as if the operation had run in it. The computation itself stays in doubles.
 */
public enum Precision {
    FLOAT64(53, -1022, 1023),
    FLOAT32(24, -126, 127),
    BFLOAT16(8, -126, 127),
    FLOAT16(11, -14, 15);

    private final int bits;
    private final int lowestExponent;
    private final double largest;

    Precision(int bits, int lowestExponent, int highestExponent) {
        this.bits = bits;
        this.lowestExponent = lowestExponent;
        this.largest = Math.scalb(2 - Math.scalb(1.0, 1 - bits), highestExponent);
    }

    /** The nearest number of this format: ties go to the even one, underflow is gradual, overflow gives an infinity. */
    public double round(double x) {
        if (this == FLOAT64 || x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return x;
        }
        int spacing = Math.max(Math.getExponent(x), lowestExponent) - (bits - 1);
        // below 2^(lowest exponent of doubles) nothing is left of any narrower format
        double rounded = spacing < -1000 ? 0 * x : Math.scalb(Math.rint(Math.scalb(x, -spacing)), spacing);
        return Math.abs(rounded) > largest ? Math.copySign(Double.POSITIVE_INFINITY, x) : rounded;
    }

    /** Rounds every number in place. */
    public void round(double[] numbers) {
        for (int i = 0; i < numbers.length && this != FLOAT64; i++) {
            numbers[i] = round(numbers[i]);
        }
    }

    /** The largest finite number. */
    public double largest() {
        return largest;
    }

    /** The smallest positive number, a subnormal one. */
    public double smallest() {
        return this == FLOAT64 ? Double.MIN_VALUE : Math.scalb(1.0, lowestExponent - (bits - 1));
    }

    /** The distance from 1 to the next larger number. */
    public double epsilon() {
        return Math.scalb(1.0, 1 - bits);
    }
}
