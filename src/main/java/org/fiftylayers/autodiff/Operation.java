package org.fiftylayers.autodiff;

import java.util.Arrays;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/**
 * One operation y = f(x) on a {@link Tape}. Most are {@linkplain #linear linear}, {@linkplain #bilinear bilinear} or a
 * {@link org.fiftylayers.matrix.Curve} for each entry. Others, such as a fused loss, extend this class, keep their inputs in
 * fields, and compute with {@link Dual}s, so that derivatives of derivatives follow by themselves.
 */
public abstract class Operation {
    final Variable[] inputs;
    final boolean needsGradient;

    /** @param inputs all that the result depends on, on one tape */
    protected Operation(Variable... inputs) {
        this.inputs = inputs;
        boolean anyNeedsIt = false; // a loop, since short layers feel what a stream takes
        for (Variable input : inputs) {
            inputs[0].tape().check("operation", input);
            anyNeedsIt |= input.needsGradient();
        }
        this.needsGradient = anyNeedsIt;
    }

    /** Adds f(x) to y's {@linkplain Variable#primal value}, 0 before, or {@linkplain Matrix#overwrite sets} all of it. */
    protected abstract void forward(Variable y);

    /** Adds f′(x)ᵀ g to {@linkplain Variable#adjoint gradients} of inputs that need one, given y's gradient g. */
    protected abstract void backward(Variable y);

    /** Runs this operation; the result has the given shape. */
    public final Variable record(int rows, int columns) {
        return inputs[0].tape().record(this, rows, columns);
    }

    protected final Kernels kernels() {
        return inputs[0].tape().kernels;
    }

    /** Matrices for intermediate results, of arbitrary content, that are this operation's own until the next reset. */
    protected final Dual buffer(int rows, int columns) {
        return inputs[0].tape().pool.next(rows, columns);
    }

    /** At least so many numbers of arbitrary content, anyone's from the next call on: for use within one method. */
    protected final double[] scratch(int size) {
        return inputs[0].tape().pool.scratch(size);
    }

    /** y = f(x) entry by entry. The slopes are computed on the way forward: the way back is one product with them. */
    static Operation curve(Variable x, Curve f) {
        return new Operation(x) {
            private final Dual slope = buffer(x.rows(), x.columns()).cleared();

            @Override
            protected void forward(Variable y) {
                double[] in = x.value().data();
                double[] out = y.value().overwrite();
                kernels().apply(f, in.length, in, out, slope.value().overwrite());
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
        };
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
        Variable[] both = Arrays.copyOf(inputs, inputs.length + other.inputs.length);
        System.arraycopy(other.inputs, 0, both, inputs.length, other.inputs.length);
        return new Operation(both) {
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
