package org.fiftylayers.autodiff;

import java.util.function.Supplier;
import org.fiftylayers.matrix.Broadcast;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.Elementwise;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A matrix on a {@link Tape}: operations compute at once and are remembered for {@link #backward}. Of two operands with
 * different shapes, a row, a column or a 1×1 matrix stands for as many as the other one has.
 */
public final class Variable implements Elementwise<Variable> {
    private final Tape tape;
    final int generation;
    String name = "Variable"; // or that of a parameter
    private final @Nullable Operation operation;
    private final boolean needsGradient;
    private final Dual primal;
    private @Nullable Dual adjoint;
    private boolean keepsGradient;
    /** The walk back that the adjoint belongs to: on a later one it counts as 0 again, except in leaves. */
    private int walk = -1;

    Variable(Tape tape, @Nullable Operation operation, Dual primal, @Nullable Dual adjoint, boolean needsGradient) {
        this.tape = tape;
        this.generation = tape.generation;
        this.operation = operation;
        this.needsGradient = needsGradient;
        this.primal = primal;
        this.adjoint = adjoint;
        this.keepsGradient = operation == null || !tape.forgetsGradients;
    }

    /** The matrix product Y = A B, so that ∂L/∂A = G Bᵀ and ∂L/∂B = Aᵀ G. */
    public Variable matmul(Variable right) {
        tape.check("matmul", this);
        tape.check("matmul", right);
        if (columns() != right.rows()) {
            throw new IllegalArgumentException("matmul: left is " + value().shape() + ", right is "
                    + right.value().shape() + "; left columns must equal right rows");
        }
        return Operation.bilinear(
                        this,
                        right,
                        (a, b, y) -> tape.kernels.multiply(a.view(), b.view(), y),
                        (g, b, y) -> tape.kernels.multiply(g.view(), b.view().transposed(), y),
                        (a, g, y) -> tape.kernels.multiply(a.view().transposed(), g.view(), y))
                .record(rows(), right.columns());
    }

    /** The matrix product with a parameter. */
    public Variable matmul(Parameter right) {
        return matmul(tape.use(right));
    }

    public Variable plus(Variable other) {
        return combined("plus", other, () -> scaled(1).plus(other.scaled(1)));
    }

    public Variable plus(Parameter other) {
        return plus(tape.use(other));
    }

    public Variable minus(Variable other) {
        return combined("minus", other, () -> scaled(1).plus(other.scaled(-1)));
    }

    @Override
    public Variable times(double factor) {
        return scaled(factor).record(rows(), columns());
    }

    /** The product entry by entry. */
    public Variable times(Variable other) {
        Dual.Product product = tape.kernels::addProduct;
        return combined("times", other, () -> Operation.bilinear(this, other, product, product, product));
    }

    /** The quotient entry by entry. */
    public Variable dividedBy(Variable other) {
        return times(other.reciprocal());
    }

    public Variable transpose() {
        return Operation.linear(this, Matrix::addTransposeTo, Matrix::addTransposeTo)
                .record(columns(), rows());
    }

    /** The sum of all entries, as a 1×1 matrix. */
    public Variable sum() {
        return scaled(1).record(1, 1);
    }

    /** The mean of all entries, as a 1×1 matrix. */
    public Variable mean() {
        return sum().dividedBy(value().size());
    }

    /** Any function of one number, entry by entry. */
    @Override
    public Variable apply(Curve f) {
        tape.check(f.symbol(), this);
        return Operation.curve(this, f).record(rows(), columns());
    }

    private Operation scaled(double factor) {
        Dual.Map map = (from, to) -> tape.kernels.add(factor, from, to);
        return Operation.linear(this, map, map);
    }

    private Variable combined(String name, Variable other, Supplier<Operation> operation) {
        tape.check(name, this);
        tape.check(name, other);
        int rows = Broadcast.rows(name, value(), other.value());
        return operation.get().record(rows, Broadcast.columns(name, value(), other.value()));
    }

    /**
     * Adds the derivative of this 1×1 matrix to {@link #gradient} of every variable and parameter that it was computed
     * from. From call to call leaves add up; what lies between holds the gradient of the latest call.
     */
    public void backward() {
        tape.backward(this);
    }

    /** The value, which belongs to the tape: copy what should outlive its reset. */
    public Matrix value() {
        return primal().value();
    }

    /** The number in a 1×1 matrix. */
    public double number() {
        return value().number();
    }

    /** What {@link #backward} has found, 0 before; belongs to the tape. */
    public Matrix gradient() {
        return adjoint().value();
    }

    /** Keeps the gradient to be read after {@link #backward} on a tape that {@linkplain Tape#forgettingGradients forgets} it. */
    public Variable keepGradient() {
        keepsGradient = true;
        return this;
    }

    /** The derivative in the direction of the tangents. */
    public Matrix tangent() {
        return tape.tangentOf(primal());
    }

    /** The derivative of the gradient in the direction of the tangents. */
    public Matrix gradientTangent() {
        return tape.tangentOf(adjoint());
    }

    /** Value and tangent, as operations see them. */
    public Dual primal() {
        tape.check("value", this);
        return primal;
    }

    /** Gradient and its tangent, as operations see them and add to them. */
    public Dual adjoint() {
        tape.check("gradient", this);
        if (!needsGradient) {
            throw new IllegalStateException("gradient: " + this + " is constant; make its leaves by variable()");
        }
        Dual found = adjoint;
        if (found == null && walk == tape.walk) {
            throw new IllegalStateException("gradient: that of " + this + " was sent on and forgotten, as its tape"
                    + " forgets gradients; call keepGradient() before backward()");
        }
        if (found == null || (operation != null && walk != tape.walk)) {
            if (found == null) {
                found = keepsGradient ? tape.pool.next(rows(), columns()) : tape.pool.borrow(rows(), columns());
            }
            adjoint = found.cleared();
            walk = tape.walk;
        }
        return found;
    }

    /** Sends the gradient on to the inputs of the operation, if this variable has got one on the present walk. */
    void sendBack() {
        if (operation != null && adjoint != null && walk == tape.walk) {
            operation.backward(this);
            for (Variable input : operation.inputs) {
                if (input.needsGradient && tape.precision != Precision.FLOAT64) {
                    input.adjoint().round(tape.precision);
                }
            }
            if (!keepsGradient) {
                tape.pool.giveBack(adjoint);
                adjoint = null;
            }
        }
    }

    /** Whether {@link #backward} computes a gradient here: not for constants and what depends on them alone. */
    public boolean needsGradient() {
        return needsGradient;
    }

    public Tape tape() {
        return tape;
    }

    public int rows() {
        return primal.value().rows();
    }

    public int columns() {
        return primal.value().columns();
    }

    @Override
    public String toString() {
        return name + " " + primal.value().shape();
    }
}
