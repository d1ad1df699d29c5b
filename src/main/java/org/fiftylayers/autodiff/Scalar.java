package org.fiftylayers.autodiff;

import java.util.List;
import org.fiftylayers.matrix.Curve;
import org.jspecify.annotations.Nullable;

/**
 * A number on a {@link ScalarTape}: every operation computes its value, and writes down its derivative beside it.
 *
 * <pre>{@code
 * ScalarTape tape = new ScalarTape();
 * Scalar w = tape.variable(1), x = tape.variable(1);
 * Scalar loss = w.times(x).sigmoid().square().times(0.5);
 * loss.backward();
 * double slope = w.gradient();
 * }</pre>
 */
public final class Scalar {
    final ScalarTape tape;
    final int index;
    final int generation;
    final double value;

    Scalar(ScalarTape tape, int index, int generation, double value) {
        this.tape = tape;
        this.index = index;
        this.generation = generation;
        this.value = value;
    }

    public Scalar plus(Scalar other) {
        return tape.record(ScalarOperation.PLUS, value + other.value, this, 1, other, 1);
    }

    public Scalar plus(double constant) {
        return tape.record(ScalarOperation.PLUS, value + constant, this, 1, constant);
    }

    public Scalar minus(Scalar other) {
        return tape.record(ScalarOperation.MINUS, value - other.value, this, 1, other, -1);
    }

    public Scalar minus(double constant) {
        return tape.record(ScalarOperation.MINUS, value - constant, this, 1, constant);
    }

    public Scalar times(Scalar other) {
        Scalar y = tape.record(ScalarOperation.TIMES, value * other.value, this, other.value, other, value);
        if (tape.hasTangents()) {
            tape.partialTangents(other.tangent(), tangent());
        }
        return y;
    }

    public Scalar times(double constant) {
        return tape.record(ScalarOperation.TIMES, value * constant, this, constant, constant);
    }

    public Scalar dividedBy(Scalar other) {
        double quotient = value / other.value;
        double byOther = -quotient / other.value;
        Scalar y = tape.record(ScalarOperation.DIVIDED_BY, quotient, this, 1 / other.value, other, byOther);
        if (tape.hasTangents()) {
            double relative = other.tangent() / other.value;
            tape.partialTangents(-relative / other.value, -(y.tangent() / other.value) - byOther * relative);
        }
        return y;
    }

    public Scalar dividedBy(double constant) {
        return tape.record(ScalarOperation.DIVIDED_BY, value / constant, this, 1 / constant, constant);
    }

    public Scalar negated() {
        return tape.record(ScalarOperation.NEGATED, -value, this, -1);
    }

    /** This number to a constant power. */
    public Scalar power(double p) {
        Curve f = Curve.power(p);
        double y = f.value().applyAsDouble(value);
        Scalar result = tape.record(ScalarOperation.POWER, y, this, f.slope().applyAsDouble(value, y), p);
        return withCurvature(f, result);
    }

    public Scalar exp() {
        return apply(ScalarOperation.EXP, Curve.EXP);
    }

    /** The natural logarithm. */
    public Scalar log() {
        return apply(ScalarOperation.LOG, Curve.LOG);
    }

    public Scalar sqrt() {
        return apply(ScalarOperation.SQRT, Curve.SQRT);
    }

    public Scalar square() {
        return apply(ScalarOperation.SQUARE, Curve.SQUARE);
    }

    public Scalar abs() {
        return apply(ScalarOperation.ABS, Curve.ABS);
    }

    public Scalar sin() {
        return apply(ScalarOperation.SIN, Curve.SIN);
    }

    /** 1 / (1 + e⁻ˣ). */
    public Scalar sigmoid() {
        return apply(ScalarOperation.SIGMOID, Curve.SIGMOID);
    }

    public Scalar tanh() {
        return apply(ScalarOperation.TANH, Curve.TANH);
    }

    /** max(0, x), with derivative 0 at 0. */
    public Scalar relu() {
        return apply(ScalarOperation.RELU, Curve.RELU);
    }

    /** x where positive, a·x elsewhere. */
    public Scalar leakyRelu(double a) {
        Curve f = Curve.leakyRelu(a);
        double y = f.value().applyAsDouble(value);
        return tape.record(ScalarOperation.LEAKY_RELU, y, this, f.slope().applyAsDouble(value, y), a);
    }

    /** x/6 + ½, cut off at 0 and 1. */
    public Scalar hardSigmoid() {
        return apply(ScalarOperation.HARD_SIGMOID, Curve.HARD_SIGMOID);
    }

    /** ln(1 + eˣ). */
    public Scalar softplus() {
        return apply(ScalarOperation.SOFTPLUS, Curve.SOFTPLUS);
    }

    /** Any function of one number that comes with its derivatives. */
    public Scalar apply(Curve f) {
        return apply(ScalarOperation.CURVE, f);
    }

    private Scalar apply(ScalarOperation operation, Curve f) {
        double y = f.value().applyAsDouble(value);
        return withCurvature(f, tape.record(operation, y, this, f.slope().applyAsDouble(value, y)));
    }

    private Scalar withCurvature(Curve f, Scalar y) {
        if (tape.hasTangents()) {
            tape.partialTangents(f.curvature().applyAsDouble(value, y.value) * tangent(), 0);
        }
        return y;
    }

    public double value() {
        return value;
    }

    /** Adds ∂this/∂x to {@link #gradient} of every variable x that this number was computed from. */
    public void backward() {
        tape.backward(this);
    }

    /** What {@link #backward} has found so far; for a variable the sum over all calls, otherwise of the latest one. */
    public double gradient() {
        return tape.gradient(this);
    }

    /** The derivative of this number in the direction that the variables' tangents give. */
    public double tangent() {
        return tape.tangent(this);
    }

    /** The derivative of {@link #gradient} in that direction: an entry of the Hessian times the direction. */
    public double gradientTangent() {
        return tape.gradientTangent(this);
    }

    /** Gives this number a name, for drawings. */
    public Scalar named(String name) {
        tape.name(this, name);
        return this;
    }

    /** The name given by {@link #named}, or null. */
    public @Nullable String name() {
        return tape.name(this);
    }

    /** What computed this number. */
    public ScalarOperation operation() {
        return tape.operation(this);
    }

    /** The numbers that this one was computed from, constants left out; none for a variable. */
    public List<Scalar> arguments() {
        return tape.arguments(this);
    }

    /** The derivative of this number with respect to its k-th argument. */
    public double partial(int k) {
        return tape.partial(this, k);
    }

    /** The constant in an operation with one, such as the 2 of {@code x.plus(2)}; null without. */
    public @Nullable Double constant() {
        return tape.constant(this);
    }

    /** The place on the tape, from 1; the same for every handle of the same number. */
    public int index() {
        return index;
    }

    @Override
    public String toString() {
        return "Scalar " + value;
    }
}
