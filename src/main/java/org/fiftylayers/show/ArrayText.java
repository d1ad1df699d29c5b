package org.fiftylayers.show;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** Arrays as short text: type and size, then the first elements and the last; arrays of equal rows stand as aligned rows. */
final class ArrayText {
    private static final int SHOWN = 8;

    private ArrayText() {}

    static String of(Object array) {
        Class<?> element = array.getClass().getComponentType();
        int length = Array.getLength(array);
        if (!element.isArray()) {
            return (name(element) + "[" + length + "]  " + some(array)).stripTrailing();
        }
        Object[] rows = (Object[]) array;
        boolean even = isEven(rows) && element.getComponentType().isPrimitive();
        String type = type(element, length, even ? Array.getLength(rows[0]) : -1);
        if (even && rows instanceof double[][] numbers) {
            return ValueDisplay.named(type, Matrix.of(numbers)).replaceFirst("\\] [0-9]+×[0-9]+", "]");
        }
        StringBuilder text = new StringBuilder(type);
        if (even) {
            aligned(rows).forEach(line -> text.append('\n').append(line));
        } else {
            for (int i = 0; i < Math.min(SHOWN, length); i++) {
                boolean flat = rows[i] != null && !element.getComponentType().isArray();
                text.append("\n  ").append(flat ? some(rows[i]) : ElementText.of(rows[i]));
            }
        }
        return text.append(length > SHOWN ? "\n  …" : "").toString();
    }

    /** The first few elements and the last. */
    static String some(Object array) {
        int length = Array.getLength(array);
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < Math.min(SHOWN, length); i++) {
            text.add(element(Array.get(array, i)));
        }
        if (length > SHOWN) {
            text.add("…").add(element(Array.get(array, length - 1)));
        }
        return text.toString();
    }

    private static String element(@Nullable Object value) {
        return value instanceof Number number && (value instanceof Double || value instanceof Float)
                ? Numeral.significant(number.doubleValue(), 5).toString()
                : ElementText.of(value);
    }

    /** Such as {@code int[2][3]}, or {@code int[2][]} if the second length is not known. */
    private static String type(Class<?> rowType, int rows, int columns) {
        Class<?> inner = rowType.getComponentType();
        StringBuilder further = new StringBuilder(columns < 0 ? "[]" : "[" + columns + "]");
        while (inner.isArray()) {
            further.append("[]");
            inner = inner.getComponentType();
        }
        return name(inner) + "[" + rows + "]" + further;
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private static boolean isEven(Object[] rows) {
        if (rows.length == 0 || rows[0] == null || Array.getLength(rows[0]) == 0) {
            return false;
        }
        for (Object row : rows) {
            if (row == null || Array.getLength(row) != Array.getLength(rows[0])) {
                return false;
            }
        }
        return true;
    }

    private static List<String> aligned(Object[] rows) {
        int columns = Array.getLength(rows[0]);
        int shown = Math.min(SHOWN, columns);
        int[] widths = new int[shown];
        for (int i = 0; i < Math.min(SHOWN, rows.length); i++) {
            for (int j = 0; j < shown; j++) {
                widths[j] = Math.max(widths[j], element(Array.get(rows[i], j)).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, rows.length); i++) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < shown; j++) {
                String cell = element(Array.get(rows[i], j));
                line.append(" ".repeat(widths[j] - cell.length() + 2)).append(cell);
            }
            lines.add(line.append(columns > SHOWN ? "  …" : "").toString());
        }
        return lines;
    }
}
