package org.fiftylayers.nn;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** A function of a batch, batch × features, with parameters that are learnt. */
public interface Layer {
    /** The output for a batch, on the tape of the batch. */
    Variable forward(Variable x);

    /**
     * The same, with the layers inside run by the given function, which calls their {@code forward} and may look at what
     * passes through them; a layer that is made of none runs as ever.
     */
    default Variable forwardWith(Variable x, BiFunction<Layer, Variable, Variable> run) {
        return forward(x);
    }

    /** What this layer learns, in a fixed order; empty for an activation. */
    List<Parameter> parameters();

    /** The layers that this one is made of, which {@link #forwardWith} runs; none for one that computes by itself. */
    default List<Layer> layers() {
        return List.of();
    }

    /** Training, in which layers start, or evaluation: for batch normalisation and dropout the two differ. */
    default void setTraining(boolean training) {}

    /**
     * Every matrix that decides what this layer computes, by name, in a fixed order: parameters, and what else must be saved
     * with them. The matrices are the layer's own; {@link State#load} writes to them.
     */
    default Map<String, Matrix> state() {
        return State.of(parameters());
    }
}
