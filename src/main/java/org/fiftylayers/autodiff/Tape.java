package org.fiftylayers.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;

/**
 * Remembers a computation with matrices while it runs, so that {@link Variable#backward} can walk it in reverse: one entry
 * per operation, in the order of computing, hence no sorting and no recursion.
 *
 * <p>{@link #reset} starts the next step. A step that runs the same operations as the one before finds its matrices in the
 * same places, so that no array is allocated after the first.
 *
 * <p>On a tape {@linkplain #withTangents with tangents} the derivative in one direction rides along, and walking back
 * gives the gradient's derivative in that direction as well: exact Jacobian-vector and Hessian-vector products.
 */
public final class Tape {
    private final Kernels kernels;
    private final boolean withTangents;
    private final List<Variable> results = new ArrayList<>();
    private Matrix[] buffers = new Matrix[64];
    private int buffersUsed;
    private int generation;

    /** A tape for first derivatives. */
    public Tape() {
        this(new PlainKernels());
    }

    /** A tape for first derivatives that computes with the given kernels. */
    public Tape(Kernels kernels) {
        this(kernels, false);
    }

    private Tape(Kernels kernels, boolean withTangents) {
        this.kernels = kernels;
        this.withTangents = withTangents;
    }

    /** A tape on which tangents ride along, for derivatives in one direction and second derivatives. */
    public static Tape withTangents() {
        return withTangents(new PlainKernels());
    }

    /** A tape with tangents that computes with the given kernels. */
    public static Tape withTangents(Kernels kernels) {
        return new Tape(kernels, true);
    }

    /** A leaf without gradient, such as a batch of inputs; the matrix is not copied. */
    public Variable constant(Matrix value) {
        return new Variable(this, generation, null, value, false);
    }

    /** A leaf with a gradient; the matrix is not copied. */
    public Variable variable(Matrix value) {
        return new Variable(this, generation, null, value, true);
    }

    /** A leaf with a gradient that moves in the given direction; the matrices are not copied. */
    public Variable variable(Matrix value, Matrix tangent) {
        if (value.rows() != tangent.rows() || value.columns() != tangent.columns()) {
            throw new IllegalArgumentException("variable: value is " + value.shape() + ", tangent is " + tangent.shape()
                    + "; the shapes must be equal");
        }
        Variable leaf = variable(value);
        requireTangents(leaf);
        leaf.setTangent(tangent);
        return leaf;
    }

    /** The parameter as a leaf of this tape: the same one until the next reset. */
    public Variable use(Parameter parameter) {
        Variable known = parameter.leaf;
        if (known != null && known.tape() == this && known.generation() == generation) {
            return known;
        }
        Variable leaf = variable(parameter.value());
        leaf.addGradientsTo(parameter.gradient(), withTangents ? parameter.gradientTangent() : null);
        if (withTangents) {
            leaf.setTangent(parameter.tangent());
        }
        parameter.leaf = leaf;
        return leaf;
    }

    /** The number of operations since the last reset. */
    public int size() {
        return results.size();
    }

    public boolean hasTangents() {
        return withTangents;
    }

    /** Forgets every operation; variables from before become invalid, and their matrices are used again. */
    public void reset() {
        results.clear();
        buffersUsed = 0;
        generation++;
    }

    Variable record(Operation operation, int rows, int columns) {
        Variable y = new Variable(this, generation, operation, buffer(rows, columns), operation.needsGradient());
        operation.forward(y);
        if (withTangents && operation.hasTangent()) {
            y.tangent();
            operation.tangent(y);
        }
        results.add(y);
        return y;
    }

    void backward(Variable root) {
        check(root);
        if (root.size() != 1) {
            throw new IllegalStateException(
                    "backward: the variable is " + root.value().shape()
                            + "; only a 1×1 matrix has one derivative per entry (take sum() or mean() first)");
        }
        for (Variable result : results) {
            result.forgetGradient();
        }
        root.gradient().data()[0] += 1;
        for (int i = results.size() - 1; i >= 0; i--) {
            Variable y = results.get(i);
            Operation operation = y.operation;
            if (operation != null && y.gradientBegun()) {
                operation.backward(y);
                if (withTangents) {
                    operation.backwardTangent(y);
                }
            }
        }
    }

    Kernels kernels() {
        return kernels;
    }

    /** The next matrix in line, with arbitrary content; a new one only where the last step had another size here. */
    Matrix buffer(int rows, int columns) {
        if (buffersUsed == buffers.length) {
            buffers = Arrays.copyOf(buffers, 2 * buffersUsed);
        }
        Matrix buffer = buffers[buffersUsed];
        if (buffer == null || buffer.rows() != rows || buffer.columns() != columns) {
            buffer = buffer != null && buffer.size() == rows * columns
                    ? Matrix.wrap(rows, columns, buffer.data())
                    : Matrix.zeros(rows, columns);
            buffers[buffersUsed] = buffer;
        }
        buffersUsed++;
        return buffer;
    }

    void check(Variable x) {
        if (x.tape() != this) {
            throw new IllegalStateException(
                    x + " belongs to another tape; all inputs of an operation must stand on one");
        }
        if (x.generation() != generation) {
            throw new IllegalStateException(
                    x + " is from before its tape's reset; compute it again after reset(), or copy its value before");
        }
    }

    void requireTangents(Variable x) {
        check(x);
        if (!withTangents) {
            throw new IllegalStateException(
                    "tangent: this tape records first derivatives only; make it with Tape.withTangents()");
        }
    }
}
