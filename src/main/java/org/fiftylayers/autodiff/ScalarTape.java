package org.fiftylayers.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a computation with numbers, so that {@link Scalar#backward} can walk it in reverse.
 *
 * <p>Each operation is a statement y = f(x₁, x₂); all that backward needs of it is, per argument, its index on the tape
 * and the partial derivative ∂y/∂xₖ. These stand one after the other in two flat streams, and a statement is no more than
 * the offset where its own entries end. Statements stand in the order in which they were computed, so walking back needs no
 * sorting and no recursion, and after {@link #reset} the arrays are used again.
 *
 * <p>On a tape {@linkplain #withTangents with tangents} a derivative in one direction, the <i>tangent</i> ẋ, rides along
 * on the way forward, and the partial derivatives carry theirs. Walking back then gives the gradient's own derivative in that
 * direction as well, exactly: a Hessian-vector product.
 *
 * <p>Statement 0 stands for constants: it is never reached, and entries that point to it hold the constant.
 */
public final class ScalarTape {
    private static final int CONSTANT = 0;

    private byte[] operations = new byte[64];
    private int[] ends = new int[64];
    private double[] values = new double[64];
    private double[] gradients = new double[64];
    private int[] arguments = new int[128];
    private double[] partials = new double[128];

    private final boolean withTangents;
    private double[] tangents = new double[0];
    private double[] gradientTangents = new double[0];
    private double[] partialTangents = new double[0];

    private int size = 1;
    private int entries;
    private int generation;
    private boolean walked;
    private final Map<Integer, String> names = new HashMap<>();

    /** A tape for first derivatives. */
    public ScalarTape() {
        this(false);
    }

    private ScalarTape(boolean withTangents) {
        this.withTangents = withTangents;
        if (withTangents) {
            tangents = new double[values.length];
            gradientTangents = new double[values.length];
            partialTangents = new double[partials.length];
        }
    }

    /** A tape on which tangents ride along, for second derivatives. */
    public static ScalarTape withTangents() {
        return new ScalarTape(true);
    }

    /** A new independent variable. */
    public Scalar variable(double value) {
        return variable(value, 0);
    }

    /** A new independent variable with its derivative in the direction of interest. */
    public Scalar variable(double value, double tangent) {
        if (tangent != 0) {
            requireTangents();
        }
        makeRoom();
        Scalar x = close(ScalarOperation.VARIABLE, value, entries);
        if (withTangents) {
            tangents[x.index] = tangent;
        }
        return x;
    }

    /** The number of statements so far. */
    public int size() {
        return size - 1;
    }

    public boolean hasTangents() {
        return withTangents;
    }

    /** Forgets every statement; handles from before become invalid. */
    public void reset() {
        zeroGradients();
        names.clear();
        size = 1;
        entries = 0;
        generation++;
    }

    /** Sets every gradient to 0, as at the start of a step. */
    public void zeroGradients() {
        Arrays.fill(gradients, 0, size, 0);
        if (withTangents) {
            Arrays.fill(gradientTangents, 0, size, 0);
        }
        walked = false;
    }

    /** y = f(x) with ∂y/∂x. */
    Scalar record(ScalarOperation operation, double value, Scalar x, double partial) {
        check(x);
        makeRoom();
        int entry = entries;
        arguments[entry] = x.index;
        partials[entry] = partial;
        return close(operation, value, entry + 1);
    }

    /** y = f(x, constant) with ∂y/∂x. */
    Scalar record(ScalarOperation operation, double value, Scalar x, double partial, double constant) {
        check(x);
        return record(operation, value, x.index, partial, CONSTANT, constant);
    }

    /** y = f(a, b) with ∂y/∂a and ∂y/∂b. */
    Scalar record(ScalarOperation operation, double value, Scalar a, double byA, Scalar b, double byB) {
        check(a);
        check(b);
        return record(operation, value, a.index, byA, b.index, byB);
    }

    private Scalar record(ScalarOperation operation, double value, int a, double byA, int b, double byB) {
        makeRoom();
        int entry = entries;
        arguments[entry] = a;
        partials[entry] = byA;
        arguments[entry + 1] = b;
        partials[entry + 1] = byB;
        return close(operation, value, entry + 2);
    }

    private Scalar close(ScalarOperation operation, double value, int end) {
        int index = size;
        operations[index] = operation.code();
        values[index] = value;
        ends[index] = end;
        size = index + 1;
        entries = end;
        if (withTangents) {
            tangents[index] = tangentOf(index);
        }
        return new Scalar(this, index, generation, value);
    }

    private double tangentOf(int index) {
        double tangent = 0;
        for (int k = ends[index - 1]; k < ends[index]; k++) {
            tangent += arguments[k] == CONSTANT ? 0 : partials[k] * tangents[arguments[k]];
            partialTangents[k] = 0;
        }
        return tangent;
    }

    /** The tangents of the latest statement's partial derivatives, where they are not 0. */
    void partialTangents(double first, double second) {
        int start = ends[size - 2];
        partialTangents[start] = first;
        if (start + 1 < entries) {
            partialTangents[start + 1] = second;
        }
    }

    private void makeRoom() {
        if (size == values.length || entries + 2 > partials.length) {
            grow();
        }
    }

    private void grow() {
        int statements = size == values.length ? 2 * size : values.length;
        operations = Arrays.copyOf(operations, statements);
        ends = Arrays.copyOf(ends, statements);
        values = Arrays.copyOf(values, statements);
        gradients = Arrays.copyOf(gradients, statements);
        int room = entries + 2 > partials.length ? 2 * partials.length : partials.length;
        arguments = Arrays.copyOf(arguments, room);
        partials = Arrays.copyOf(partials, room);
        if (withTangents) {
            tangents = Arrays.copyOf(tangents, statements);
            gradientTangents = Arrays.copyOf(gradientTangents, statements);
            partialTangents = Arrays.copyOf(partialTangents, room);
        }
    }

    /** Adds ∂root/∂x to the gradient of every variable x; what lies between gets its gradient afresh. */
    void backward(Scalar result) {
        check(result);
        int root = result.index;
        if (walked) {
            for (int i = 1; i < size; i++) {
                if (ends[i] > ends[i - 1]) {
                    gradients[i] = 0;
                    if (withTangents) {
                        gradientTangents[i] = 0;
                    }
                }
            }
        }
        walked = true;
        gradients[root] += 1;
        if (withTangents) {
            walkWithTangents(root);
        } else {
            walk(root);
        }
    }

    private void walk(int root) {
        int[] argument = arguments;
        double[] partial = partials;
        double[] gradient = gradients;
        int end = ends[root];
        for (int i = root; i > 0; i--) {
            int start = ends[i - 1];
            double g = gradient[i];
            // what the result does not depend on must not turn an infinite partial derivative into NaN
            if (g != 0) {
                for (int k = start; k < end; k++) {
                    gradient[argument[k]] += partial[k] * g;
                }
            }
            end = start;
        }
    }

    private void walkWithTangents(int root) {
        for (int i = root; i > 0; i--) {
            double g = gradients[i];
            double t = gradientTangents[i];
            if (g != 0 || t != 0) {
                for (int k = ends[i - 1]; k < ends[i]; k++) {
                    gradients[arguments[k]] += partials[k] * g;
                    gradientTangents[arguments[k]] += partials[k] * t + partialTangents[k] * g;
                }
            }
        }
    }

    double gradient(Scalar x) {
        check(x);
        return gradients[x.index];
    }

    double tangent(Scalar x) {
        check(x);
        requireTangents();
        return tangents[x.index];
    }

    double gradientTangent(Scalar x) {
        check(x);
        requireTangents();
        return gradientTangents[x.index];
    }

    ScalarOperation operation(Scalar y) {
        check(y);
        return ScalarOperation.of(operations[y.index]);
    }

    List<Scalar> arguments(Scalar y) {
        check(y);
        List<Scalar> found = new ArrayList<>();
        for (int k = ends[y.index - 1]; k < ends[y.index]; k++) {
            if (arguments[k] != CONSTANT) {
                found.add(new Scalar(this, arguments[k], generation, values[arguments[k]]));
            }
        }
        return found;
    }

    double partial(Scalar y, int k) {
        int count = arguments(y).size();
        if (k < 0 || k >= count) {
            throw new IndexOutOfBoundsException(
                    "partial: k is " + k + "; " + operation(y) + " has " + count + " arguments, counted from 0");
        }
        return partials[ends[y.index - 1] + k];
    }

    @Nullable
    Double constant(Scalar y) {
        check(y);
        int last = ends[y.index] - 1;
        return last >= ends[y.index - 1] && arguments[last] == CONSTANT ? partials[last] : null;
    }

    void name(Scalar x, String name) {
        check(x);
        names.put(x.index, name);
    }

    @Nullable
    String name(Scalar x) {
        check(x);
        return names.get(x.index);
    }

    private void check(Scalar x) {
        if (x.tape != this || x.generation != generation) {
            throw invalid(x);
        }
    }

    private IllegalStateException invalid(Scalar x) {
        return new IllegalStateException(
                x.tape != this
                        ? "scalar: " + x.value + " belongs to another tape; all arguments of an operation must stand"
                                + " on one tape"
                        : "scalar: " + x.value + " is from before its tape's reset; make a new variable after reset()");
    }

    private void requireTangents() {
        if (!withTangents) {
            throw new IllegalStateException(
                    "tangent: this tape records first derivatives only; make it with ScalarTape.withTangents()");
        }
    }
}
