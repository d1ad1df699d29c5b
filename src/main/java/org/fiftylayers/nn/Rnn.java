package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;

/** hₜ = f(xₜ W + b + hₜ₋₁ U), the simple recurrent network (Elman, 1990). */
public final class Rnn implements Recurrent {
    private final RecurrentWeights weights;
    private final Activation activation;

    /**
     * @param name the prefix of the parameters' names
     * @param input how W, of in × hidden, is drawn
     * @param recurrent how U, of hidden × hidden, is drawn
     * @param activation f, usually {@link Curve#TANH}
     */
    public Rnn(
            String name,
            int in,
            int hidden,
            Initialiser input,
            Initialiser recurrent,
            Curve activation,
            Generator generator) {
        this.weights = new RecurrentWeights("rnn", name, 1, in, hidden, input, recurrent, generator);
        this.activation = new Activation(activation);
    }

    @Override
    public Unrolled forward(List<Variable> steps, List<Variable> state) {
        return forwardWith(steps, state, Layer::forward);
    }

    @Override
    public Unrolled forwardWith(List<Variable> steps, List<Variable> state, BiFunction<Layer, Variable, Variable> run) {
        RecurrentWeights.Projection input = weights.project(steps, state, states());
        Variable h = state.get(0);
        List<Variable> hidden = new ArrayList<>();
        for (int t = 0; t < steps.size(); t++) {
            h = run.apply(activation, input.at(t).plus(h.matmul(weights.recurrent)));
            hidden.add(h);
        }
        return new Unrolled(hidden, List.of(h));
    }

    @Override
    public int states() {
        return 1;
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
        return "Rnn " + weights.in + "→" + weights.hidden;
    }
}
