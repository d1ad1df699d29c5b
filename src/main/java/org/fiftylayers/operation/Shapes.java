package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** The same entries in other places: nothing is computed, and each gradient goes back where its entry came from. */
public final class Shapes {
    private Shapes() {}

    /** The same entries, row after row, in another number of rows. */
    public static Variable reshape(Variable x, int rows, int columns) {
        int size = x.value().size();
        if (rows < 1 || columns < 1 || (long) rows * columns != size) {
            throw new IllegalArgumentException("reshape: x is " + x.value().shape() + ", rows are " + rows
                    + ", columns are " + columns + "; their product must be the number of entries, " + size);
        }
        return Operation.linear(x, Shapes::addAll, Shapes::addAll).record(rows, columns);
    }

    /** The rows from the first one up to, not including, the second. */
    public static Variable rows(Variable x, int from, int to) {
        requireRange("rows", x, from, to, x.rows());
        int n = x.columns();
        int count = to - from;
        return Operation.linear(
                        x,
                        (all, part) -> addBlock(all, from, 0, part, 0, 0, count, n),
                        (part, all) -> addBlock(part, 0, 0, all, from, 0, count, n))
                .record(count, n);
    }

    /** The columns from the first one up to, not including, the second. */
    public static Variable columns(Variable x, int from, int to) {
        requireRange("columns", x, from, to, x.columns());
        int m = x.rows();
        int count = to - from;
        return Operation.linear(
                        x,
                        (all, part) -> addBlock(all, 0, from, part, 0, 0, m, count),
                        (part, all) -> addBlock(part, 0, 0, all, 0, from, m, count))
                .record(m, count);
    }

    /** The rows of all, one below the other. */
    public static Variable stackRows(Variable... parts) {
        int rows = 0;
        for (int i = 0; i < parts.length; i++) {
            requireSame("stackRows", "columns", parts, i, parts[i].columns(), parts[0].columns());
            rows += parts[i].rows();
        }
        requireAny("stackRows", parts);
        return new Stack(true, parts).record(rows, parts[0].columns());
    }

    /** The columns of all, side by side. */
    public static Variable stackColumns(Variable... parts) {
        int columns = 0;
        for (int i = 0; i < parts.length; i++) {
            requireSame("stackColumns", "rows", parts, i, parts[i].rows(), parts[0].rows());
            columns += parts[i].columns();
        }
        requireAny("stackColumns", parts);
        return new Stack(false, parts).record(parts[0].rows(), columns);
    }

    /** Row index[0], then row index[1], and so on; a row may be taken more than once, and its gradients add up. */
    public static Variable gatherRows(Variable x, int... index) {
        for (int i = 0; i < index.length; i++) {
            requireIndex("gatherRows: index", x, i, index[i], "rows", x.rows());
        }
        if (index.length == 0) {
            throw new IllegalArgumentException("gatherRows: index is empty; there must be at least one row");
        }
        int n = x.columns();
        return Operation.linear(
                        x,
                        (from, to) -> {
                            for (int i = 0; i < index.length; i++) {
                                addBlock(from, index[i], 0, to, i, 0, 1, n);
                            }
                        },
                        (from, to) -> {
                            for (int i = 0; i < index.length; i++) {
                                addBlock(from, i, 0, to, index[i], 0, 1, n);
                            }
                        })
                .record(index.length, n);
    }

    /** One entry of each row, from the given column: y(i) = x(i, columns[i]). */
    public static Variable pick(Variable x, int[] columns) {
        if (columns.length != x.rows()) {
            throw new IllegalArgumentException("pick: x is " + x.value().shape() + ", columns are " + columns.length
                    + "; there must be one column per row");
        }
        for (int i = 0; i < columns.length; i++) {
            requireIndex("pick: column", x, i, columns[i], "columns", x.columns());
        }
        return new Selection(x, columns.length, (entries, index) -> {
                    for (int i = 0; i < index.length; i++) {
                        index[i] = i * x.columns() + columns[i];
                    }
                })
                .record(x.rows(), 1);
    }

    /** Several variables as one, above or beside each other. */
    private static final class Stack extends Operation {
        private final boolean above;
        private final Variable[] parts;

        Stack(boolean above, Variable[] parts) {
            super(parts);
            this.above = above;
            this.parts = parts;
        }

        @Override
        protected void forward(Variable y) {
            int at = 0;
            for (Variable x : parts) {
                int row = above ? at : 0;
                int column = above ? 0 : at;
                y.primal()
                        .addImage(
                                (from, to) -> addBlock(from, 0, 0, to, row, column, x.rows(), x.columns()), x.primal());
                at += above ? x.rows() : x.columns();
            }
        }

        @Override
        protected void backward(Variable y) {
            int at = 0;
            for (Variable x : parts) {
                int row = above ? at : 0;
                int column = above ? 0 : at;
                if (x.needsGradient()) {
                    x.adjoint()
                            .addImage(
                                    (from, to) -> addBlock(from, row, column, to, 0, 0, x.rows(), x.columns()),
                                    y.adjoint());
                }
                at += above ? x.rows() : x.columns();
            }
        }
    }

    private static void addAll(Matrix from, Matrix to) {
        for (int i = 0; i < to.size(); i++) {
            to.data()[i] += from.data()[i];
        }
    }

    /** Adds a block of m × n to a block of another matrix; each begins at a row and a column. */
    private static void addBlock(
            Matrix from, int fromRow, int fromColumn, Matrix to, int toRow, int toColumn, int m, int n) {
        double[] x = from.data();
        double[] y = to.data();
        for (int i = 0; i < m; i++) {
            int source = (fromRow + i) * from.columns() + fromColumn;
            int target = (toRow + i) * to.columns() + toColumn;
            for (int j = 0; j < n; j++) {
                y[target + j] += x[source + j];
            }
        }
    }

    private static void requireRange(String what, Variable x, int from, int to, int size) {
        if (from < 0 || from >= to || to > size) {
            throw new IllegalArgumentException(what + ": from " + from + " to " + to + " of a matrix of "
                    + x.value().shape() + "; it must hold that 0 ≤ from < to ≤ " + size);
        }
    }

    private static void requireSame(String what, String side, Variable[] parts, int i, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    what + ": part " + i + " is " + parts[i].value().shape() + ", part 0 is "
                            + parts[0].value().shape() + "; all must have the same number of " + side);
        }
    }

    private static void requireAny(String what, Variable[] parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException(what + ": there are no parts; there must be at least one");
        }
    }

    private static void requireIndex(String what, Variable x, int i, int found, String side, int size) {
        if (found < 0 || found >= size) {
            throw new IllegalArgumentException(what + " " + i + " is " + found + ", x is "
                    + x.value().shape() + "; " + side + " run from 0 to " + (size - 1));
        }
    }
}
