package org.fiftylayers.autodiff;

import java.util.List;
import java.util.stream.IntStream;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Elementwise;
import org.jspecify.annotations.Nullable;

/** A number on a {@link ScalarTape}: each operation computes its value and writes its derivatives down beside it. */
public final class Scalar implements Elementwise<Scalar> {
    final ScalarTape tape;
    final int index;
    final int generation;
    final double value;

    Scalar(ScalarTape tape, int index, double value) {
        this.tape = tape;
        this.index = index;
        this.generation = tape.generation;
        this.value = value;
    }

    public Scalar plus(Scalar other) {
        tape.check("+", other);
        return tape.record("+", value + other.value, this, 1, other.index, 1);
    }

    public Scalar minus(Scalar other) {
        tape.check("−", other);
        return tape.record("−", value - other.value, this, 1, other.index, -1);
    }

    public Scalar times(Scalar other) {
        tape.check("×", other);
        Scalar y = tape.record("×", value * other.value, this, other.value, other.index, value);
        if (tape.withTangents) {
            tape.setPartialTangent(0, other.tangent());
            tape.setPartialTangent(1, tangent());
        }
        return y;
    }

    public Scalar dividedBy(Scalar other) {
        tape.check("÷", other);
        double z = other.value;
        Scalar y = tape.record("÷", value / z, this, 1 / z, other.index, -(value / z) / z);
        if (tape.withTangents) {
            double moved = other.tangent() / z;
            tape.setPartialTangent(0, -moved / z);
            tape.setPartialTangent(1, (y.value * moved - y.tangent()) / z);
        }
        return y;
    }

    @Override
    public Scalar plus(double constant) {
        return tape.record("+", value + constant, this, 1, ScalarTape.CONSTANT, constant);
    }

    @Override
    public Scalar times(double constant) {
        return tape.record("×", value * constant, this, constant, ScalarTape.CONSTANT, constant);
    }

    /** Any function of one number that comes with its derivatives. */
    @Override
    public Scalar apply(Curve f) {
        double y = f.value().applyAsDouble(value);
        double slope = f.slope().applyAsDouble(value, y);
        int second = f.hasConstant() ? ScalarTape.CONSTANT : ScalarTape.NONE;
        Scalar result = tape.record(f.symbol(), y, this, slope, second, f.constant());
        if (tape.withTangents) {
            tape.setPartialTangent(0, f.curvature().applyAsDouble(value, y) * tangent());
        }
        return result;
    }

    /** Adds ∂this/∂x to {@link #gradient} of every variable x; what lies between holds that of the latest call alone. */
    public void backward() {
        tape.backward(this);
    }

    public double value() {
        return value;
    }

    /** What {@link #backward} has found so far. */
    public double gradient() {
        return tape.read("gradient", tape.gradients, this);
    }

    /** The derivative of this number in the direction that the variables' tangents give. */
    public double tangent() {
        return tape.read("tangent", tape.tangents, this);
    }

    /** The derivative of {@link #gradient} in that direction: an entry of the Hessian times the direction. */
    public double gradientTangent() {
        return tape.read("gradientTangent", tape.gradientTangents, this);
    }

    /** Gives this number a name, for drawings. */
    public Scalar named(String name) {
        tape.check("named", this);
        tape.names.put(index, name);
        return this;
    }

    /** The name given by {@link #named}, or null. */
    public @Nullable String name() {
        tape.check("name", this);
        return tape.names.get(index);
    }

    /** What computed this number: a symbol such as {@code ×}, or {@code variable}; kept for a tape's first 4,095 numbers. */
    public String operation() {
        tape.check("operation", this);
        return index < ScalarTape.DRAWABLE ? tape.symbols[index] : "…";
    }

    /** The numbers that this one was computed from, constants left out; none for a variable. */
    public List<Scalar> arguments() {
        tape.check("arguments", this);
        return IntStream.of(tape.arguments[2 * index], tape.arguments[2 * index + 1])
                .filter(x -> x > 0)
                .mapToObj(x -> new Scalar(tape, x, tape.values[x]))
                .toList();
    }

    /** The derivative of this number with respect to its k-th argument. */
    public double partial(int k) {
        int count = arguments().size();
        if (k < 0 || k >= count) {
            throw new IndexOutOfBoundsException(
                    "partial: k is " + k + "; " + operation() + " has " + count + " arguments, counted from 0");
        }
        return tape.partials[2 * index + k];
    }

    /** The constant in an operation with one, such as the 2 of {@code x.plus(2)}; null without. */
    public @Nullable Double constant() {
        tape.check("constant", this);
        return tape.arguments[2 * index + 1] == ScalarTape.CONSTANT ? tape.partials[2 * index + 1] : null;
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
