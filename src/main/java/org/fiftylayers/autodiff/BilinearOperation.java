package org.fiftylayers.autodiff;

import java.util.Arrays;
import org.fiftylayers.matrix.Matrix;

/**
 * y = B(a, b), linear in each of two inputs, as every product is: ẏ = B(ȧ, b) + B(a, ḃ), and the gradient of either input
 * is bilinear again in y's gradient and the other input.
 */
public abstract class BilinearOperation extends Operation {
    private final Variable a;
    private final Variable b;

    protected BilinearOperation(Variable a, Variable b) {
        super(a, b);
        this.a = a;
        this.b = b;
    }

    /** y += B(a, b). */
    protected abstract void multiply(Matrix a, Matrix b, Matrix y);

    /** byA += the gradient with respect to a, given y's gradient g. */
    protected abstract void left(Matrix g, Matrix b, Matrix byA);

    /** byB += the gradient with respect to b, given y's gradient g. */
    protected abstract void right(Matrix g, Matrix a, Matrix byB);

    @Override
    protected final void forward(Variable y) {
        Arrays.fill(y.value().data(), 0);
        multiply(a.value(), b.value(), y.value());
    }

    @Override
    protected final void backward(Variable y) {
        if (a.needsGradient()) {
            left(y.gradient(), b.value(), a.gradient());
        }
        if (b.needsGradient()) {
            right(y.gradient(), a.value(), b.gradient());
        }
    }

    @Override
    protected final void tangent(Variable y) {
        if (a.hasTangent()) {
            multiply(a.tangent(), b.value(), y.tangent());
        }
        if (b.hasTangent()) {
            multiply(a.value(), b.tangent(), y.tangent());
        }
    }

    @Override
    protected final void backwardTangent(Variable y) {
        if (a.needsGradient()) {
            left(y.gradientTangent(), b.value(), a.gradientTangent());
            if (b.hasTangent()) {
                left(y.gradient(), b.tangent(), a.gradientTangent());
            }
        }
        if (b.needsGradient()) {
            right(y.gradientTangent(), a.value(), b.gradientTangent());
            if (a.hasTangent()) {
                right(y.gradient(), a.tangent(), b.gradientTangent());
            }
        }
    }
}
