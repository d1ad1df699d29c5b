package org.fiftylayers.engine.assignment.box;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * What crosses the box's wall: null, primitive values, strings, matrices, and arrays, lists and maps of these. Data only,
 * by tags; no object of a class that the other side names.
 */
final class Values {
    /** Longer texts and arrays, and deeper nesting, are not sent and not read. */
    static final int LONGEST = 4_000_000;

    private static final int DEEPEST = 16;
    private static final List<Class<?>> ELEMENTS = List.of(
            boolean.class,
            byte.class,
            short.class,
            char.class,
            int.class,
            long.class,
            float.class,
            double.class,
            String.class,
            Matrix.class,
            Object.class);

    private Values() {}

    static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        write(out, value, 0);
    }

    private static void write(DataOutputStream out, @Nullable Object value, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("a value nests deeper than " + DEEPEST);
        }
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof Boolean bool) {
            out.writeByte('Z');
            out.writeBoolean(bool);
        } else if (value instanceof Byte number) {
            out.writeByte('B');
            out.writeByte(number);
        } else if (value instanceof Short number) {
            out.writeByte('S');
            out.writeShort(number);
        } else if (value instanceof Character letter) {
            out.writeByte('C');
            out.writeChar(letter);
        } else if (value instanceof Integer number) {
            out.writeByte('I');
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte('J');
            out.writeLong(number);
        } else if (value instanceof Float number) {
            out.writeByte('F');
            out.writeFloat(number);
        } else if (value instanceof Double number) {
            out.writeByte('D');
            out.writeDouble(number);
        } else if (value instanceof String text) {
            out.writeByte('T');
            writeText(out, text);
        } else if (value instanceof Matrix matrix) {
            out.writeByte('M');
            out.writeInt(matrix.rows());
            out.writeInt(matrix.columns());
            for (int row = 0; row < matrix.rows(); row++) {
                for (int column = 0; column < matrix.columns(); column++) {
                    out.writeDouble(matrix.get(row, column));
                }
            }
        } else if (value instanceof List<?> list) {
            out.writeByte('L');
            writeLength(out, list.size());
            for (Object element : list) {
                write(out, element, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte('P');
            writeLength(out, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                write(out, key(entry.getKey()), depth + 1);
                write(out, entry.getValue(), depth + 1);
            }
        } else if (value instanceof double[] numbers) { // the one kind that is often long
            out.writeByte('d');
            writeLength(out, numbers.length);
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
            bytes.asDoubleBuffer().put(numbers);
            out.write(bytes.array());
        } else if (value.getClass().isArray() && ELEMENTS.contains(element(value.getClass()))) {
            array(out, value, depth);
        } else {
            throw new IOException("a " + value.getClass().getName()
                    + " is no plain value; return numbers, texts, matrices, or arrays, lists and maps of these");
        }
    }

    /** Only keys that have an order, since a map of others with one hash takes for ever to fill. */
    private static @Nullable Object key(@Nullable Object key) throws IOException {
        if (key == null || key instanceof Comparable<?>) {
            return key;
        }
        throw new IOException("a map's key is a " + key.getClass().getName() + "; it can be a number or a text");
    }

    private static void array(DataOutputStream out, Object array, int depth) throws IOException {
        out.writeByte('A');
        Class<?> component = array.getClass().getComponentType();
        int dimensions = 0;
        while (component.isArray()) {
            component = component.getComponentType();
            dimensions++;
        }
        out.writeByte(ELEMENTS.indexOf(component));
        out.writeByte(dimensions);
        writeLength(out, Array.getLength(array));
        for (int i = 0; i < Array.getLength(array); i++) {
            write(out, Array.get(array, i), depth + 1);
        }
    }

    private static Class<?> element(Class<?> array) {
        return array.isArray() ? element(array.getComponentType()) : array;
    }

    private static void writeLength(DataOutputStream out, int length) throws IOException {
        if (length > LONGEST) {
            throw new IOException("a value has " + length + " elements; at most " + LONGEST + " can be sent");
        }
        out.writeInt(length);
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        writeLength(out, text.length());
        out.writeChars(text);
    }

    /** Reads a value from a stream that knows how much is left, as one on a byte array does. */
    static @Nullable Object read(DataInputStream in) throws IOException {
        return read(in, 0);
    }

    private static @Nullable Object read(DataInputStream in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("a value nests deeper than " + DEEPEST);
        }
        int tag = in.readByte();
        return switch (tag) {
            case '0' -> null;
            case 'Z' -> in.readBoolean();
            case 'B' -> in.readByte();
            case 'S' -> in.readShort();
            case 'C' -> in.readChar();
            case 'I' -> in.readInt();
            case 'J' -> in.readLong();
            case 'F' -> in.readFloat();
            case 'D' -> in.readDouble();
            case 'T' -> readText(in);
            case 'M' -> readMatrix(in);
            case 'L' -> elements(in, depth);
            case 'P' -> {
                int size = length(in);
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < size; i++) {
                    map.put(key(read(in, depth + 1)), read(in, depth + 1));
                }
                yield map;
            }
            case 'd' -> readNumbers(in);
            case 'A' -> readArray(in, depth);
            default -> throw new IOException("no value begins with the byte " + tag);
        };
    }

    static String readText(DataInputStream in) throws IOException {
        int length = length(in);
        StringBuilder text = new StringBuilder(Math.min(length, 10_000));
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) { // an element has a byte at least
            throw new IOException("a length of " + length + " where " + in.available() + " bytes are left");
        }
        return length;
    }

    private static Matrix readMatrix(DataInputStream in) throws IOException {
        int rows = in.readInt();
        int columns = in.readInt();
        if (rows < 0 || columns < 0 || (long) rows * columns > in.available() / Double.BYTES) {
            throw new IOException("a matrix of " + rows + "×" + columns);
        }
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix.set(row, column, in.readDouble());
            }
        }
        return matrix;
    }

    private static double[] readNumbers(DataInputStream in) throws IOException {
        int length = length(in);
        byte[] bytes = in.readNBytes(Math.multiplyExact(Double.BYTES, length));
        double[] numbers = new double[bytes.length / Double.BYTES];
        if (numbers.length < length) {
            throw new IOException("an array of " + length + " numbers ends after " + numbers.length);
        }
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
        return numbers;
    }

    private static Object readArray(DataInputStream in, int depth) throws IOException {
        int element = in.readByte();
        int dimensions = in.readByte();
        if (element < 0 || element >= ELEMENTS.size() || dimensions < 0 || dimensions > DEEPEST) {
            throw new IOException("an array of kind " + element + " with " + dimensions + " dimensions");
        }
        Class<?> component = ELEMENTS.get(element);
        for (int i = 0; i < dimensions; i++) {
            component = component.arrayType();
        }
        List<@Nullable Object> elements = elements(in, depth);
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            try {
                Array.set(array, i, elements.get(i));
            } catch (IllegalArgumentException e) {
                throw new IOException("an array's element is of another type than the array", e);
            }
        }
        return array;
    }

    /** As many as there are; nothing is made for elements that a length only promises. */
    private static List<@Nullable Object> elements(DataInputStream in, int depth) throws IOException {
        int size = length(in);
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(read(in, depth + 1));
        }
        return list;
    }
}
