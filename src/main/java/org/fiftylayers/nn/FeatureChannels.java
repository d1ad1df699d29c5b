package org.fiftylayers.nn;

import java.util.Arrays;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/**
 * One channel per column. The JIT compiler uses vector instructions only where every array in a loop has the same index, so
 * each row is copied into an array of its own first.
 */
final class FeatureChannels implements Channels {
    private final int count;
    private final double[] xs;
    private final double[] gs;
    private final double[] result;

    FeatureChannels(int count) {
        this.count = count;
        this.xs = new double[count];
        this.gs = new double[count];
        this.result = new double[count];
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int area() {
        return 1;
    }

    @Override
    public void addSums(Kernels kernels, Matrix x, Matrix to) {
        kernels.add(1, x, to);
    }

    @Override
    public void addSpread(Kernels kernels, Matrix x, Matrix to) {
        kernels.add(1, x, to);
    }

    @Override
    public void addSquares(Kernels kernels, Matrix x, Matrix mean, Matrix to) {
        for (int start = 0; start < x.size(); start += count) {
            System.arraycopy(x.data(), start, xs, 0, count);
            addSquares(count, xs, mean.data(), to.data());
        }
    }

    private static void addSquares(int n, double[] x, double[] mean, double[] to) {
        for (int c = 0; c < n; c++) {
            to[c] += (x[c] - mean[c]) * (x[c] - mean[c]);
        }
    }

    @Override
    public void setAffine(Matrix x, Matrix mean, Matrix factor, Matrix shift, Matrix y) {
        double[] to = y.overwrite();
        for (int start = 0; start < x.size(); start += count) {
            System.arraycopy(x.data(), start, xs, 0, count);
            setAffine(count, xs, mean.data(), factor.data(), shift.data(), result);
            System.arraycopy(result, 0, to, start, count);
        }
    }

    private static void setAffine(int n, double[] x, double[] mean, double[] factor, double[] shift, double[] y) {
        for (int c = 0; c < n; c++) {
            y[c] = (x[c] - mean[c]) * factor[c] + shift[c];
        }
    }

    @Override
    public void addProducts(Kernels kernels, Matrix g, Matrix x, Matrix mean, Matrix sums, Matrix products) {
        for (int start = 0; start < x.size(); start += count) {
            System.arraycopy(g.data(), start, gs, 0, count);
            System.arraycopy(x.data(), start, xs, 0, count);
            addProducts(count, gs, xs, mean.data(), sums.data(), products.data());
        }
    }

    private static void addProducts(int n, double[] g, double[] x, double[] mean, double[] sums, double[] products) {
        for (int c = 0; c < n; c++) {
            sums[c] += g[c];
        }
        for (int c = 0; c < n; c++) {
            products[c] += g[c] * (x[c] - mean[c]);
        }
    }

    @Override
    public void addCombination(Matrix g, Matrix x, Matrix mean, Matrix a, Matrix b, Matrix d, Matrix to) {
        boolean anew = to.isBlank();
        double[] sum = anew ? to.overwrite() : to.data();
        for (int start = 0; start < x.size(); start += count) {
            System.arraycopy(g.data(), start, gs, 0, count);
            System.arraycopy(x.data(), start, xs, 0, count);
            if (anew) {
                Arrays.fill(result, 0);
            } else {
                System.arraycopy(sum, start, result, 0, count);
            }
            addCombination(count, gs, xs, mean.data(), a.data(), b.data(), d.data(), result);
            System.arraycopy(result, 0, sum, start, count);
        }
    }

    private static void addCombination(
            int n, double[] g, double[] x, double[] mean, double[] a, double[] b, double[] d, double[] to) {
        for (int c = 0; c < n; c++) {
            to[c] += (a[c] * g[c] + b[c] * (x[c] - mean[c])) + d[c];
        }
    }
}
