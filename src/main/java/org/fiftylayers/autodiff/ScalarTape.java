package org.fiftylayers.autodiff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers a computation with numbers, so that {@link Scalar#backward} can walk it in reverse.
 *
 * <p>Each operation is a statement y = f(x₁, x₂). All that the way back needs are, per argument, its index and the partial
 * derivative ∂y/∂xₖ: two flat streams of entries, in which a statement is the offset where its own end. Statements stand
 * in the order of computing, so that walking back needs no sorting and no recursion. After a reset the arrays serve again.
 *
 * <p>On a tape with tangents the derivative in one direction, ẋ, rides along on the way forward, and each partial
 * derivative carries its own; walking back then gives the gradient's derivative in that direction too: a Hessian times it.
 */
public final class ScalarTape {
    /** The index in entries that hold a constant; nobody reads what the way back adds there. */
    static final int CONSTANT = 0;

    /** How many statements keep the symbol of their operation: more than anyone would draw. */
    static final int DRAWABLE = 4096;

    final boolean withTangents;
    int generation;
    private int size = 1;
    private int entries;
    private boolean walked;

    // one per statement
    int[] ends = new int[64];
    double[] values = new double[64];
    double[] gradients = new double[64];
    double[] tangents = new double[0];
    double[] gradientTangents = new double[0];
    final String[] symbols = new String[DRAWABLE];
    final Map<Integer, String> names = new HashMap<>();
    // one per entry
    int[] arguments = new int[128];
    double[] partials = new double[128];
    private double[] partialTangents = new double[0];

    /** A tape for first derivatives. */
    public ScalarTape() {
        this(false);
    }

    private ScalarTape(boolean withTangents) {
        this.withTangents = withTangents;
        grow(64, 128);
    }

    /** A tape on which tangents ride along, for second derivatives. */
    public static ScalarTape withTangents() {
        return new ScalarTape(true);
    }

    /** A new independent variable. */
    public Scalar variable(double value) {
        makeRoom();
        return close("variable", value, entries);
    }

    /** A new independent variable with its derivative in the direction of interest. */
    public Scalar variable(double value, double tangent) {
        Scalar x = variable(value);
        read(tangents, x);
        tangents[x.index] = tangent;
        return x;
    }

    /** The number of statements so far. */
    public int size() {
        return size - 1;
    }

    /** Forgets every statement; numbers from before become invalid. */
    public void reset() {
        walked = false;
        names.clear();
        size = 1;
        entries = 0;
        generation++;
    }

    /** Sets every gradient to 0, as at the start of a step. */
    public void zeroGradients() {
        Arrays.fill(gradients, 0, size, 0);
        Arrays.fill(gradientTangents, 0, withTangents ? size : 0, 0);
        walked = false;
    }

    /** y = f(x) with ∂y/∂x. */
    Scalar record(String symbol, double value, Scalar x, double partial) {
        check(x);
        makeRoom();
        arguments[entries] = x.index;
        partials[entries] = partial;
        return close(symbol, value, entries + 1);
    }

    /** y = f(a, b) with ∂y/∂a and ∂y/∂b, or y = f(a, constant) with ∂y/∂a and the constant itself. */
    Scalar record(String symbol, double value, Scalar a, double byA, int b, double byB) {
        check(a);
        makeRoom();
        arguments[entries] = a.index;
        partials[entries] = byA;
        arguments[entries + 1] = b;
        partials[entries + 1] = byB;
        return close(symbol, value, entries + 2);
    }

    private Scalar close(String symbol, double value, int end) {
        int index = size;
        values[index] = value;
        ends[index] = end;
        gradients[index] = 0;
        size = index + 1;
        entries = end;
        if (index < DRAWABLE) {
            symbols[index] = symbol;
        }
        if (withTangents) {
            tangents[index] = 0;
            gradientTangents[index] = 0;
            for (int k = ends[index - 1]; k < end; k++) {
                tangents[index] += arguments[k] == CONSTANT ? 0 : partials[k] * tangents[arguments[k]];
                partialTangents[k] = 0;
            }
        }
        return new Scalar(this, index, value);
    }

    /** Sets the tangent of the latest statement's k-th partial derivative, which is 0 until then. */
    void setPartialTangent(int k, double tangent) {
        partialTangents[ends[size - 2] + k] = tangent;
    }

    private void makeRoom() {
        if (size == values.length || entries + 2 > partials.length) {
            grow(Math.max(values.length, 2 * size), Math.max(partials.length, 2 * entries));
        }
    }

    private void grow(int statements, int room) {
        ends = Arrays.copyOf(ends, statements);
        values = Arrays.copyOf(values, statements);
        gradients = Arrays.copyOf(gradients, statements);
        tangents = Arrays.copyOf(tangents, withTangents ? statements : 0);
        gradientTangents = Arrays.copyOf(gradientTangents, withTangents ? statements : 0);
        arguments = Arrays.copyOf(arguments, room);
        partials = Arrays.copyOf(partials, room);
        partialTangents = Arrays.copyOf(partialTangents, withTangents ? room : 0);
    }

    void backward(Scalar result) {
        check(result);
        for (int i = 1; walked && i < size; i++) {
            gradients[i] = ends[i] > ends[i - 1] ? 0 : gradients[i];
            if (withTangents && ends[i] > ends[i - 1]) {
                gradientTangents[i] = 0;
            }
        }
        walked = true;
        gradients[result.index] += 1;
        if (withTangents) {
            walkWithTangents(result.index);
        } else {
            walk(result.index, gradients, arguments, partials);
        }
    }

    private void walk(int root, double[] gradient, int[] argument, double[] partial) {
        int end = ends[root];
        double g = gradient[root];
        for (int i = root - 1; i >= 0; i--) {
            // most statements send to the one before: its gradient stays in a register, or each would wait for a store
            double before = gradient[i];
            int start = ends[i];
            // what the result does not depend on must not turn an infinite partial derivative into NaN
            for (int k = start; k < end && g != 0; k++) {
                if (argument[k] == i) {
                    before += partial[k] * g;
                } else {
                    gradient[argument[k]] += partial[k] * g;
                }
            }
            gradient[i] = before;
            g = before;
            end = start;
        }
    }

    private void walkWithTangents(int root) {
        for (int i = root; i > 0; i--) {
            for (int k = ends[i - 1]; k < ends[i] && (gradients[i] != 0 || gradientTangents[i] != 0); k++) {
                gradients[arguments[k]] += partials[k] * gradients[i];
                gradientTangents[arguments[k]] += partials[k] * gradientTangents[i] + partialTangents[k] * gradients[i];
            }
        }
    }

    double read(double[] numbers, Scalar x) {
        check(x);
        if (numbers.length == 0) {
            throw new IllegalStateException(
                    "tangent: this tape records first derivatives only; make it with ScalarTape.withTangents()");
        }
        return numbers[x.index];
    }

    void check(Scalar x) {
        if (x.tape != this || x.generation != generation) {
            throw new IllegalStateException("scalar: " + x.value
                    + (x.tape != this
                            ? " belongs to another tape; all arguments of an operation must stand on one"
                            : " is from before its tape's reset; make a new variable after reset()"));
        }
    }
}
