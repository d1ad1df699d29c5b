package org.fiftylayers.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.DualPool;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;

/**
 * Remembers a computation with matrices while it runs, so that {@link Variable#backward} can walk it in reverse: one entry
 * per operation, in the order of computing, hence no sorting and no recursion. {@link #reset} starts the next step; one that
 * runs the same operations finds its matrices in the same places, so that no array of numbers is allocated again.
 *
 * <p>On a tape {@linkplain #withTangents with tangents} the derivative in one direction rides along, and walking back
 * gives the gradient's derivative in that direction as well: exact Jacobian-vector and Hessian-vector products.
 */
public final class Tape {
    final Kernels kernels;
    private final boolean withTangents;
    final Precision precision;
    final List<Variable> results = new ArrayList<>();
    final DualPool pool;
    boolean forgetsGradients;
    int generation;
    int walk; // how often backward was called

    /** A tape for first derivatives. */
    public Tape() {
        this(Kernels.fastest(), false, Precision.FLOAT64);
    }

    /**
     * @param withTangents whether derivatives in one direction, and so second derivatives, ride along
     * @param precision what every result and every gradient is rounded to, right after each operation
     */
    public Tape(Kernels kernels, boolean withTangents, Precision precision) {
        this.kernels = kernels;
        this.withTangents = withTangents;
        this.precision = precision;
        this.pool = new DualPool(withTangents);
    }

    /** A tape on which tangents ride along, for derivatives in one direction and second derivatives. */
    public static Tape withTangents() {
        return new Tape(Kernels.fastest(), true, Precision.FLOAT64);
    }

    /** A tape that computes as a machine of narrower numbers does; leaves are taken as they are. */
    public static Tape rounding(Precision precision) {
        return new Tape(Kernels.fastest(), false, precision);
    }

    /**
     * Forgets the gradient of what an operation computed as soon as it has been sent on to the operation's inputs, unless
     * {@link Variable#keepGradient} says otherwise. Then few matrices serve all layers' gradients, which saves memory and,
     * as they stay in the cache, time. Leaves and parameters keep theirs. Gives this tape.
     */
    public Tape forgettingGradients() {
        forgetsGradients = true;
        return this;
    }

    /** A leaf without gradient, such as a batch of inputs; the matrix is not copied. */
    public Variable constant(Matrix value) {
        return new Variable(this, null, new Dual(value, null), null, false);
    }

    /** A leaf with a gradient; the matrix is not copied. */
    public Variable variable(Matrix value) {
        return new Variable(this, null, new Dual(value, null), null, true);
    }

    /** A leaf with a gradient that moves in the given direction; the matrices are not copied. */
    public Variable variable(Matrix value, Matrix tangent) {
        value.requireShapeOf("variable: tangent", tangent);
        Dual primal = new Dual(value, tangent);
        tangentOf(primal);
        return new Variable(this, null, primal, null, true);
    }

    /** The parameter as a leaf of this tape: the same one until the next reset. */
    public Variable use(Parameter parameter) {
        Variable leaf = parameter.leaf;
        if (leaf == null || leaf.tape() != this || leaf.generation != generation) {
            Dual primal = new Dual(parameter.value(), withTangents ? parameter.tangent() : null);
            Dual adjoint = new Dual(parameter.gradient(), withTangents ? parameter.gradientTangent() : null);
            leaf = new Variable(this, null, primal, adjoint, true);
            leaf.name = parameter.name();
            parameter.leaf = leaf;
        }
        return leaf;
    }

    /** Whether several operations may run as one: neither tangents nor rounding are wanted in between. */
    public boolean fuses() {
        return !withTangents && precision == Precision.FLOAT64;
    }

    /** The number of operations since the last reset. */
    public int size() {
        return results.size();
    }

    /** Forgets every operation; variables from before become invalid, and their matrices are used again. */
    public void reset() {
        results.clear();
        pool.rewind();
        generation++;
    }

    Variable record(Operation operation, int rows, int columns) {
        Interruption.check("forward");
        Variable y = new Variable(this, operation, pool.next(rows, columns).cleared(), null, operation.needsGradient);
        operation.forward(y);
        y.primal().round(precision);
        results.add(y);
        return y;
    }

    void backward(Variable root) {
        check("backward", root);
        if (root.value().size() != 1) {
            throw new IllegalStateException(
                    "backward: the variable is " + root.value().shape()
                            + "; only a 1×1 matrix has one derivative per entry (take sum() or mean() first)");
        }
        walk++;
        root.gradient().data()[0] += 1;
        for (int i = results.size() - 1; i >= 0; i--) {
            Interruption.check("backward");
            results.get(i).sendBack();
        }
    }

    void check(String operation, Variable x) {
        if (x.tape() != this || x.generation != generation) {
            throw new IllegalStateException(operation + ": " + x
                    + (x.tape() != this
                            ? " belongs to another tape; all inputs of an operation must stand on one"
                            : " is from before its tape's reset; make it again (a parameter by use()), or copy it"));
        }
    }

    Matrix tangentOf(Dual dual) {
        if (!withTangents) {
            throw new IllegalStateException(
                    "tangent: this tape records first derivatives only; make it with Tape.withTangents()");
        }
        return dual.tangent() != null
                ? dual.tangent()
                : Matrix.zeros(dual.value().rows(), dual.value().columns());
    }
}
