package org.fiftylayers.engine.assignment.box;

import java.util.List;
import java.util.Map;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** Where Java takes a value of one type for one of another, by the types' simple names. */
public final class Widening {
    private static final List<String> NUMBERS = List.of("byte", "short", "int", "long", "float", "double");
    private static final Map<String, String> BOXED = Map.of(
            "boolean", "Boolean",
            "byte", "Byte",
            "short", "Short",
            "char", "Character",
            "int", "Integer",
            "long", "Long",
            "float", "Float",
            "double", "Double");

    private Widening() {}

    /** Whether parameters of these types accept arguments of those. */
    static boolean accepts(List<String> parameters, List<String> arguments) {
        if (parameters.size() != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!accepts(parameters.get(i), arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean accepts(String parameter, String argument) {
        return parameter.equals(argument)
                || parameter.equals(BOXED.get(argument))
                || argument.equals(BOXED.get(parameter))
                || parameter.equals("Object")
                || widens(argument, parameter);
    }

    private static boolean widens(String from, String to) {
        int low = NUMBERS.indexOf(from.equals("char") ? "short" : from);
        int high = NUMBERS.indexOf(to);
        return low >= 0 && high > low;
    }

    /**
     * A value as one of another type: an int for a double becomes one.
     *
     * @param type the simple name of a type
     * @param name what the message calls the value
     * @throws BoxException if Java would not take it
     */
    public static @Nullable Object to(String type, @Nullable Object value, String name) {
        if (type.equals("void")) {
            return null;
        }
        boolean primitive = BOXED.containsKey(type);
        if (value == null) {
            if (primitive) {
                throw new BoxException(BoxException.Kind.UNFIT, name + " is null, expected " + type);
            }
            return null;
        }
        String actual = name(value);
        String boxed = BOXED.getOrDefault(type, type);
        if (actual.equals(boxed) || type.equals("Object") || !known(type)) {
            return value; // of a type we do not know, the test's own cast tells
        }
        String unboxed = BOXED.entrySet().stream()
                .filter(entry -> entry.getValue().equals(actual))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        if (!primitive || !widens(unboxed, type)) {
            throw new BoxException(
                    BoxException.Kind.UNFIT,
                    name + " is a " + (unboxed.isEmpty() ? actual : unboxed) + ", expected " + type);
        }
        double number = value instanceof Character letter ? letter : ((Number) value).doubleValue();
        long whole = value instanceof Character letter ? letter : ((Number) value).longValue();
        return switch (type) {
            case "short" -> (short) whole;
            case "int" -> (int) whole;
            case "long" -> whole;
            case "float" -> value instanceof Long || value instanceof Integer ? (float) whole : (float) number;
            default -> value instanceof Long ? (double) whole : number;
        };
    }

    private static boolean known(String type) {
        String element = type.replace("[]", "");
        return BOXED.containsKey(element)
                || BOXED.containsValue(element)
                || List.of("String", "Matrix", "List", "Map").contains(element);
    }

    private static String name(Object value) {
        return value instanceof List<?>
                ? "List"
                : value instanceof Map<?, ?>
                        ? "Map"
                        : value instanceof Matrix ? "Matrix" : value.getClass().getSimpleName();
    }
}
