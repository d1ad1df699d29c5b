package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.operation.Shapes;
import org.jspecify.annotations.Nullable;

/**
 * What the recurrent layers have in common: x W for many time steps at once, then b and h U step by step. For k gates the weights
 * are in × (k · hidden) and hidden × (k · hidden), one block of columns per gate.
 */
final class RecurrentWeights {
    /** The kind of layer and its name, as errors write it. */
    final String layer;

    final int in;
    final int hidden;
    final Parameter input;
    final Parameter recurrent;
    final Parameter bias;

    RecurrentWeights(
            String kind,
            String name,
            int gates,
            int in,
            int hidden,
            Initialiser input,
            Initialiser recurrent,
            Generator generator) {
        this.layer = kind + " " + name;
        if (in < 1 || hidden < 1) {
            throw new IllegalArgumentException(
                    layer + ": in is " + in + ", hidden is " + hidden + "; both must be at least 1");
        }
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

    /** What the gates see from each step of a sequence. */
    Projection project(List<Variable> steps, List<Variable> state, int states) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(layer + ": there are no time steps; there must be at least 1");
        }
        int batch = steps.get(0).rows();
        for (int t = 0; t < steps.size(); t++) {
            require("time step " + t, steps.get(t), batch, in);
        }
        if (state.size() != states) {
            throw new IllegalArgumentException(layer + ": the state has " + state.size() + " matrices, expected "
                    + states + "; it must be one that this kind of layer gives");
        }
        state.forEach(matrix -> require("a state", matrix, batch, hidden));
        return new Projection(steps, batch);
    }

    private void require(String what, Variable x, int rows, int columns) {
        if (x.rows() != rows || x.columns() != columns) {
            throw new IllegalArgumentException(
                    layer + ": " + what + " is " + x.value().shape() + ", expected " + rows + "×" + columns
                            + "; steps are batch × features, states batch × hidden");
        }
    }

    /** x W for several steps at once: one product of a few hundred rows is faster than many, and stays in the cache. */
    final class Projection {
        private static final int ROWS = 256;

        private final List<Variable> steps;
        private final int batch;
        private final int together;
        private @Nullable Variable block;

        private Projection(List<Variable> steps, int batch) {
            this.steps = steps;
            this.batch = batch;
            this.together = Math.max(1, ROWS / batch);
        }

        /** The block with the given step and its neighbours, for steps that are asked for in their order. */
        Variable block(int step) {
            Variable found = block;
            if (found == null || step % together == 0) {
                List<Variable> some = steps.subList(step, Math.min(step + together, steps.size()));
                found = Shapes.stackRows(some.toArray(Variable[]::new)).matmul(input);
                block = found;
            }
            return found;
        }

        /** Where the step's rows begin in its block. */
        int row(int step) {
            return step % together * batch;
        }

        /** x W + b for one step. */
        Variable at(int step) {
            return Shapes.rows(block(step), row(step), row(step) + batch).plus(bias);
        }
    }
}
