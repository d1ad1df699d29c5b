package org.fiftylayers.matrix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matrices of arbitrary content that serve again, so that only the first of many equal steps allocates arrays: in line for
 * what lasts until the next step, and borrowed for what does not, which few then do, and these stay in the cache.
 */
public final class DualPool {
    private final boolean withTangents;
    private final List<Dual> line = new ArrayList<>();
    private int taken;
    private List<Dual> free = new ArrayList<>();
    private List<Dual> freeBefore = new ArrayList<>();

    private double[] scratch = new double[0];

    /** @param withTangents whether its matrices have tangents */
    public DualPool(boolean withTangents) {
        this.withTangents = withTangents;
    }

    /** Begins a new step: the line starts again, and what nobody borrowed in the last step is let go. */
    public void rewind() {
        taken = 0;
        List<Dual> unused = freeBefore;
        unused.clear();
        freeBefore = free;
        free = unused;
    }

    /** The next matrix in line; a new one only where the last step had another shape here. */
    public Dual next(int rows, int columns) {
        if (taken == line.size()) {
            line.add(create(rows, columns));
        } else if (!fits(line.get(taken), rows, columns)) {
            line.set(taken, create(rows, columns));
        }
        return line.get(taken++);
    }

    /** The matrix of this shape that was given back last, or a new one. */
    public Dual borrow(int rows, int columns) {
        Dual found = remove(free, rows, columns);
        found = found == null ? remove(freeBefore, rows, columns) : found;
        return found == null ? create(rows, columns) : found;
    }

    /** Takes a borrowed matrix back. */
    public void giveBack(Dual dual) {
        free.add(dual);
    }

    /** At least so many numbers of arbitrary content, anyone's from the next call on. */
    public double[] scratch(int size) {
        scratch = scratch.length < size ? new double[size] : scratch;
        return scratch;
    }

    private static @Nullable Dual remove(List<Dual> from, int rows, int columns) {
        for (int i = from.size() - 1; i >= 0; i--) {
            if (fits(from.get(i), rows, columns)) {
                return from.remove(i);
            }
        }
        return null;
    }

    private static boolean fits(Dual dual, int rows, int columns) {
        return dual.value().rows() == rows && dual.value().columns() == columns;
    }

    private Dual create(int rows, int columns) {
        return new Dual(Matrix.zeros(rows, columns), withTangents ? Matrix.zeros(rows, columns) : null);
    }
}
