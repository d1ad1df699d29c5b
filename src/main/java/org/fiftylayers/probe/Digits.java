package org.fiftylayers.probe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;

/** Numbers as the doctor says them: two digits. */
final class Digits {
    private static final MathContext TWO = new MathContext(2);

    private Digits() {}

    static String of(double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return x == 0 ? "0" : Double.toString(x);
        }
        BigDecimal digits = new BigDecimal(x).round(TWO).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent >= -4 && exponent < 5
                ? digits.toPlainString()
                : digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** The one in the middle, or of two the lower; NaN of none. */
    static double median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
    }
}
