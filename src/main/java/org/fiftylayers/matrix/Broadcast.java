package org.fiftylayers.matrix;

/** A row, a column or a single number stands for a matrix of equal rows, columns or entries; and how to undo that. */
public final class Broadcast {
    private Broadcast() {}

    /** The rows that two operands have together: equal counts, or one of them is 1. */
    public static int rows(String operation, Matrix left, Matrix right) {
        return common(operation, left, right, left.rows(), right.rows());
    }

    /** The columns that two operands have together: equal counts, or one of them is 1. */
    public static int columns(String operation, Matrix left, Matrix right) {
        return common(operation, left, right, left.columns(), right.columns());
    }

    private static int common(String operation, Matrix left, Matrix right, int m, int n) {
        if (m != n && m != 1 && n != 1) {
            throw new IllegalArgumentException(operation + ": left is " + left.shape() + ", right is " + right.shape()
                    + "; rows and columns must each be equal, or 1 on one side");
        }
        return Math.max(m, n);
    }

    static void add(Kernels kernels, double a, Matrix x, Matrix y) {
        if (x.size() == y.size()) {
            kernels.add(a, x.data(), y);
        } else if (x.size() < y.size()) {
            repeat(kernels, a, x, y);
        } else {
            sum(kernels, a, x, y);
        }
    }

    private static void repeat(Kernels kernels, double a, Matrix x, Matrix y) {
        if (x.columns() == y.columns()) {
            kernels.addToRows(y.rows(), y.columns(), a, x.data(), y.data());
            return;
        }
        int n = y.columns();
        for (int i = 0; i < y.rows(); i++) {
            double number = a * x.data()[x.rows() == 1 ? 0 : i];
            for (int j = i * n; j < (i + 1) * n; j++) {
                y.data()[j] += number;
            }
        }
    }

    private static void sum(Kernels kernels, double a, Matrix x, Matrix y) {
        if (x.columns() == y.columns()) {
            kernels.addRows(x.rows(), x.columns(), a, x.data(), y.data());
        } else if (x.rows() == y.rows()) {
            for (int i = 0; i < x.rows(); i++) {
                y.data()[i] += a * kernels.sum(x.columns(), x.data(), i * x.columns());
            }
        } else {
            y.data()[0] += a * kernels.sum(x.size(), x.data(), 0);
        }
    }

    static void addProduct(Kernels kernels, Matrix a, Matrix b, Matrix y) {
        if (a.size() == y.size() && b.size() == y.size()) {
            if (y.isBlank()) {
                kernels.product(y.size(), a.data(), b.data(), y.overwrite());
            } else {
                kernels.addProduct(y.size(), a.data(), b.data(), y.data());
            }
            return;
        }
        int rows = Math.max(a.rows(), b.rows());
        int columns = Math.max(a.columns(), b.columns());
        for (int i = 0; i < rows; i++) {
            int startA = a.rows() == 1 ? 0 : i * a.columns();
            int startB = b.rows() == 1 ? 0 : i * b.columns();
            int startY = y.rows() == 1 ? 0 : i * y.columns();
            if (y.columns() < columns && a.columns() == b.columns()) {
                y.data()[startY] += kernels.dot(columns, a.data(), startA, b.data(), startB);
            } else {
                int stepA = a.columns() == 1 ? 0 : 1;
                int stepB = b.columns() == 1 ? 0 : 1;
                int stepY = y.columns() == 1 ? 0 : 1;
                for (int j = 0; j < columns; j++) {
                    y.data()[startY + j * stepY] += a.data()[startA + j * stepA] * b.data()[startB + j * stepB];
                }
            }
        }
    }
}
