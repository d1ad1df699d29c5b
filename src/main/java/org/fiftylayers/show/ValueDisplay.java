package org.fiftylayers.show;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.display.Decimal;
import org.fiftylayers.display.DisplayProvider;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is made of numbers as short text, with the same digits on every Java: see {@link Decimal#shortest}.
 */
public final class ValueDisplay implements DisplayProvider {
    private static final int SHOWN = 8;

    @Override
    public Optional<MimeBundle> show(Object value) {
        String text = text(value);
        return text == null ? Optional.empty() : Optional.of(MimeBundle.text(text));
    }

    private static @Nullable String text(Object value) {
        if (value instanceof Scalar scalar) {
            return (scalar.name() == null ? "Scalar" : scalar.name()) + " = " + Decimal.shortest(scalar.value());
        } else if (value instanceof Variable variable) {
            return named("Variable", variable.value());
        } else if (value instanceof Parameter parameter) {
            return named("Parameter " + parameter.name(), parameter.value());
        } else if (value instanceof double[] numbers) {
            return "double[" + numbers.length + "]  " + some(numbers);
        } else if (value instanceof double[][] rows) {
            return array(rows);
        }
        return null;
    }

    private static String named(String what, Matrix matrix) {
        return matrix.toString().replaceFirst("^Matrix", Matcher.quoteReplacement(what));
    }

    /** The first few numbers and the last. */
    private static String some(double[] numbers) {
        String first = IntStream.range(0, Math.min(SHOWN, numbers.length))
                .mapToObj(i -> Numeral.significant(numbers[i], 5).toString())
                .collect(Collectors.joining(", "));
        return numbers.length <= SHOWN ? first : first + ", …, " + Numeral.significant(numbers[numbers.length - 1], 5);
    }

    private static String array(double[][] rows) {
        boolean even = rows.length > 0 && rows[0].length > 0;
        for (double[] row : rows) {
            even &= row.length == rows[0].length;
        }
        if (even) {
            return named("double[" + rows.length + "][" + rows[0].length + "]", Matrix.of(rows))
                    .replaceFirst("\\] [0-9]+×[0-9]+", "]");
        }
        StringBuilder out = new StringBuilder("double[" + rows.length + "][]");
        for (int i = 0; i < Math.min(SHOWN, rows.length); i++) {
            out.append("\n  ").append(some(rows[i]));
        }
        return out.append(rows.length > SHOWN ? "\n  …" : "").toString();
    }
}
