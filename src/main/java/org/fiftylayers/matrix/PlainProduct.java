package org.fiftylayers.matrix;

import static org.fiftylayers.matrix.Fma.fma;

import java.util.Arrays;

/**
 * Matrix products in plain Java. The JIT compiler uses vector instructions only where every array in a loop has the same
 * index. So a product first copies the rows of B into arrays of their own, and adds multiples of two of them to three rows
 * of C at a time, which shares what is loaded.
 */
final class PlainProduct {
    /** So many rows of C at a time; with more of them or of B's, the JIT gives up. */
    private static final int TARGETS = 3;

    private double[][] rows = new double[0][0];
    private double[][] targets = new double[TARGETS][0];

    /** C = A B or, unless C starts anew, C += A B. */
    void multiply(View a, View b, View c, boolean anew) {
        copyRows(b);
        int n = b.columns();
        for (int i = 0; i < a.rows(); i += TARGETS) {
            Interruption.check("multiply");
            // beyond the last row, the last one again
            int second = Math.min(i + 1, a.rows() - 1);
            int third = Math.min(i + 2, a.rows() - 1);
            take(c, i, n, anew, targets[0]);
            take(c, second, n, anew, targets[1]);
            take(c, third, n, anew, targets[2]);
            addCombinations(
                    targets[0],
                    targets[1],
                    targets[2],
                    n,
                    a.data(),
                    a.at(i, 0),
                    a.at(second, 0),
                    a.at(third, 0),
                    a.right(),
                    a.columns());
            System.arraycopy(targets[0], 0, c.data(), c.at(i, 0), n);
            System.arraycopy(targets[1], 0, c.data(), c.at(second, 0), n);
            System.arraycopy(targets[2], 0, c.data(), c.at(third, 0), n);
        }
    }

    private void copyRows(View b) {
        prepare(b.rows(), b.columns());
        for (int p = 0; p < b.rows(); p++) {
            double[] row = rows[p];
            if (b.right() == 1) {
                System.arraycopy(b.data(), b.at(p, 0), row, 0, b.columns());
            } else {
                for (int j = 0; j < b.columns(); j++) {
                    row[j] = b.data()[b.at(p, j)];
                }
            }
        }
    }

    private void prepare(int count, int length) {
        if (rows.length < count || targets[0].length < length) {
            int longest = Math.max(targets[0].length, PlainKernels.aligned(length));
            rows = new double[Math.max(count, rows.length)][longest];
            targets = new double[TARGETS][longest];
        }
    }

    private static void take(View c, int row, int n, boolean anew, double[] target) {
        if (anew) {
            Arrays.fill(target, 0, n, 0);
        } else {
            System.arraycopy(c.data(), c.at(row, 0), target, 0, n);
        }
    }

    /**
     * x, y and z += Σ_p A(i, p) · rows[p] over k rows, with the three rows i of A that begin at the given places. The
     * targets are arguments since the JIT compiles what reads them from the field a tenth slower.
     */
    private void addCombinations(
            double[] x, double[] y, double[] z, int n, double[] a, int first, int second, int third, int right, int k) {
        int p = 0;
        int at = 0;
        for (; p + 1 < k; p += 2, at += 2 * right) {
            int next = at + right;
            addTwo(
                    n,
                    rows[p],
                    rows[p + 1],
                    a[first + at],
                    a[first + next],
                    x,
                    a[second + at],
                    a[second + next],
                    y,
                    a[third + at],
                    a[third + next],
                    z);
        }
        if (p < k) {
            add(n, a[first + at], rows[p], x);
            add(n, a[second + at], rows[p], y);
            add(n, a[third + at], rows[p], z);
        }
    }

    /** x += a₀u + a₁v, y += b₀u + b₁v and z += c₀u + c₁v, from left to right. */
    private static void addTwo(
            int n,
            double[] u,
            double[] v,
            double a0,
            double a1,
            double[] x,
            double b0,
            double b1,
            double[] y,
            double c0,
            double c1,
            double[] z) {
        for (int j = 0; j < n; j++) {
            double first = u[j];
            double second = v[j];
            double toX = fma(a1, second, fma(a0, first, x[j]));
            double toY = fma(b1, second, fma(b0, first, y[j]));
            double toZ = fma(c1, second, fma(c0, first, z[j]));
            x[j] = toX;
            y[j] = toY;
            z[j] = toZ;
        }
    }

    private static void add(int n, double a, double[] u, double[] x) {
        for (int j = 0; j < n; j++) {
            x[j] = fma(a, u[j], x[j]);
        }
    }
}
