package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;
import org.fiftylayers.operation.Shapes;

/**
 * What the recurrent layers have in common: x W + b for all time steps at once, then h U step by step. For k gates the weights
 * are in × (k · hidden) and hidden × (k · hidden), one block of columns per gate.
 */
final class RecurrentWeights {
    final String name;
    final int in;
    final int hidden;
    final Parameter input;
    final Parameter recurrent;
    final Parameter bias;

    RecurrentWeights(
            String name, int gates, int in, int hidden, Initialiser input, Initialiser recurrent, Generator generator) {
        this.name = name;
        this.in = in;
        this.hidden = hidden;
        this.input = new Parameter(name + ".input.weight", blocks(gates, in, hidden, input, generator));
        this.recurrent = new Parameter(name + ".recurrent.weight", blocks(gates, hidden, hidden, recurrent, generator));
        this.bias = new Parameter(name + ".bias", Matrix.zeros(1, gates * hidden));
    }

    private static Matrix blocks(int gates, int rows, int columns, Initialiser initialiser, Generator generator) {
        Matrix result = Matrix.zeros(rows, gates * columns);
        for (int gate = 0; gate < gates; gate++) {
            Matrix block = initialiser.draw(rows, columns, generator);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(block.data(), i * columns, result.data(), (i * gates + gate) * columns, columns);
            }
        }
        return result;
    }

    List<Parameter> parameters() {
        return List.of(input, recurrent, bias);
    }

    /** x W for all steps, one below the other: one product is faster than many. */
    Variable project(List<Variable> steps, List<Variable> state, int states) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(name + ": there are no time steps; there must be at least 1");
        }
        int batch = steps.get(0).rows();
        for (int t = 0; t < steps.size(); t++) {
            require("time step " + t, steps.get(t), batch, in);
        }
        if (state.size() != states) {
            throw new IllegalArgumentException(name + ": the state has " + state.size() + " matrices, expected "
                    + states + "; it must be one that this kind of layer gives");
        }
        state.forEach(matrix -> require("a state", matrix, batch, hidden));
        return Shapes.stackRows(steps.toArray(Variable[]::new)).matmul(input);
    }

    private void require(String what, Variable x, int rows, int columns) {
        if (x.rows() != rows || x.columns() != columns) {
            throw new IllegalArgumentException(
                    name + ": " + what + " is " + x.value().shape() + ", expected " + rows + "×" + columns
                            + "; steps are batch × features, states batch × hidden");
        }
    }

    /** x W + b + h U for one step, given x W for all. */
    Variable preactivation(Variable projected, int step, Variable h) {
        Variable b = projected.tape().use(bias);
        Variable u = projected.tape().use(recurrent);
        return new Preactivation(projected, step, b, h, u).record(h.rows(), projected.columns());
    }

    /** The sum in one operation: what lies between would only be copied. */
    private static final class Preactivation extends Operation {
        private final Variable projected;
        private final Variable bias;
        private final Variable h;
        private final Variable u;
        private final int start;

        Preactivation(Variable projected, int step, Variable bias, Variable h, Variable u) {
            super(projected, bias, h, u);
            this.projected = projected;
            this.bias = bias;
            this.h = h;
            this.u = u;
            this.start = step * h.rows() * projected.columns();
        }

        @Override
        protected void forward(Variable y) {
            y.primal().addImage((from, to) -> add(to.size(), from.data(), start, to.data(), 0), projected.primal());
            y.primal().addImage(this::repeat, bias.primal());
            y.primal().addProduct((a, b, to) -> multiply(a.view(), b.view(), to), h.primal(), u.primal());
        }

        @Override
        protected void backward(Variable y) {
            if (projected.needsGradient()) {
                projected
                        .adjoint()
                        .addImage((from, to) -> add(from.size(), from.data(), 0, to.data(), start), y.adjoint());
            }
            if (bias.needsGradient()) {
                bias.adjoint().addImage(this::repeat, y.adjoint());
            }
            if (h.needsGradient()) {
                h.adjoint()
                        .addProduct(
                                (g, b, to) -> multiply(g.view(), b.view().transposed(), to), y.adjoint(), u.primal());
            }
            if (u.needsGradient()) {
                u.adjoint()
                        .addProduct(
                                (a, g, to) -> multiply(a.view().transposed(), g.view(), to), h.primal(), y.adjoint());
            }
        }

        private void repeat(Matrix from, Matrix to) {
            kernels().add(1, from, to);
        }

        private void multiply(View a, View b, Matrix to) {
            kernels().multiply(a, b, to);
        }

        private static void add(int n, double[] from, int start, double[] to, int at) {
            for (int i = 0; i < n; i++) {
                to[at + i] += from[start + i];
            }
        }
    }
}
