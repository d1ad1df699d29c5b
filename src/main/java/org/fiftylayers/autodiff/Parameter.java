package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A matrix that is learnt. It lives outside every tape and is a leaf of any, as in {@code x.matmul(parameter)}. Gradients
 * add up in it until {@link #zeroGradient}; an optimiser changes its value in place.
 */
public final class Parameter {
    private final String name;
    private final Matrix value;
    private final Matrix gradient;
    private @Nullable Matrix tangent;
    private @Nullable Matrix gradientTangent;
    /** This parameter on the tape where it was last used, so that a shared weight is one leaf. */
    @Nullable
    Variable leaf;

    private @Nullable Object owner;

    /** @param value the initial value, which is kept, not copied */
    public Parameter(String name, Matrix value) {
        this.name = name;
        this.value = value;
        this.gradient = Matrix.zeros(value.rows(), value.columns());
    }

    /** What this parameter is called in its model, such as {@code layer3.weight}. */
    public String name() {
        return name;
    }

    public Matrix value() {
        return value;
    }

    public Matrix gradient() {
        return gradient;
    }

    /** The direction of derivatives on a tape with tangents; null stands for 0. */
    public @Nullable Matrix tangent() {
        return tangent;
    }

    /** Sets the direction of derivatives on tapes with tangents, from their next step on; not copied. */
    public void setTangent(@Nullable Matrix direction) {
        if (direction != null) {
            value.requireShapeOf("setTangent: direction of " + name, direction);
        }
        tangent = direction;
        leaf = null;
    }

    /** The derivative of the gradient in the direction of all tangents, added up likewise: Hessian times direction. */
    public Matrix gradientTangent() {
        if (gradientTangent == null) {
            gradientTangent = Matrix.zeros(value.rows(), value.columns());
        }
        return gradientTangent;
    }

    /** Sets the gradient, and its derivative, to 0. */
    public void zeroGradient() {
        gradient.clear();
        if (gradientTangent != null) {
            gradientTangent.clear();
        }
    }

    /** Takes this parameter for one owner, an optimiser, until {@link #release}: two would undo each other's steps. */
    public void claim(Object newOwner) {
        if (owner != null && owner != newOwner) {
            throw new IllegalStateException(newOwner + ": parameter " + name + " belongs to " + owner
                    + " already; call release() of that optimiser first, or take other parameters");
        }
        owner = newOwner;
    }

    /** Gives it back; without effect if it belongs to another owner. */
    public void release(Object oldOwner) {
        owner = owner == oldOwner ? null : owner;
    }

    @Override
    public String toString() {
        return name + " " + value.shape();
    }
}
