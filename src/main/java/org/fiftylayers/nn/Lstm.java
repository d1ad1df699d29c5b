package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
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
        weights = new RecurrentWeights(name, 4, in, hidden, input, recurrent, generator);
    }

    /**
     * Sets the bias of the forget gate, 0 at first, and gives this layer itself: with 1 or more it remembers from the start
     * (Jozefowicz, Zaremba and Sutskever, 2015).
     */
    public Lstm withForgetBias(double value) {
        for (int j = hidden(); j < 2 * hidden(); j++) {
            weights.bias.value().set(0, j, value);
        }
        return this;
    }

    @Override
    public Unrolled forward(List<Variable> steps, List<Variable> state) {
        Variable projected = weights.project(steps, state, states());
        Variable h = state.get(0);
        Variable c = state.get(1);
        List<Variable> hidden = new ArrayList<>();
        boolean composed = !h.tape().fuses();
        for (int t = 0; t < steps.size(); t++) {
            Variable a = weights.preactivation(projected, t, h);
            c = composed ? cell(a, c) : new LstmCell(a, c).record(c.rows(), c.columns());
            h = composed ? output(a, c) : new LstmOutput(a, c).record(c.rows(), c.columns());
            hidden.add(h);
        }
        return new Unrolled(hidden, List.of(h, c));
    }

    /** The definition of cₜ, of which every step has exact second derivatives; {@link LstmCell} is the same at once. */
    private static Variable cell(Variable a, Variable before) {
        Variable remembered = gate(a, 1).sigmoid().times(before);
        return remembered.plus(gate(a, 0).sigmoid().times(gate(a, 2).tanh()));
    }

    /** The definition of hₜ; {@link LstmOutput} is the same at once. */
    private static Variable output(Variable a, Variable c) {
        return gate(a, 3).sigmoid().times(c.tanh());
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
