package org.fiftylayers.autodiff;

import java.util.Arrays;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * y = A₀x₀ + A₁x₁, linear in one or two inputs: tangents pass through the same maps, gradients through their transposes,
 * and there is no curvature.
 */
public abstract class LinearOperation extends Operation {
    private final Variable first;
    private final @Nullable Variable second;

    protected LinearOperation(Variable x) {
        super(x);
        first = x;
        second = null;
    }

    protected LinearOperation(Variable first, Variable second) {
        super(first, second);
        this.first = first;
        this.second = second;
    }

    /** y += Aₖ x. */
    protected abstract void apply(int k, Matrix x, Matrix y);

    /** x += Aₖᵀ y. */
    protected abstract void transposed(int k, Matrix y, Matrix x);

    @Override
    protected void forward(Variable y) {
        Arrays.fill(y.value().data(), 0);
        apply(0, first.value(), y.value());
        if (second != null) {
            apply(1, second.value(), y.value());
        }
    }

    @Override
    protected final void backward(Variable y) {
        if (first.needsGradient()) {
            transposed(0, y.gradient(), first.gradient());
        }
        if (second != null && second.needsGradient()) {
            transposed(1, y.gradient(), second.gradient());
        }
    }

    @Override
    protected final void tangent(Variable y) {
        if (first.hasTangent()) {
            apply(0, first.tangent(), y.tangent());
        }
        if (second != null && second.hasTangent()) {
            apply(1, second.tangent(), y.tangent());
        }
    }

    @Override
    protected final void backwardTangent(Variable y) {
        if (first.needsGradient()) {
            transposed(0, y.gradientTangent(), first.gradientTangent());
        }
        if (second != null && second.needsGradient()) {
            transposed(1, y.gradientTangent(), second.gradientTangent());
        }
    }
}
