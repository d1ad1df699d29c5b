package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.operation.Shapes;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997; forget gate by Gers, Schmidhuber and Cummins, 2000). With
 * a = xₜ W + b + hₜ₋₁ U, whose columns are the gates' (i, f, g, o) in this order:
 *
 * <pre>cₜ = σ(f) ⊙ cₜ₋₁ + σ(i) ⊙ tanh(g),   hₜ = σ(o) ⊙ tanh(cₜ).</pre>
 *
 * As long as f is large, ∂cₜ/∂cₜ₋₁ = σ(f) is close to 1 and nothing vanishes.
 */
public final class Lstm implements Recurrent {
    private final RecurrentWeights weights;

    /**
     * @param name the prefix of the parameters' names
     * @param input how each gate's part of W, of in × hidden, is drawn
     * @param recurrent how each gate's part of U, of hidden × hidden, is drawn
     */
    public Lstm(String name, int in, int hidden, Initialiser input, Initialiser recurrent, Generator generator) {
        weights = new RecurrentWeights("lstm", name, 4, in, hidden, input, recurrent, generator);
    }

    /**
     * Sets the bias of the forget gate, 0 at first, and gives this layer itself: with 1 or more it remembers from the start
     * (Jozefowicz, Zaremba and Sutskever, 2015).
     */
    public Lstm withForgetBias(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    weights.layer + ": forget bias is " + value + "; it must be a finite number");
        }
        for (int j = hidden(); j < 2 * hidden(); j++) {
            weights.bias.value().set(0, j, value);
        }
        return this;
    }

    @Override
    public Unrolled forward(List<Variable> steps, List<Variable> state) {
        RecurrentWeights.Projection input = weights.project(steps, state, states());
        Tape tape = steps.get(0).tape();
        return tape.fuses() ? fused(input, steps.size(), state, tape) : composed(input, steps.size(), state);
    }

    /** The definition, of which every step has exact second derivatives. */
    private Unrolled composed(RecurrentWeights.Projection input, int time, List<Variable> state) {
        Variable h = state.get(0);
        Variable c = state.get(1);
        List<Variable> hidden = new ArrayList<>();
        for (int t = 0; t < time; t++) {
            Variable a = input.at(t).plus(h.matmul(weights.recurrent));
            Variable remembered = gate(a, 1).sigmoid().times(c);
            c = remembered.plus(gate(a, 0).sigmoid().times(gate(a, 2).tanh()));
            h = gate(a, 3).sigmoid().times(c.tanh());
            hidden.add(h);
        }
        return new Unrolled(hidden, List.of(h, c));
    }

    /** The same with one operation per step. */
    private Unrolled fused(RecurrentWeights.Projection input, int time, List<Variable> state, Tape tape) {
        int batch = state.get(0).rows();
        Variable u = tape.use(weights.recurrent);
        Variable b = tape.use(weights.bias);
        Variable both = Shapes.stackRows(state.get(0), state.get(1));
        LstmStep step = null;
        List<Variable> hidden = new ArrayList<>();
        for (int t = 0; t < time; t++) {
            step = new LstmStep(input.block(t), input.row(t), both, u, b, step);
            both = step.record(2 * batch, hidden());
            hidden.add(Shapes.rows(both, 0, batch));
        }
        return new Unrolled(hidden, List.of(hidden.get(time - 1), Shapes.rows(both, batch, 2 * batch)));
    }

    private static Variable gate(Variable a, int index) {
        int n = a.columns() / 4;
        return Shapes.columns(a, index * n, (index + 1) * n);
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public int hidden() {
        return weights.hidden;
    }

    /** {@code name.input.weight} W, {@code name.recurrent.weight} U, {@code name.bias} b. */
    @Override
    public List<Parameter> parameters() {
        return weights.parameters();
    }

    @Override
    public String toString() {
        return "Lstm " + weights.in + "→" + weights.hidden;
    }
}
