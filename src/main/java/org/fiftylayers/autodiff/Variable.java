package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A matrix on a {@link Tape}. Operations compute at once and are remembered for {@link #backward}. In two operands of
 * different shapes, a row, a column or a 1×1 matrix stands for as many as the other one has.
 */
public final class Variable {
    private final Tape tape;
    private final int generation;
    private final boolean needsGradient;
    final @Nullable Operation operation;
    private final Matrix value;
    private @Nullable Matrix tangent;
    private @Nullable Matrix gradient;
    private @Nullable Matrix gradientTangent;
    /** Whether the gradients hold sums already; otherwise their content is old. */
    private boolean gradientBegun;

    private boolean gradientTangentBegun;

    Variable(Tape tape, int generation, @Nullable Operation operation, Matrix value, boolean needsGradient) {
        this.tape = tape;
        this.generation = generation;
        this.operation = operation;
        this.value = value;
        this.needsGradient = needsGradient;
    }

    /** The matrix product. */
    public Variable matmul(Variable right) {
        if (columns() != right.rows()) {
            throw new IllegalArgumentException("matmul: left is " + value.shape() + ", right is " + right.value.shape()
                    + "; left columns must equal right rows");
        }
        return new MatrixProduct(this, right).record(rows(), right.columns());
    }

    /** The matrix product with a parameter. */
    public Variable matmul(Parameter right) {
        return matmul(tape.use(right));
    }

    public Variable plus(Variable other) {
        return combine("plus", new Combination(this, 1, other, 1), other);
    }

    public Variable plus(Parameter other) {
        return plus(tape.use(other));
    }

    public Variable plus(double constant) {
        return new Combination(this, 1, constant).record(rows(), columns());
    }

    public Variable minus(Variable other) {
        return combine("minus", new Combination(this, 1, other, -1), other);
    }

    public Variable minus(double constant) {
        return plus(-constant);
    }

    /** The product entry by entry. */
    public Variable times(Variable other) {
        return combine("times", new EntryProduct(this, other), other);
    }

    /** The product with a parameter, entry by entry. */
    public Variable times(Parameter other) {
        return times(tape.use(other));
    }

    public Variable times(double factor) {
        return new Combination(this, factor, 0).record(rows(), columns());
    }

    /** The quotient entry by entry. */
    public Variable dividedBy(Variable other) {
        return combine("dividedBy", new EntryProduct(this, other.apply(Curve.RECIPROCAL)), other);
    }

    public Variable dividedBy(double divisor) {
        return times(1 / divisor);
    }

    public Variable negated() {
        return times(-1);
    }

    public Variable transpose() {
        return new Transpose(this).record(columns(), rows());
    }

    /** The sum of all entries, as a 1×1 matrix. */
    public Variable sum() {
        return new Total(this, 1).record(1, 1);
    }

    /** The mean of all entries, as a 1×1 matrix. */
    public Variable mean() {
        return new Total(this, size()).record(1, 1);
    }

    public Variable square() {
        return apply(Curve.SQUARE);
    }

    public Variable sqrt() {
        return apply(Curve.SQRT);
    }

    public Variable exp() {
        return apply(Curve.EXP);
    }

    /** The natural logarithm. */
    public Variable log() {
        return apply(Curve.LOG);
    }

    public Variable abs() {
        return apply(Curve.ABS);
    }

    public Variable power(double p) {
        return apply(Curve.power(p));
    }

    public Variable sigmoid() {
        return apply(Curve.SIGMOID);
    }

    public Variable tanh() {
        return apply(Curve.TANH);
    }

    public Variable relu() {
        return apply(Curve.RELU);
    }

    public Variable leakyRelu(double a) {
        return apply(Curve.leakyRelu(a));
    }

    public Variable elu() {
        return apply(Curve.ELU);
    }

    public Variable selu() {
        return apply(Curve.SELU);
    }

    public Variable hardSigmoid() {
        return apply(Curve.HARD_SIGMOID);
    }

    public Variable softplus() {
        return apply(Curve.SOFTPLUS);
    }

    /** Any function of one number that comes with its derivatives, entry by entry. */
    public Variable apply(Curve f) {
        return new ElementwiseOperation(this, f).record(rows(), columns());
    }

    private Variable combine(String name, Operation combination, Variable other) {
        int rows = Broadcast.common(name, this, other, rows(), other.rows());
        return combination.record(rows, Broadcast.common(name, this, other, columns(), other.columns()));
    }

    /**
     * Adds the derivative of this 1×1 matrix to {@link #gradient} of every variable and parameter that it was computed
     * from. Between calls leaves add up; what lies between holds the gradient of the latest call.
     */
    public void backward() {
        tape.backward(this);
    }

    public Tape tape() {
        return tape;
    }

    public int rows() {
        return value.rows();
    }

    public int columns() {
        return value.columns();
    }

    public int size() {
        return value.size();
    }

    /** The value, which belongs to the tape: copy what should outlive its reset. */
    public Matrix value() {
        tape.check(this);
        return value;
    }

    /** The number in a 1×1 matrix. */
    public double number() {
        if (size() != 1) {
            throw new IllegalStateException("number: the variable is " + value.shape() + "; only 1×1 is a number");
        }
        return value().data()[0];
    }

    /** Whether {@link #backward} computes a gradient here: not for constants and what depends on them alone. */
    public boolean needsGradient() {
        return needsGradient;
    }

    /** What {@link #backward} has found, 0 before; belongs to the tape. Operations add to it. */
    public Matrix gradient() {
        tape.check(this);
        if (!needsGradient) {
            throw new IllegalStateException(
                    "gradient: the variable is a constant, or depends on constants alone; make the leaf with variable()");
        }
        gradient = begin(gradient, gradientBegun);
        gradientBegun = true;
        return gradient;
    }

    /** Whether this moves in the direction of the tangents. */
    public boolean hasTangent() {
        return tangent != null;
    }

    /** The derivative in the direction of the tangents. */
    public Matrix tangent() {
        tape.requireTangents(this);
        tangent = begin(tangent, tangent != null);
        return tangent;
    }

    /** The derivative of the gradient in the direction of the tangents. */
    public Matrix gradientTangent() {
        tape.requireTangents(this);
        gradientTangent = begin(gradientTangent, gradientTangentBegun);
        gradientTangentBegun = true;
        return gradientTangent;
    }

    private Matrix begin(@Nullable Matrix sum, boolean begun) {
        if (sum != null && begun) {
            return sum;
        }
        Matrix zeros = sum == null ? tape.buffer(rows(), columns()) : sum;
        java.util.Arrays.fill(zeros.data(), 0);
        return zeros;
    }

    boolean gradientBegun() {
        return gradientBegun;
    }

    void forgetGradient() {
        gradientBegun = false;
        gradientTangentBegun = false;
    }

    /** Lets gradients of this leaf add up in matrices of its owner. */
    void addGradientsTo(Matrix sum, @Nullable Matrix tangentSum) {
        gradient = sum;
        gradientBegun = true;
        gradientTangent = tangentSum;
        gradientTangentBegun = tangentSum != null;
    }

    void setTangent(@Nullable Matrix direction) {
        tangent = direction;
    }

    int generation() {
        return generation;
    }

    @Override
    public String toString() {
        return "Variable " + value.shape();
    }
}
