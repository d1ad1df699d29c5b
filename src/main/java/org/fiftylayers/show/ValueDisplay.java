package org.fiftylayers.show;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.stream.BaseStream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.display.Decimal;
import org.fiftylayers.display.DisplayProvider;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is made of numbers, and Java's own containers, as short text with the same digits on every Java: see
 * {@link Decimal#shortest}.
 */
public final class ValueDisplay implements DisplayProvider {
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
        } else if (value instanceof Precision precision) {
            return format(precision);
        } else if (value.getClass().isArray()) {
            return ArrayText.of(value);
        } else if (value instanceof BaseStream<?, ?>) {
            return "a stream, which can be read only once and so is not shown; end it with .toList() or .toArray()";
        } else if (ElementText.isLambda(value) || (ElementText.isJavas(value) && isContainer(value))) {
            return ElementText.of(value);
        }
        return null;
    }

    private static boolean isContainer(Object value) {
        return value instanceof Collection
                || value instanceof Map
                || value instanceof Optional
                || value instanceof OptionalDouble;
    }

    static String named(String what, Matrix matrix) {
        return matrix.toString().replaceFirst("^Matrix", Matcher.quoteReplacement(what));
    }

    private static String format(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT) + ": smallest "
                + Numeral.significant(precision.smallest(), 5) + ", largest "
                + Numeral.significant(precision.largest(), 5) + ", next to 1 a distance of "
                + Numeral.significant(precision.epsilon(), 5);
    }
}
