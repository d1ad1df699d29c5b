package org.fiftylayers.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as it is printed: mantissa times a power of ten, the power zero where the number reads well without one.
 *
 * <p>The digits come from {@link BigDecimal}, not from {@link Double#toString}, which printed more digits than needed
 * before Java 19, nor from {@code String.format}, which follows the reader's locale.
 *
 * @param mantissa digits with an ASCII sign and decimal point, or {@code NaN} or {@code ∞}
 * @param exponent power of ten
 */
record Numeral(String mantissa, int exponent) {
    private static final int ENOUGH_DIGITS = 17;

    /** The fewest digits that read back as the same double: {@code 0.25}, {@code 7.888609052210118e-31}. */
    static Numeral shortest(double value) {
        if (isSpecial(value)) {
            return special(value);
        }
        return of(decimal(value));
    }

    /** The decimal number with the fewest digits that reads back as this double; finite and not zero. */
    static BigDecimal decimal(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        for (int digits = 1; digits <= ENOUGH_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                break;
            }
        }
        return rounded.stripTrailingZeros();
    }

    /** Rounded to so many significant digits, without trailing zeros. */
    static Numeral significant(double value, int digits) {
        if (isSpecial(value)) {
            return special(value);
        }
        return of(new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros());
    }

    /** Rounded to so many decimals, trailing zeros kept, never a power of ten. */
    static Numeral fixed(double value, int decimals) {
        if (isSpecial(value)) {
            return special(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return new Numeral(rounded.toPlainString(), 0);
    }

    /** With a power of ten and so many decimals in the mantissa, trailing zeros kept. */
    static Numeral scientific(double value, int decimals) {
        if (isSpecial(value)) {
            return special(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.scaleByPowerOfTen(-exponent)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
        return new Numeral(mantissa, exponent);
    }

    /** The power of ten of the first digit: 2 for 314, −3 for 0.00314, 0 for 0. */
    static int magnitude(double value) {
        if (isSpecial(value)) {
            return 0;
        }
        BigDecimal exact = new BigDecimal(value);
        return exact.precision() - exact.scale() - 1;
    }

    /** How many decimals the shortest form of a number has. */
    static int decimals(double value) {
        return isSpecial(value) ? 0 : Math.max(0, decimal(value).scale());
    }

    private static boolean isSpecial(double value) {
        return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
    }

    private static Numeral special(double value) {
        if (value == 0) {
            return new Numeral("0", 0);
        }
        return new Numeral(Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞", 0);
    }

    private static Numeral of(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (exponent < -4 || exponent > 6) {
            return new Numeral(number.scaleByPowerOfTen(-exponent).toPlainString(), exponent);
        }
        return new Numeral(number.toPlainString(), 0);
    }

    /** As a programmer writes it: {@code -1.5e-31}; reads well in plain text and aloud. */
    @Override
    public String toString() {
        return exponent == 0 ? mantissa : mantissa + "e" + exponent;
    }

    /** With a true minus sign and a raised power, for HTML. */
    String html() {
        return exponent == 0 ? minus(mantissa) : minus(mantissa) + "×10<sup>" + minus("" + exponent) + "</sup>";
    }

    /** With a true minus sign and a raised power, for SVG text. */
    String svg() {
        if (exponent == 0) {
            return minus(mantissa);
        }
        String factor = mantissa.equals("1") ? "" : mantissa.equals("-1") ? "−" : minus(mantissa) + "×";
        return factor + "10<tspan class=\"p\" dy=\"-.42em\">" + minus("" + exponent) + "</tspan>";
    }

    /** How many characters of normal size {@link #svg} is about as wide as. */
    double svgWidth() {
        if (exponent == 0) {
            return mantissa.length();
        }
        int factor = mantissa.equals("1") ? 0 : mantissa.equals("-1") ? 1 : mantissa.length() + 1;
        return factor + 2 + 0.75 * ("" + exponent).length();
    }

    String tex() {
        String digits = mantissa.replace("∞", "\\infty").replace("NaN", "\\text{NaN}");
        return exponent == 0 ? digits : digits + " \\times 10^{" + exponent + "}";
    }

    private static String minus(String digits) {
        return digits.replace('-', '−');
    }
}
