package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;

/** y = f(x) entry by entry. The slopes are computed on the way forward, so that the way back is one product with them. */
final class CurveOperation extends Operation {
    private final Variable x;
    private final Curve f;
    private final Dual slope;

    CurveOperation(Variable x, Curve f) {
        super(x);
        this.x = x;
        this.f = f;
        this.slope = buffer(x.rows(), x.columns());
    }

    @Override
    protected void forward(Variable y) {
        double[] in = x.value().data();
        double[] out = y.value().data();
        kernels().apply(f, in.length, in, out, slope.value().data());
        Matrix moved = x.primal().tangent();
        Matrix slopeMoved = slope.tangent();
        if (moved != null && slopeMoved != null) {
            kernels().addProduct(slope.value(), moved, y.tangent());
            for (int i = 0; i < in.length; i++) {
                slopeMoved.data()[i] = f.curvature().applyAsDouble(in[i], out[i]) * moved.data()[i];
            }
        }
    }

    @Override
    protected void backward(Variable y) {
        x.adjoint().addProduct(kernels()::addProduct, slope, y.adjoint());
    }
}
