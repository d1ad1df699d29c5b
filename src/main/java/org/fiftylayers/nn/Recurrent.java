package org.fiftylayers.nn;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * A layer that reads a sequence, one batch of batch × features per time step, and carries a state from step to step.
 *
 * <p>Gradients pass through all steps of one call, and through a state that is handed over as variables: backpropagation
 * through time. Handed over as matrices, the state stops them: truncated backpropagation (Williams and Peng, 1990).
 */
public interface Recurrent {
    /**
     * Reads a sequence.
     *
     * @param steps at least one, all batch × features
     * @param state the hidden state before the first step, batch × hidden; for an LSTM, then the cell's as well
     */
    Unrolled forward(List<Variable> steps, List<Variable> state);

    /**
     * The same, with the activation that makes new content run by the given function at every time step; gates, which
     * choose, are not. A layer that computes all at once runs as ever.
     */
    default Unrolled forwardWith(
            List<Variable> steps, List<Variable> state, BiFunction<Layer, Variable, Variable> run) {
        return forward(steps, state);
    }

    /** How many matrices make up the state. */
    int states();

    /** Columns of the hidden state. */
    int hidden();

    /** What this layer learns, in a fixed order. */
    List<Parameter> parameters();

    /** Reads a sequence, from a state of zeros. */
    default Unrolled forward(List<Variable> steps) {
        return forward(steps, zeros(steps));
    }

    /** Reads a sequence, from a state of zeros, with activations run by the given function. */
    default Unrolled forwardWith(List<Variable> steps, BiFunction<Layer, Variable, Variable> run) {
        return forwardWith(steps, zeros(steps), run);
    }

    private List<Variable> zeros(List<Variable> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("recurrent: there are no time steps; there must be at least 1");
        }
        Variable first = steps.get(0);
        // an operation that adds nothing: zeros in a matrix that the tape uses again
        Variable zeros =
                Operation.linear(first, (from, to) -> {}, (from, to) -> {}).record(first.rows(), hidden());
        return Collections.nCopies(states(), zeros);
    }

    /** Reads a sequence from the state of an earlier one, through which no gradient passes: see {@link Unrolled#detached}. */
    default Unrolled resume(List<Variable> steps, List<Matrix> state) {
        if (steps.isEmpty()) {
            return forward(steps);
        }
        return forward(steps, state.stream().map(steps.get(0).tape()::constant).toList());
    }

    /** Every matrix that must be saved, by name; as in {@link Layer#state}. */
    default Map<String, Matrix> state() {
        return State.of(parameters());
    }
}
