package org.fiftylayers.display;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text, the same text on every Java. */
public final class Decimal {
    /** {@link Double#toString} has two at least; with 17 every double is told from its neighbours. */
    private static final int ENOUGH_DIGITS = 17;

    private Decimal() {}

    /**
     * The decimal with the fewest digits that reads back as this number, in the form of {@link Double#toString}, which
     * before Java 19 sometimes printed more digits than needed and so cannot be used in an output that is compared.
     */
    public static String shortest(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        for (int digits = 2; digits <= ENOUGH_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                break;
            }
        }
        rounded = rounded.stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent < 7) {
            String plain = rounded.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = rounded.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? digits.substring(1) : "0";
        return (value < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + exponent;
    }
}
