package org.fiftylayers.matrix;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The loops in plain Java: what every other implementation is measured and tested against.
 *
 * <p>The JIT compiler uses vector instructions only where every array in a loop has the same index, and lengthy work is
 * laid out for that.
 */
public final class PlainKernels implements Kernels {
    private final PlainProduct product = new PlainProduct();
    private final PlainSigmoid sigmoid = new PlainSigmoid();
    private double[] sums = new double[0];

    /** A length not below the given one with which an array and its header of 16 bytes fill whole cache lines of 64 bytes. */
    static int aligned(int length) {
        return ((length + 1) & -8) + 6;
    }

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
        product.multiply(a, b, c, anew);
    }

    @Override
    public double sum(int n, double[] x, int offset) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int end = offset + n;
        int i = offset;
        for (; i + 7 < end; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        // the last few belong to the first running sums; adding 0 for the others changes nothing
        s0 += i < end ? x[i] : 0;
        s1 += i + 1 < end ? x[i + 1] : 0;
        s2 += i + 2 < end ? x[i + 2] : 0;
        s3 += i + 3 < end ? x[i + 3] : 0;
        s4 += i + 4 < end ? x[i + 4] : 0;
        s5 += i + 5 < end ? x[i + 5] : 0;
        s6 += i + 6 < end ? x[i + 6] : 0;
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    @Override
    public double dot(int n, double[] x, int offsetX, double[] y, int offsetY) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = offsetX;
        int j = offsetY;
        int end = offsetX + n;
        for (; i + 7 < end; i += 8, j += 8) {
            s0 += x[i] * y[j];
            s1 += x[i + 1] * y[j + 1];
            s2 += x[i + 2] * y[j + 2];
            s3 += x[i + 3] * y[j + 3];
            s4 += x[i + 4] * y[j + 4];
            s5 += x[i + 5] * y[j + 5];
            s6 += x[i + 6] * y[j + 6];
            s7 += x[i + 7] * y[j + 7];
        }
        s0 += i < end ? x[i] * y[j] : 0;
        s1 += i + 1 < end ? x[i + 1] * y[j + 1] : 0;
        s2 += i + 2 < end ? x[i + 2] * y[j + 2] : 0;
        s3 += i + 3 < end ? x[i + 3] * y[j + 3] : 0;
        s4 += i + 4 < end ? x[i + 4] * y[j + 4] : 0;
        s5 += i + 5 < end ? x[i + 5] * y[j + 5] : 0;
        s6 += i + 6 < end ? x[i + 6] * y[j + 6] : 0;
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    @Override
    public void add(int n, double a, double[] x, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] += a * x[i];
        }
    }

    @Override
    public void product(int n, double[] a, double[] b, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = 0 + a[i] * b[i]; // so that a product of −0 is the 0 that adding it to 0 gives
        }
    }

    @Override
    public void scale(int n, double a, double[] x, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = 0 + a * x[i];
        }
    }

    @Override
    public void combine(int n, double[] x, double a, double[] b, double lowest, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.max(lowest, 0 + x[i] + a * b[i]);
        }
    }

    @Override
    public void addProduct(int n, double[] a, double[] b, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] += a[i] * b[i];
        }
    }

    @Override
    public void addToRows(int m, int n, double a, double[] x, double[] y) {
        for (int i = 0; i < m; i++) {
            int row = i * n;
            for (int j = 0; j < n; j++) {
                y[row + j] += a * x[j];
            }
        }
    }

    @Override
    public void addRows(int m, int n, double a, double[] y, double[] x) {
        if (sums.length < n) {
            sums = new double[n];
        }
        Arrays.fill(sums, 0, n, 0);
        for (int i = 0; i < m; i++) {
            int row = i * n;
            for (int j = 0; j < n; j++) {
                sums[j] += y[row + j];
            }
        }
        add(n, a, sums, x);
    }

    @Override
    public void addSquares(int m, int n, double[] x, double[] mean, double[] to) {
        for (int i = 0, at = 0; i < m; i++) {
            for (int j = 0; j < n; j++, at++) {
                to[j] += (x[at] - mean[j]) * (x[at] - mean[j]);
            }
        }
    }

    @Override
    public void rescale(
            int m, int n, double[] x, double[] mean, double[] factor, double[] shift, double lowest, double[] y) {
        for (int i = 0, at = 0; i < m; i++) {
            for (int j = 0; j < n; j++, at++) {
                y[at] = Math.max(lowest, (x[at] - mean[j]) * factor[j] + shift[j]);
            }
        }
    }

    @Override
    public void gate(int n, double[] y, double[] g, int offset, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = y[offset + i] > 0 ? g[offset + i] : 0;
        }
    }

    @Override
    public void addProducts(int m, int n, double[] g, double[] x, double[] mean, double[] sums, double[] products) {
        for (int i = 0, at = 0; i < m; i++) {
            for (int j = 0; j < n; j++, at++) {
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
        for (int i = 0, at = 0; i < m; i++) {
            for (int j = 0; j < n; j++, at++) {
                to[at] = (anew ? 0 : to[at]) + ((a[j] * g[at] + b[j] * (x[at] - mean[j])) + d[j]);
            }
        }
    }

    @Override
    public void apply(Curve f, int n, double[] x, double[] y, double @Nullable [] slope) {
        // the commonest have loops of their own: a loop that has seen many functions is compiled with a call in it
        if (f.equals(Curve.SIGMOID)) {
            sigmoid.apply(n, x, y, slope);
        } else if (f.equals(Curve.TANH)) {
            tanh(n, x, y, slope);
        } else if (f.equals(Curve.RELU)) {
            relu(n, x, y, slope);
        } else {
            any(f, n, x, y, slope);
        }
    }

    private static void tanh(int n, double[] x, double[] y, double @Nullable [] slope) {
        for (int i = 0; i < n; i++) {
            y[i] = Elementary.tanh(x[i]);
        }
        if (slope != null) {
            for (int i = 0; i < n; i++) {
                slope[i] = Curve.tanhSlope(x[i], y[i]);
            }
        }
    }

    private static void relu(int n, double[] x, double[] y, double @Nullable [] slope) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.max(0, x[i]);
        }
        if (slope != null) {
            for (int i = 0; i < n; i++) {
                slope[i] = x[i] > 0 ? 1 : 0;
            }
        }
    }

    private static void any(Curve f, int n, double[] x, double[] y, double @Nullable [] slope) {
        DoubleUnaryOperator value = f.value();
        for (int i = 0; i < n; i++) {
            y[i] = value.applyAsDouble(x[i]);
        }
        if (slope != null) {
            DoubleBinaryOperator derivative = f.slope();
            for (int i = 0; i < n; i++) {
                slope[i] = derivative.applyAsDouble(x[i], y[i]);
            }
        }
    }
}
