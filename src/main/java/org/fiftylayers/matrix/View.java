package org.fiftylayers.matrix;

/**
 * A matrix that lies in an array in any regular way: entry (i, j) stands at offset + i·down + j·right. So a transpose, a
 * block of rows or of columns, and one image of a batch are matrices without being copied. Views are equal if they show
 * the same places of the same array.
 */
@SuppressWarnings("ArrayRecordComponent") // the identity of the array is what counts
public record View(double[] data, int offset, int rows, int columns, int down, int right) {
    /** Rows and columns exchanged. */
    public View transposed() {
        return new View(data, offset, columns, rows, right, down);
    }

    /** The rows from the first one up to, not including, the second. */
    public View rows(int from, int to) {
        requireRange("rows", from, to, rows);
        return new View(data, offset + from * down, to - from, columns, down, right);
    }

    /** The columns from the first one up to, not including, the second. */
    public View columns(int from, int to) {
        requireRange("columns", from, to, columns);
        return new View(data, offset + from * right, rows, to - from, down, right);
    }

    /** Where entry (i, j) stands in the array. */
    public int at(int i, int j) {
        return offset + i * down + j * right;
    }

    public String shape() {
        return rows + "×" + columns;
    }

    private void requireRange(String what, int from, int to, int size) {
        if (from < 0 || from >= to || to > size) {
            throw new IllegalArgumentException(what + ": from " + from + " to " + to + " of a view of " + shape()
                    + "; it must hold that 0 ≤ from < to ≤ " + size);
        }
    }
}
