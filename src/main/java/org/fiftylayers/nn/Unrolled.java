package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * What a recurrent layer makes of a sequence.
 *
 * @param hidden the hidden state after each step, each of batch × hidden
 * @param state the whole state after the last step: its hidden state, and of an LSTM the cell's
 */
public record Unrolled(List<Variable> hidden, List<Variable> state) {
    public Unrolled {
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("unrolled: hidden is empty; there must be a state for each time step");
        }
    }

    /** The hidden state after the last step. */
    public Variable last() {
        return hidden.get(hidden.size() - 1);
    }

    /** The state as copies, which outlive the tape's reset and let no gradient pass. */
    public List<Matrix> detached() {
        return state.stream().map(variable -> variable.value().copy()).toList();
    }
}
