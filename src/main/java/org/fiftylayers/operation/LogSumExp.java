package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.Elementary;
import org.fiftylayers.matrix.Matrix;

/** y = m + ln Σ e^{x − m} with m = max x. With p = softmax(x), ∂y/∂x = p, and in direction ẋ, ẏ = ⟨p, ẋ⟩ and ṗ = p ⊙ (ẋ − ẏ). */
final class LogSumExp extends Operation {
    private final Variable x;
    private final Axis axis;
    private final Dual softmax;

    LogSumExp(Variable x, Axis axis) {
        super(x);
        this.x = x;
        this.axis = axis;
        this.softmax = buffer(x.rows(), x.columns());
    }

    @Override
    protected void forward(Variable y) {
        double[] p = softmax.value().data();
        double[] result = y.value().data();
        for (int k = 0; k < result.length; k++) {
            result[k] = normalise(x.value(), axis, k, p);
        }
        Matrix moved = softmax.tangent();
        Matrix direction = x.primal().tangent();
        if (moved != null) {
            moved.fill(0);
        }
        if (moved != null && direction != null) {
            kernels().addProduct(softmax.value(), direction, y.tangent());
            for (int k = 0; k < result.length; k++) {
                int start = axis.start(direction, k);
                int step = axis.step(direction);
                for (int i = start, n = 0; n < axis.count(direction); i += step, n++) {
                    moved.data()[i] = p[i] * (direction.data()[i] - y.tangent().data()[k]);
                }
            }
        }
    }

    @Override
    protected void backward(Variable y) {
        x.adjoint().addProduct(kernels()::addProduct, softmax, y.adjoint());
    }

    /** Sets p to the softmax of the entries that make the k-th result, and gives that. */
    static double normalise(Matrix matrix, Axis axis, int k, double[] p) {
        double[] x = matrix.data();
        int start = axis.start(matrix, k);
        int step = axis.step(matrix);
        int end = start + step * axis.count(matrix);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < end; i += step) {
            largest = Math.max(largest, x[i]);
        }
        // infinity minus itself would be NaN
        double shift = Double.isInfinite(largest) ? 0 : largest;
        double sum = 0;
        for (int i = start; i < end; i += step) {
            p[i] = Elementary.exp(x[i] - shift);
            sum += p[i];
        }
        for (int i = start; i < end; i += step) {
            p[i] /= sum;
        }
        return Elementary.log(sum) + shift;
    }
}
