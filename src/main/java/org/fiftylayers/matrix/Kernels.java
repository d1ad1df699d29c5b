package org.fiftylayers.matrix;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The loops in which all the time goes, over flat row-major arrays. Every implementation, on any number of lanes and
 * threads, gives the same bits as {@link PlainKernels}: products add over the inner index in order, with one fused
 * multiply-add for each, {@link #sum} and {@link #dot} follow one tree. An implementation may keep scratch memory and so belongs to
 * one thread.
 */
public interface Kernels {
    /** Where other implementations come from: found by {@link ServiceLoader}, the first that works here is taken. */
    interface Source {
        /** New kernels, or null where this machine cannot run them. */
        @Nullable
        Kernels kernels();
    }

    /** New kernels, the fastest that are found; {@link PlainKernels} without any. */
    static Kernels fastest() {
        for (Source source : ServiceLoader.load(Source.class, Kernels.class.getClassLoader())) {
            Kernels kernels = source.kernels();
            if (kernels != null) {
                return kernels;
            }
        }
        return new PlainKernels();
    }

    /**
     * C = A B or, unless C starts anew, C += A B, with A of m × k, B of k × n and C of m × n; A and B may be transposed or
     * parts of larger ones, C may be rows or columns of a larger one.
     */
    void multiply(View a, View b, View c, boolean anew);

    /** C += A B. */
    default void multiply(View a, View b, View c) {
        multiply(a, b, c, false);
    }

    /** C += A B. */
    default void multiply(View a, View b, Matrix c) {
        boolean anew = c.isBlank();
        multiply(a, b, new View(anew ? c.overwrite() : c.data(), 0, c.rows(), c.columns(), c.columns(), 1), anew);
    }

    /** Σ x[i] over n numbers from the given offset: eight running sums, i modulo 8, then halves added to halves. */
    double sum(int n, double[] x, int offset);

    /** Σ x[i] y[i] over n numbers from the given offsets, by the tree of {@link #sum}. */
    double dot(int n, double[] x, int offsetX, double[] y, int offsetY);

    /** y += a·x. */
    void add(int n, double a, double[] x, double[] y);

    /** y = 0 + a·x. */
    void scale(int n, double a, double[] x, double[] y);

    /** y = 0 + x + a·b, but at least the lowest value. */
    void combine(int n, double[] x, double a, double[] b, double lowest, double[] y);

    /** y = 0 + a ⊙ b. */
    void product(int n, double[] a, double[] b, double[] y);

    /** y += a ⊙ b. */
    void addProduct(int n, double[] a, double[] b, double[] y);

    /** Each of the m rows of Y += a·x, where x is one row of n numbers. */
    void addToRows(int m, int n, double a, double[] x, double[] y);

    /** x += a·(sum of the m rows of Y), row after row, where x is one row of n numbers. */
    void addRows(int m, int n, double a, double[] y, double[] x);

    /** to_j += Σᵢ (x_ij − mean_j)² over m rows of n numbers. */
    void addSquares(int m, int n, double[] x, double[] mean, double[] to);

    /** y_ij = (x_ij − mean_j) factor_j + shift_j for m rows of n numbers, but at least the lowest value. */
    void rescale(int m, int n, double[] x, double[] mean, double[] factor, double[] shift, double lowest, double[] y);

    /** to = g where y &gt; 0, and 0 elsewhere, over n numbers from the given offset of y and g: what ReLU does to gradients. */
    void gate(int n, double[] y, double[] g, int offset, double[] to);

    /** sums_j += Σᵢ g_ij and products_j += Σᵢ g_ij (x_ij − mean_j) over m rows of n numbers. */
    void addProducts(int m, int n, double[] g, double[] x, double[] mean, double[] sums, double[] products);

    /** to_ij += a_j g_ij + b_j (x_ij − mean_j) + d_j for m rows of n numbers; from 0 if it starts anew. */
    void addCombination(
            int m,
            int n,
            double[] g,
            double[] x,
            double[] mean,
            double[] a,
            double[] b,
            double[] d,
            double[] to,
            boolean anew);

    /** Y += a·x for as many numbers as Y has. */
    default void add(double a, double[] x, Matrix y) {
        if (y.isBlank()) {
            scale(y.size(), a, x, y.overwrite());
        } else {
            add(y.size(), a, x, y.data());
        }
    }

    /** Y += a·X, with X repeated to the shape of Y, or summed to it where Y is the smaller one. */
    default void add(double a, Matrix x, Matrix y) {
        Broadcast.add(this, a, x, y);
    }

    /** Y += A ⊙ B, with both repeated to their common shape, and their product summed to the shape of Y. */
    default void addProduct(Matrix a, Matrix b, Matrix y) {
        Broadcast.addProduct(this, a, b, y);
    }

    /** y = f(x) and, where asked for, slope = f′(x), which may be the array of x. */
    void apply(Curve f, int n, double[] x, double[] y, double @Nullable [] slope);
}
