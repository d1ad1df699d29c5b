package org.fiftylayers.probe;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;

/**
 * Singular values by one-sided Jacobi rotations (Hestenes, 1958): columns are turned against each other, pair by pair, until
 * all are at right angles; then their lengths are the singular values. Simple, and as exact for small values as for large
 * ones, down to 10⁻¹⁴⁰ of the largest (Demmel and Veselić, 1992).
 */
public final class SingularValues {
    /** Two columns are at right angles if their cosine is below this. */
    private static final double RIGHT_ANGLE = 1e-15;

    /** A row is left alone if its square, beside entries of at most 2, is below this: products with it would underflow. */
    private static final double NOTHING = 1e-280;

    private static final int MOST_SWEEPS = 60;

    private SingularValues() {}

    /**
     * The singular values of an m × n matrix, min(m, n) of them, the largest first.
     *
     * @param a not modified
     * @throws IllegalArgumentException if an entry is NaN or infinite
     * @throws CancellationException if the thread is interrupted before the last value is there
     */
    public static double[] of(Matrix a) {
        double largest = Math.max(-a.min(), a.max());
        if (!(largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "singularValues: an entry of the " + a.shape() + " matrix is NaN or infinite; all must be finite");
        }
        if (largest == 0) {
            return new double[Math.min(a.rows(), a.columns())];
        }
        int exponent = Math.getExponent(largest);
        Matrix scaled = a.map(x -> Math.scalb(x, -exponent)); // so that no square underflows or overflows
        // the rows are what is turned, and there should be few of them
        Matrix v = a.rows() <= a.columns() ? scaled : scaled.transpose();
        int sweeps = 0;
        while (sweep(v)) {
            if (++sweeps == MOST_SWEEPS) {
                throw new IllegalStateException("singularValues: the " + a.shape() + " matrix is not done after "
                        + MOST_SWEEPS + " sweeps; it should take about ten");
            }
        }
        double[] values = new double[v.rows()];
        Arrays.setAll(values, i -> -Math.scalb(v.rowAt(i).norm(), exponent));
        Arrays.sort(values);
        Arrays.setAll(values, i -> -values[i]);
        return values;
    }

    /** Turns each pair of rows once; whether any needed it. */
    private static boolean sweep(Matrix v) {
        Kernels kernels = new PlainKernels();
        double[] data = v.data();
        int n = v.columns();
        boolean turned = false;
        for (int p = 0; p < data.length; p += n) {
            Interruption.check("singularValues");
            for (int q = p + n; q < data.length; q += n) {
                double pp = kernels.dot(n, data, p, data, p);
                double qq = kernels.dot(n, data, q, data, q);
                double pq = kernels.dot(n, data, p, data, q);
                if (Math.min(pp, qq) > NOTHING && Math.abs(pq) > RIGHT_ANGLE * n * Math.sqrt(pp) * Math.sqrt(qq)) {
                    turn(data, p, q, n, (qq - pp) / (2 * pq));
                    turned = true;
                }
            }
        }
        return turned;
    }

    /** Turns rows p and q by the smaller angle after which they are at right angles; its tangent t solves t² + 2ζt = 1. */
    private static void turn(double[] data, int p, int q, int n, double zeta) {
        // where ζ is large, its square may overflow, and 1 is lost beside it anyway
        double root = Math.abs(zeta) > 1e10 ? Math.abs(zeta) : Math.sqrt(1 + zeta * zeta);
        double t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + root);
        double c = 1 / Math.sqrt(1 + t * t);
        double s = c * t;
        for (int i = 0; i < n; i++) {
            double x = data[p + i];
            double y = data[q + i];
            data[p + i] = c * x - s * y;
            data[q + i] = s * x + c * y;
        }
    }
}
