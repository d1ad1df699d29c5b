package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/**
 * One operation of a {@link Tape} on its inputs, which a subclass keeps in fields of its own. Most operations are of one
 * of three kinds, {@link LinearOperation}, {@link BilinearOperation} or {@link ElementwiseOperation}, and then the kind
 * knows all four of the methods below; others, such as a fused loss, write them down.
 *
 * <p>With y = f(x), loss L, g = ∂L/∂y and a dot for the derivative in the direction of the tangents:
 *
 * <ul>
 *   <li>{@link #forward}: y = f(x)
 *   <li>{@link #backward}: ∂L/∂x += f′(x)ᵀ g
 *   <li>{@link #tangent}: ẏ = f′(x) ẋ
 *   <li>{@link #backwardTangent}: the derivative of backward, (∂L/∂x)˙ += f′(x)ᵀ ġ + (f′(x)˙)ᵀ g
 * </ul>
 *
 * The last two run only on tapes with tangents. Gradients are added, never set, and only those of inputs that
 * {@linkplain Variable#needsGradient need} one.
 */
public abstract class Operation {
    private final Tape tape;
    private boolean needsGradient;
    private boolean hasTangent;

    protected Operation(Variable first) {
        tape = first.tape();
        needsInput(first);
    }

    protected Operation(Variable first, Variable second) {
        this(first);
        needsInput(second);
    }

    /** Makes one more variable an input; every input has to be announced here or in the constructor. */
    protected final void needsInput(Variable input) {
        tape.check(input);
        needsGradient |= input.needsGradient();
        hasTangent |= input.hasTangent();
    }

    /** Sets y's value, whose content is arbitrary before. */
    protected abstract void forward(Variable y);

    /** Adds to the inputs' gradients, given y's. */
    protected abstract void backward(Variable y);

    /** Sets y's tangent, which is 0 before, given the inputs'. */
    protected abstract void tangent(Variable y);

    /** Adds to the inputs' gradient tangents, given y's gradient and gradient tangent. */
    protected abstract void backwardTangent(Variable y);

    /** Runs this operation on the tape of its inputs; the result has the given shape. */
    public final Variable record(int rows, int columns) {
        return tape.record(this, rows, columns);
    }

    protected final Kernels kernels() {
        return tape.kernels();
    }

    /** A matrix with arbitrary content that is this operation's own until the tape is reset. */
    protected final Matrix buffer(int rows, int columns) {
        return tape.buffer(rows, columns);
    }

    /** Whether anything that this operation depends on wants a gradient. */
    protected final boolean needsGradient() {
        return needsGradient;
    }

    /** Whether any input moves in the direction of the tangents. */
    protected final boolean hasTangent() {
        return hasTangent;
    }
}
