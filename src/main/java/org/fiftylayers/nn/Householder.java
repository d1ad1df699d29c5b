package org.fiftylayers.nn;

import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;

/**
 * Random orthogonal matrices: A = QR of a normal matrix A by Householder's reflections I − 2vvᵀ/‖v‖². Where R has a
 * negative number on its diagonal, the sign of that column of Q is turned: only then is the decomposition unique, and Q
 * even over all orthogonal matrices (Stewart, 1980; Mezzadri, 2007).
 */
final class Householder {
    private final Kernels kernels = new PlainKernels();
    private final int count;
    private final int length;
    /** The columns of A, one in each row; column k becomes 0 … 0, then the vector of reflection k. */
    private final double[] a;

    private Householder(Matrix columns) {
        count = columns.rows();
        length = columns.columns();
        a = columns.data();
    }

    /** Orthonormal rows if in ≤ out, orthonormal columns otherwise. */
    static Matrix orthogonal(int in, int out, Generator generator) {
        Matrix columns = Matrix.gaussian(Math.min(in, out), Math.max(in, out), 1, generator);
        Matrix q = new Householder(columns).q();
        return in <= out ? q : q.transpose();
    }

    /** The columns of Q, one in each row. */
    private Matrix q() {
        double[] sign = new double[count];
        for (int k = 0; k < count; k++) {
            Interruption.check("orthogonal");
            int start = k * length + k;
            double norm = Math.sqrt(kernels.dot(length - k, a, start, a, start));
            // R(k, k) is −norm or norm; adding numbers of equal sign loses no digits
            sign[k] = a[start] > 0 ? -1 : 1;
            a[start] -= sign[k] * norm;
            for (int j = k + 1; j < count; j++) {
                reflect(k, a, j);
            }
        }
        Matrix q = Matrix.zeros(count, length);
        for (int k = count - 1; k >= 0; k--) {
            Interruption.check("orthogonal");
            q.set(k, k, 1);
            for (int j = k; j < count; j++) {
                reflect(k, q.data(), j);
            }
        }
        for (int i = 0; i < q.size(); i++) {
            q.data()[i] *= sign[i / length];
        }
        return q;
    }

    /** Row j of the given matrix −= 2 v ⟨v, row⟩ / ⟨v, v⟩, for the vector v of reflection k. */
    private void reflect(int k, double[] rows, int j) {
        int v = k * length + k;
        int row = j * length + k;
        double square = kernels.dot(length - k, a, v, a, v);
        double factor = square == 0 ? 0 : 2 * kernels.dot(length - k, a, v, rows, row) / square;
        for (int i = 0; i < length - k; i++) {
            rows[row + i] -= factor * a[v + i];
        }
    }
}
