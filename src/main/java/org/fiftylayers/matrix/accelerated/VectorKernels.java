package org.fiftylayers.matrix.accelerated;

import java.util.Arrays;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.PlainKernels;
import org.fiftylayers.matrix.View;
import org.jspecify.annotations.Nullable;

/**
 * The loops on vector registers of whatever width this machine has. Loops that the JIT compiler turns into vector
 * instructions by itself remain the plain ones.
 */
final class VectorKernels implements Kernels {
    /** So many multiplications of a product take as long as one number of most other loops. */
    private static final int MULTIPLICATIONS = 16;

    private final PlainKernels plain = new PlainKernels();
    private final Product product;
    private final VectorCurves curves = new VectorCurves();
    private double[] sums = new double[0];
    private final boolean warm;

    private VectorKernels(int threads, boolean warm) {
        this.product = threads == 1 ? new VectorProduct() : new ThreadedProduct(threads);
        this.warm = warm;
    }

    /** @param threads how many may share a large product; all else would wait for memory rather than arithmetic */
    static VectorKernels warm(int threads) {
        return new VectorKernels(threads, true);
    }

    /** Such as begin with the plain loops; see {@link WarmUp}. */
    static VectorKernels cold(int threads) {
        return new VectorKernels(threads, false);
    }

    /** Whether to use vectors for so many numbers. */
    private boolean vectors(WarmUp loops, long numbers) {
        return warm || loops.isFast(numbers);
    }

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
        if (!vectors(WarmUp.PRODUCT, (long) a.rows() * a.columns() * b.columns() / MULTIPLICATIONS)) {
            plain.multiply(a, b, c, anew);
            return;
        }
        product.multiply(a, b, c, anew);
    }

    @Override
    public double sum(int n, double[] x, int offset) {
        return plain.sum(n, x, offset);
    }

    @Override
    public double dot(int n, double[] x, int offsetX, double[] y, int offsetY) {
        return plain.dot(n, x, offsetX, y, offsetY);
    }

    @Override
    public void add(int n, double a, double[] x, double[] y) {
        plain.add(n, a, x, y);
    }

    @Override
    public void product(int n, double[] a, double[] b, double[] y) {
        plain.product(n, a, b, y);
    }

    @Override
    public void scale(int n, double a, double[] x, double[] y) {
        plain.scale(n, a, x, y);
    }

    @Override
    public void combine(int n, double[] x, double a, double[] b, double lowest, double[] y) {
        plain.combine(n, x, a, b, lowest, y);
    }

    @Override
    public void addProduct(int n, double[] a, double[] b, double[] y) {
        plain.addProduct(n, a, b, y);
    }

    @Override
    public void addToRows(int m, int n, double a, double[] x, double[] y) {
        if (!vectors(WarmUp.SUMS, (long) m * n)) {
            plain.addToRows(m, n, a, x, y);
            return;
        }
        for (int j = VectorColumns.addToRows(m, n, a, x, y); j < n; j++) {
            for (int at = j; at < m * n; at += n) {
                y[at] += a * x[j];
            }
        }
    }

    @Override
    public void addRows(int m, int n, double a, double[] y, double[] x) {
        if (!vectors(WarmUp.SUMS, (long) m * n)) {
            plain.addRows(m, n, a, y, x);
            return;
        }
        if (sums.length < n) {
            sums = new double[n];
        }
        Arrays.fill(sums, 0, n, 0);
        for (int j = VectorColumns.addRows(m, n, y, sums); j < n; j++) {
            for (int at = j; at < m * n; at += n) {
                sums[j] += y[at];
            }
        }
        add(n, a, sums, x);
    }

    @Override
    public void addSquares(int m, int n, double[] x, double[] mean, double[] to) {
        if (!vectors(WarmUp.NORMALISATION, (long) m * n)) {
            plain.addSquares(m, n, x, mean, to);
            return;
        }
        for (int j = VectorColumns.addSquares(m, n, x, mean, to); j < n; j++) {
            for (int at = j; at < m * n; at += n) {
                to[j] += (x[at] - mean[j]) * (x[at] - mean[j]);
            }
        }
    }

    @Override
    public void rescale(
            int m, int n, double[] x, double[] mean, double[] factor, double[] shift, double lowest, double[] y) {
        if (!vectors(WarmUp.NORMALISATION, (long) m * n)) {
            plain.rescale(m, n, x, mean, factor, shift, lowest, y);
            return;
        }
        for (int j = VectorColumns.rescale(m, n, x, mean, factor, shift, lowest, y); j < n; j++) {
            for (int at = j; at < m * n; at += n) {
                y[at] = Math.max(lowest, (x[at] - mean[j]) * factor[j] + shift[j]);
            }
        }
    }

    @Override
    public void gate(int n, double[] y, double[] g, int offset, double[] to) {
        if (!vectors(WarmUp.RELU, n)) {
            plain.gate(n, y, g, offset, to);
            return;
        }
        for (int i = VectorCurves.gate(n, y, g, offset, to); i < n; i++) {
            to[i] = y[offset + i] > 0 ? g[offset + i] : 0;
        }
    }

    @Override
    public void addProducts(int m, int n, double[] g, double[] x, double[] mean, double[] sums, double[] products) {
        if (!vectors(WarmUp.NORMALISATION, (long) m * n)) {
            plain.addProducts(m, n, g, x, mean, sums, products);
            return;
        }
        for (int j = VectorColumns.addProducts(m, n, g, x, mean, sums, products); j < n; j++) {
            for (int at = j; at < m * n; at += n) {
                sums[j] += g[at];
                products[j] += g[at] * (x[at] - mean[j]);
            }
        }
    }

    @Override
    public void addCombination(
            int m,
            int n,
            double[] g,
            double[] x,
            double[] mean,
            double[] a,
            double[] b,
            double[] d,
            double[] to,
            boolean anew) {
        if (!vectors(WarmUp.NORMALISATION, (long) m * n)) {
            plain.addCombination(m, n, g, x, mean, a, b, d, to, anew);
            return;
        }
        for (int j = VectorColumns.addCombination(m, n, g, x, mean, a, b, d, to, anew); j < n; j++) {
            for (int at = j; at < m * n; at += n) {
                to[at] = (anew ? 0 : to[at]) + ((a[j] * g[at] + b[j] * (x[at] - mean[j])) + d[j]);
            }
        }
    }

    @Override
    public void apply(Curve f, int n, double[] x, double[] y, double @Nullable [] slope) {
        if (f.equals(Curve.SIGMOID) && vectors(WarmUp.SIGMOID, n)) {
            curves.sigmoid(n, x, y, slope);
        } else if (f.equals(Curve.TANH) && vectors(WarmUp.TANH, n)) {
            curves.tanh(n, x, y, slope);
        } else if (f.equals(Curve.RELU) && vectors(WarmUp.RELU, n)) {
            VectorCurves.relu(n, x, y, slope);
        } else if (f.equals(Curve.EXP) && vectors(WarmUp.EXP, n)) {
            VectorCurves.exp(n, x, y, slope);
        } else {
            plain.apply(f, n, x, y, slope);
        }
    }
}
