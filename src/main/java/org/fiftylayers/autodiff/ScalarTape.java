package org.fiftylayers.autodiff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers a computation with numbers, so that {@link Scalar#backward} can walk it in reverse.
 *
 * <p>Each operation is a statement y = f(x₁, x₂). All that the way back needs are, per argument, its index and the partial
 * derivative ∂y/∂xₖ, two of each for every statement, in the order of computing. After a reset the arrays serve again.
 *
 * <p>On a tape with tangents the derivative in one direction, ẋ, rides along on the way forward, and each partial
 * derivative carries its own; walking back then gives the gradient's derivative in that direction too: a Hessian times it.
 */
public final class ScalarTape {
    /** The index of an argument that is a constant, which stands in the place of its partial derivative. */
    static final int CONSTANT = 0;

    /** The index of an argument that a statement does not have. */
    static final int NONE = -1;

    /** How many statements keep the symbol of their operation: more than anyone would draw. */
    static final int DRAWABLE = 4096;

    final boolean withTangents;
    int generation;
    private int size = 1;
    private boolean walked;
    private int cleared = 1; // from here on gradients still hold numbers of former statements

    // one per statement
    double[] values = {};
    double[] gradients = {};
    double[] tangents = {};
    double[] gradientTangents = {};
    final String[] symbols = new String[DRAWABLE];
    final Map<Integer, String> names = new HashMap<>();
    // two per statement
    int[] arguments = {};
    double[] partials = {};
    private double[] partialTangents = {};

    /** A tape for first derivatives. */
    public ScalarTape() {
        this(false);
    }

    private ScalarTape(boolean withTangents) {
        this.withTangents = withTangents;
        grow(64);
    }

    /** A tape on which tangents ride along, for second derivatives. */
    public static ScalarTape withTangents() {
        return new ScalarTape(true);
    }

    /** A new independent variable. */
    public Scalar variable(double value) {
        return write("variable", value, NONE, 0, NONE, 0);
    }

    /** A new independent variable with its derivative in the direction of interest. */
    public Scalar variable(double value, double tangent) {
        Scalar x = variable(value);
        read("tangent", tangents, x);
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
        cleared = 1;
        generation++;
    }

    /** Sets every gradient to 0, as at the start of a step. */
    public void zeroGradients() {
        cleared = 1;
        clearGradients();
        walked = false;
    }

    /** New statements do not set their gradients to 0: filling an array with zeros at once is faster. */
    private void clearGradients() {
        Arrays.fill(gradients, cleared, size, 0);
        Arrays.fill(gradientTangents, withTangents ? cleared : 0, withTangents ? size : 0, 0);
        cleared = size;
    }

    /** y = f(a, b) with ∂y/∂a and ∂y/∂b, or y = f(a, constant) with ∂y/∂a and the constant itself, or y = f(a). */
    Scalar record(String symbol, double value, Scalar a, double byA, int b, double byB) {
        check(symbol, a);
        return write(symbol, value, a.index, byA, b, byB);
    }

    private Scalar write(String symbol, double value, int a, double byA, int b, double byB) {
        int index = size++;
        values[index] = value;
        arguments[2 * index] = a;
        partials[2 * index] = byA;
        arguments[2 * index + 1] = b;
        partials[2 * index + 1] = byB;
        if (index < DRAWABLE) {
            symbols[index] = symbol;
        }
        if (withTangents) {
            Arrays.fill(partialTangents, 2 * index, 2 * index + 2, 0);
            tangents[index] = (a > 0 ? 0 + byA * tangents[a] : 0) + (b > 0 ? byB * tangents[b] : 0);
        }
        if (size == values.length) {
            grow(2 * size); // here few numbers are alive, which C2 would keep in memory over the call
        }
        return new Scalar(this, index, value);
    }

    /** Sets the tangent of the latest statement's k-th partial derivative, which is 0 until then. */
    void setPartialTangent(int k, double tangent) {
        partialTangents[2 * (size - 1) + k] = tangent;
    }

    private void grow(int statements) {
        values = Arrays.copyOf(values, statements);
        gradients = Arrays.copyOf(gradients, statements);
        arguments = Arrays.copyOf(arguments, 2 * statements);
        partials = Arrays.copyOf(partials, 2 * statements);
        if (withTangents) {
            tangents = Arrays.copyOf(tangents, statements);
            gradientTangents = Arrays.copyOf(gradientTangents, statements);
            partialTangents = Arrays.copyOf(partialTangents, 2 * statements);
        }
    }

    void backward(Scalar result) {
        check("backward", result);
        clearGradients();
        for (int i = 1; walked && i < size; i++) {
            if (arguments[2 * i] != NONE) {
                gradients[i] = 0;
                if (withTangents) {
                    gradientTangents[i] = 0;
                }
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

    private static void walk(int root, double[] gradient, int[] argument, double[] partial) {
        double g = gradient[root];
        for (int i = root; i > 0; i--) {
            // most statements send to the one before: its gradient stays in a register, or each would wait for a store
            double before = gradient[i - 1];
            // what the result does not depend on must not turn an infinite partial derivative into NaN
            if (g != 0) {
                for (int k = 0; k < 2; k++) { // from 0 to 2 and without another end, or it would not be unrolled
                    int to = argument[2 * i + k];
                    if (to == i - 1) {
                        before += partial[2 * i + k] * g;
                    } else if (to > 0) {
                        gradient[to] += partial[2 * i + k] * g;
                    }
                }
            }
            gradient[i - 1] = before;
            g = before;
        }
    }

    private void walkWithTangents(int root) {
        for (int i = root; i > 0; i--) {
            for (int k = 2 * i; k < 2 * i + 2 && (gradients[i] != 0 || gradientTangents[i] != 0); k++) {
                int to = arguments[k];
                if (to > 0) {
                    gradients[to] += partials[k] * gradients[i];
                    gradientTangents[to] += partials[k] * gradientTangents[i] + partialTangents[k] * gradients[i];
                }
            }
        }
    }

    double read(String what, double[] numbers, Scalar x) {
        check(what, x);
        if (numbers.length == 0) {
            throw new IllegalStateException(
                    "tangent: this tape records first derivatives only; make it with ScalarTape.withTangents()");
        }
        clearGradients();
        return numbers[x.index];
    }

    void check(String operation, Scalar x) {
        if (x.tape != this || x.generation != generation) {
            throw new IllegalStateException(operation + ": " + x
                    + (x.tape != this
                            ? " belongs to another tape; all arguments of an operation must stand on one"
                            : " is from before its tape's reset; make a new variable after reset()"));
        }
    }
}
