package org.fiftylayers.data;

import org.fiftylayers.matrix.Matrix;

/** Bytes as numbers from 0 to 1, k/255, and back. */
final class Pixels {
    private Pixels() {}

    static void toNumbers(byte[] bytes, int from, double[] numbers, int start, int count) {
        for (int i = 0; i < count; i++) {
            numbers[start + i] = (bytes[from + i] & 255) / 255.0;
        }
    }

    /** Refuses numbers that would not be read back the same. */
    static byte[] toBytes(String operation, Matrix inputs) {
        double[] numbers = inputs.data();
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double level = Math.rint(255 * numbers[i]);
            if (!(level >= 0 && level <= 255) || level / 255 != numbers[i]) {
                throw new IllegalArgumentException(operation + ": input (" + i / inputs.columns() + ", "
                        + i % inputs.columns() + ") is " + numbers[i]
                        + "; a byte holds k/255 for k = 0, …, 255 and nothing between");
            }
            bytes[i] = (byte) level;
        }
        return bytes;
    }

    /** The nearest number that a byte holds. */
    static double nearest(double number) {
        return Math.rint(255 * Math.max(0, Math.min(number, 1))) / 255;
    }
}
