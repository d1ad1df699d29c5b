package org.fiftylayers.matrix.accelerated;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
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
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final PlainKernels plain = new PlainKernels();
    private final VectorProduct product = new VectorProduct();
    private final VectorCurves curves = new VectorCurves();

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
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
    public void addProduct(int n, double[] a, double[] b, double[] y) {
        plain.addProduct(n, a, b, y);
    }

    @Override
    public void addToRows(int m, int n, double a, double[] x, double[] y) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector moved = DoubleVector.fromArray(SPECIES, x, j).mul(a);
            for (int i = 0; i < m; i++) {
                int at = i * n + j;
                DoubleVector.fromArray(SPECIES, y, at).add(moved).intoArray(y, at);
            }
        }
        for (; j < n; j++) {
            for (int i = 0; i < m; i++) {
                y[i * n + j] += a * x[j];
            }
        }
    }

    @Override
    public void addRows(int m, int n, double a, double[] y, double[] x) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector total = DoubleVector.zero(SPECIES);
            for (int i = 0; i < m; i++) {
                total = total.add(DoubleVector.fromArray(SPECIES, y, i * n + j));
            }
            DoubleVector.fromArray(SPECIES, x, j).add(total.mul(a)).intoArray(x, j);
        }
        for (; j < n; j++) {
            double total = 0;
            for (int i = 0; i < m; i++) {
                total += y[i * n + j];
            }
            x[j] += a * total;
        }
    }

    @Override
    public void apply(Curve f, int n, double[] x, double[] y, double @Nullable [] slope) {
        if (f.equals(Curve.SIGMOID)) {
            curves.sigmoid(n, x, y, slope);
        } else if (f.equals(Curve.TANH)) {
            curves.tanh(n, x, y, slope);
        } else if (f.equals(Curve.RELU)) {
            VectorCurves.relu(n, x, y, slope);
        } else if (f.equals(Curve.EXP)) {
            VectorCurves.exp(n, x, y, slope);
        } else {
            plain.apply(f, n, x, y, slope);
        }
    }
}
