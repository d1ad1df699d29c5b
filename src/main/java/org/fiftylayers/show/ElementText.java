package org.fiftylayers.show;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.display.Decimal;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A value as it stands within another one, in one line. Java's own containers look as Java writes them, except that numbers
 * are the same on every Java, arrays are seen, and what is long is shortened.
 */
final class ElementText {
    /** Beyond so many elements only the first are written. */
    private static final int MANY = 100;

    private static final int FIRST = 20;
    /** A container may hold itself. */
    private static final int DEPTH = 5;

    private ElementText() {}

    static String of(@Nullable Object value) {
        return text(value, 0);
    }

    /** Whether the class is Java's: another one's {@code toString} is what its author wants to be seen. */
    static boolean isJavas(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    /** Whether a lambda or a method reference made this: its own {@code toString} is an address, another in every run. */
    static boolean isLambda(Object value) {
        return value.getClass().isHidden() && value.getClass().isSynthetic();
    }

    private static String text(@Nullable Object value, int depth) {
        if (value instanceof Double number) {
            return Decimal.shortest(number);
        } else if (value instanceof Matrix matrix) {
            return "Matrix " + matrix.shape();
        } else if (value instanceof Variable variable) {
            return "Variable " + variable.value().shape();
        } else if (value instanceof Parameter parameter) {
            return "Parameter " + parameter.name() + " " + parameter.value().shape();
        } else if (value instanceof Object[] elements) {
            return collection(Arrays.asList(elements), depth);
        } else if (value != null && value.getClass().isArray()) {
            return "[" + ArrayText.some(value) + "]";
        } else if (value != null && isLambda(value)) {
            return "lambda of type " + value.getClass().getInterfaces()[0].getSimpleName();
        } else if (value == null || !isJavas(value)) {
            return String.valueOf(value);
        } else if (value instanceof Collection<?> collection) {
            return collection(collection, depth);
        } else if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            return "Optional[" + text(optional.get(), depth + 1) + "]";
        } else if (value instanceof OptionalDouble optional && optional.isPresent()) {
            return "OptionalDouble[" + Decimal.shortest(optional.getAsDouble()) + "]";
        }
        return value.toString();
    }

    private static String collection(Collection<?> elements, int depth) {
        if (depth > DEPTH) {
            return "[…]";
        }
        StringJoiner text = new StringJoiner(", ", "[", "]");
        boolean many = elements.size() > MANY;
        int left = many ? FIRST : MANY;
        for (Object element : elements) {
            if (left-- == 0) {
                break;
            }
            text.add(text(element, depth + 1));
        }
        return many ? text.add("…") + " (" + elements.size() + " elements)" : text.toString();
    }

    private static String map(Map<?, ?> map, int depth) {
        if (depth > DEPTH) {
            return "{…}";
        }
        StringJoiner text = new StringJoiner(", ", "{", "}");
        boolean many = map.size() > MANY;
        int left = many ? FIRST : MANY;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (left-- == 0) {
                break;
            }
            text.add(text(entry.getKey(), depth + 1) + "=" + text(entry.getValue(), depth + 1));
        }
        return many ? text.add("…") + " (" + map.size() + " entries)" : text.toString();
    }
}
