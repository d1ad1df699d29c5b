package org.fiftylayers.data;

import java.util.List;
import org.fiftylayers.matrix.Matrix;

/**
 * A batch of sequences of the same length, for recurrent networks.
 *
 * @param steps what a network sees at each time step, batch × features
 * @param target what it is to say: a matrix, labels, or labels for each time step
 */
public record Sequences<T>(List<Matrix> steps, T target) {
    public Sequences {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("sequences: there are no steps; give at least one");
        }
        for (int t = 0; t < steps.size(); t++) {
            steps.get(0).requireShapeOf("sequences: step " + t, steps.get(t));
        }
    }

    /** The number of time steps. */
    public int length() {
        return steps.size();
    }
}
