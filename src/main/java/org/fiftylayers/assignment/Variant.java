package org.fiftylayers.assignment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.fiftylayers.matrix.Generator;

/**
 * Values that differ from student to student: {@code double w = Variant.number("w", 0.5, 2, 2);} in a locked cell.
 *
 * <p>In the instructor's notebook such a call gives an example. When the assignment is released for a student, the call
 * is replaced by that student's value, which the course's key and the student's id decide. Its arguments must be
 * literals.
 */
public final class Variant {
    private Variant() {}

    /** A number from {@code low} to {@code high} with so many decimals. */
    public static double number(String name, double low, double high, int decimals) {
        return number(example(name), low, high, decimals);
    }

    /** The same, drawn from a generator. */
    public static double number(Generator generator, double low, double high, int decimals) {
        if (!(low < high) || Double.isInfinite(high - low) || decimals < 0 || decimals > 12) {
            throw new IllegalArgumentException("number: low is " + low + ", high is " + high + ", decimals is "
                    + decimals + "; low must be below high, and decimals 0 to 12");
        }
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal first = BigDecimal.valueOf(low).setScale(decimals, RoundingMode.CEILING);
        BigDecimal last = BigDecimal.valueOf(high).setScale(decimals, RoundingMode.FLOOR);
        int steps = last.subtract(first).divide(step).intValueExact();
        return first.add(step.multiply(BigDecimal.valueOf(generator.below(steps + 1))))
                .doubleValue();
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public static int whole(String name, int low, int high) {
        return whole(example(name), low, high);
    }

    /** The same, drawn from a generator. */
    public static int whole(Generator generator, int low, int high) {
        if (low > high || (long) high - low >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "whole: low is " + low + ", high is " + high + "; low must be at most high, and not too far below");
        }
        return low + generator.below(high - low + 1);
    }

    /** One of some texts. */
    public static String choice(String name, String... options) {
        return choice(example(name), List.of(options));
    }

    /** The same, drawn by a generator. */
    public static String choice(Generator generator, List<String> options) {
        if (options.isEmpty()) {
            throw new IllegalArgumentException("choice: there is nothing to choose from");
        }
        return options.get(generator.below(options.size()));
    }

    private static Generator example(String name) {
        return new Generator(name.hashCode());
    }
}
