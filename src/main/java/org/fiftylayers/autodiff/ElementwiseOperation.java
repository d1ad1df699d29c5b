package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** y = f(x) entry by entry. Slopes are computed on the way forward, so that the way back is one product. */
final class ElementwiseOperation extends Operation {
    private final Variable x;
    private final Curve f;
    private final @Nullable Matrix slope;

    ElementwiseOperation(Variable x, Curve f) {
        super(x);
        this.x = x;
        this.f = f;
        boolean differentiated = needsGradient() || hasTangent();
        slope = differentiated ? buffer(x.rows(), x.columns()) : null;
    }

    @Override
    protected void forward(Variable y) {
        double[] slopes = slope == null ? null : slope.data();
        kernels().apply(f, x.size(), x.value().data(), y.value().data(), slopes);
    }

    @Override
    protected void backward(Variable y) {
        addSlopeTimes(y.gradient(), x.gradient());
    }

    @Override
    protected void tangent(Variable y) {
        addSlopeTimes(x.tangent(), y.tangent());
    }

    @Override
    protected void backwardTangent(Variable y) {
        addSlopeTimes(y.gradientTangent(), x.gradientTangent());
        if (x.hasTangent()) {
            double[] in = x.value().data();
            double[] out = y.value().data();
            double[] moved = x.tangent().data();
            double[] g = y.gradient().data();
            double[] result = x.gradientTangent().data();
            for (int i = 0; i < in.length; i++) {
                result[i] += f.curvature().applyAsDouble(in[i], out[i]) * moved[i] * g[i];
            }
        }
    }

    private void addSlopeTimes(Matrix factor, Matrix result) {
        if (slope != null) {
            kernels().addProduct(x.size(), slope.data(), factor.data(), result.data());
        }
    }
}
