package org.fiftylayers.autodiff;

import java.util.Arrays;
import org.fiftylayers.matrix.Kernels;

/**
 * One operation y = f(x) on a {@link Tape}. Most are {@linkplain #linear linear}, {@linkplain #bilinear bilinear} or a
 * {@link org.fiftylayers.matrix.Curve} for each entry. Others, such as a fused loss, extend this class, keep their inputs in
 * fields, and compute with {@link Dual}s, so that derivatives of derivatives follow by themselves.
 */
public abstract class Operation {
    private final Tape tape;
    final boolean needsGradient;

    /** @param inputs all that the result depends on, on one tape */
    protected Operation(Variable... inputs) {
        this(inputs[0].tape(), Arrays.stream(inputs).anyMatch(Variable::needsGradient));
        for (Variable input : inputs) {
            tape.check(input);
        }
    }

    private Operation(Tape tape, boolean needsGradient) {
        this.tape = tape;
        this.needsGradient = needsGradient;
    }

    /** Adds f(x) to y's {@linkplain Variable#primal value}, which is 0 before. */
    protected abstract void forward(Variable y);

    /** Adds f′(x)ᵀ g to {@linkplain Variable#adjoint gradients} of inputs that need one, given y's gradient g. */
    protected abstract void backward(Variable y);

    /** Runs this operation; the result has the given shape. */
    public final Variable record(int rows, int columns) {
        return tape.record(this, rows, columns);
    }

    protected final Kernels kernels() {
        return tape.kernels;
    }

    /** Matrices for intermediate results, of arbitrary content, that are this operation's own until the next reset. */
    protected final Dual buffer(int rows, int columns) {
        return tape.buffer(rows, columns);
    }

    /** y = A x, with {@code map} for A and {@code transposed} for Aᵀ. */
    public static Operation linear(Variable x, Dual.Map map, Dual.Map transposed) {
        return new Operation(x) {
            @Override
            protected void forward(Variable y) {
                y.primal().addImage(map, x.primal());
            }

            @Override
            protected void backward(Variable y) {
                if (x.needsGradient()) {
                    x.adjoint().addImage(transposed, y.adjoint());
                }
            }
        };
    }

    /** y = a ∘ b, linear in each; the gradient of a is a product of y's with b, the gradient of b one of a with y's. */
    public static Operation bilinear(
            Variable a, Variable b, Dual.Product product, Dual.Product gradientOfA, Dual.Product gradientOfB) {
        return new Operation(a, b) {
            @Override
            protected void forward(Variable y) {
                y.primal().addProduct(product, a.primal(), b.primal());
            }

            @Override
            protected void backward(Variable y) {
                if (a.needsGradient()) {
                    a.adjoint().addProduct(gradientOfA, y.adjoint(), b.primal());
                }
                if (b.needsGradient()) {
                    b.adjoint().addProduct(gradientOfB, a.primal(), y.adjoint());
                }
            }
        };
    }

    /** This operation's result plus another's on the same tape. */
    public final Operation plus(Operation other) {
        Operation first = this;
        return new Operation(tape, needsGradient || other.needsGradient) {
            @Override
            protected void forward(Variable y) {
                first.forward(y);
                other.forward(y);
            }

            @Override
            protected void backward(Variable y) {
                first.backward(y);
                other.backward(y);
            }
        };
    }
}
