package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Matrix;

/** Y = A B, so that ∂L/∂A = G Bᵀ and ∂L/∂B = Aᵀ G. */
final class MatrixProduct extends BilinearOperation {
    MatrixProduct(Variable a, Variable b) {
        super(a, b);
    }

    @Override
    protected void multiply(Matrix a, Matrix b, Matrix y) {
        kernels().multiply(a.rows(), a.columns(), b.columns(), a.data(), b.data(), y.data());
    }

    @Override
    protected void left(Matrix g, Matrix b, Matrix byA) {
        kernels().multiplyRightTransposed(g.rows(), g.columns(), b.rows(), g.data(), b.data(), byA.data());
    }

    @Override
    protected void right(Matrix g, Matrix a, Matrix byB) {
        kernels().multiplyLeftTransposed(a.columns(), a.rows(), g.columns(), a.data(), g.data(), byB.data());
    }
}
