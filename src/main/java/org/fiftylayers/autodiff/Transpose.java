package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Matrix;

/** Y = Xᵀ. */
final class Transpose extends LinearOperation {
    Transpose(Variable x) {
        super(x);
    }

    @Override
    protected void apply(int k, Matrix x, Matrix y) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                y.data()[j * y.columns() + i] += x.data()[i * x.columns() + j];
            }
        }
    }

    @Override
    protected void transposed(int k, Matrix y, Matrix x) {
        apply(k, y, x);
    }
}
