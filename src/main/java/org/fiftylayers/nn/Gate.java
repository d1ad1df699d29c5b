package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/** One block of columns of a matrix, through an activation, side by side with its slopes: for fused cells. */
record Gate(Matrix value, Matrix slope) {
    /** value = f(columns first … of a), with the columns copied together, since kernels run over whole arrays. */
    void open(Kernels kernels, Curve f, Matrix a, int first, Matrix scratch) {
        int n = value.columns();
        for (int i = 0; i < value.rows(); i++) {
            System.arraycopy(a.data(), i * a.columns() + first, scratch.data(), i * n, n);
        }
        kernels.apply(f, value.size(), scratch.data(), value.data(), slope.data());
    }

    /** Adds g ⊙ factor ⊙ slope to the gradient of columns first … of a. */
    void sendBack(double[] g, double[] factor, Variable a, int first) {
        int n = value.columns();
        double[] to = a.gradient().data();
        double[] slopes = slope.data();
        for (int i = 0; i < value.rows(); i++) {
            int at = i * a.columns() + first;
            for (int j = i * n; j < (i + 1) * n; j++) {
                to[at + j - i * n] += g[j] * factor[j] * slopes[j];
            }
        }
    }
}
