package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.operation.Shapes;

/**
 * Gated recurrent unit (Cho and others, 2014), in the variant that resets after the product. With p = xₜ W + b and
 * q = hₜ₋₁ U, whose columns are the gates' (r, z, n) in this order:
 *
 * <pre>r = σ(p + q),   z = σ(p + q),   n = tanh(p + r ⊙ (q + d)),   hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁.</pre>
 */
public final class Gru implements Recurrent {
    private final RecurrentWeights weights;
    private final Parameter recurrentBias;

    /**
     * @param name the prefix of the parameters' names
     * @param input how each gate's part of W, of in × hidden, is drawn
     * @param recurrent how each gate's part of U, of hidden × hidden, is drawn
     */
    public Gru(String name, int in, int hidden, Initialiser input, Initialiser recurrent, Generator generator) {
        weights = new RecurrentWeights("gru", name, 3, in, hidden, input, recurrent, generator);
        recurrentBias = new Parameter(name + ".recurrent.bias", Matrix.zeros(1, hidden));
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
            h = next(input.at(t), h.matmul(weights.recurrent), h, run);
            hidden.add(h);
        }
        return new Unrolled(hidden, List.of(h));
    }

    private Variable next(Variable p, Variable q, Variable h, BiFunction<Layer, Variable, Variable> run) {
        Variable r = gate(p, 0).plus(gate(q, 0)).sigmoid();
        Variable z = gate(p, 1).plus(gate(q, 1)).sigmoid();
        Variable n =
                run.apply(Activation.TANH, gate(p, 2).plus(r.times(gate(q, 2).plus(recurrentBias))));
        return n.plus(z.times(h.minus(n)));
    }

    private static Variable gate(Variable a, int index) {
        int n = a.columns() / 3;
        return Shapes.columns(a, index * n, (index + 1) * n);
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public int hidden() {
        return weights.hidden;
    }

    /** {@code name.input.weight} W, {@code name.recurrent.weight} U, {@code name.bias} b, {@code name.recurrent.bias} d. */
    @Override
    public List<Parameter> parameters() {
        return Stream.concat(weights.parameters().stream(), Stream.of(recurrentBias))
                .toList();
    }

    @Override
    public String toString() {
        return "Gru " + weights.in + "→" + weights.hidden;
    }
}
