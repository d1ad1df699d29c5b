package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/** A row, a column or a single number stands for a whole matrix of equal rows, columns or entries; and how to undo that. */
final class Broadcast {
    private Broadcast() {}

    /** The rows (or columns) that two operands have together: equal counts, or one of them is 1. */
    static int common(String operation, Variable left, Variable right, int m, int n) {
        if (m != n && m != 1 && n != 1) {
            throw new IllegalArgumentException(
                    operation + ": left is " + left.value().shape() + ", right is "
                            + right.value().shape() + "; rows and columns must each be equal, or 1 on one side");
        }
        return Math.max(m, n);
    }

    /** y += a·x, with x repeated to the shape of y. */
    static void add(Kernels kernels, double a, Matrix x, Matrix y) {
        if (x.size() == y.size()) {
            kernels.add(y.size(), a, x.data(), y.data());
        } else if (x.columns() == y.columns()) {
            kernels.addToRows(y.rows(), y.columns(), a, x.data(), y.data());
        } else {
            int n = y.columns();
            for (int i = 0; i < y.rows(); i++) {
                double number = a * x.data()[x.rows() == 1 ? 0 : i];
                for (int j = i * n; j < (i + 1) * n; j++) {
                    y.data()[j] += number;
                }
            }
        }
    }

    /** x += a·y, with y summed to the shape of x: the transpose of {@link #add}. */
    static void addSums(Kernels kernels, double a, Matrix y, Matrix x) {
        if (x.size() == y.size()) {
            kernels.add(y.size(), a, y.data(), x.data());
        } else if (x.columns() == y.columns()) {
            kernels.addRows(y.rows(), y.columns(), a, y.data(), x.data());
        } else if (x.rows() == y.rows()) {
            for (int i = 0; i < y.rows(); i++) {
                x.data()[i] += a * kernels.sum(y.columns(), y.data(), i * y.columns());
            }
        } else {
            x.data()[0] += a * kernels.sum(y.size(), y.data(), 0);
        }
    }
}
