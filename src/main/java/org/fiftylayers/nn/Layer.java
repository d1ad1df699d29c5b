package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;

/** A function of a batch, batch × features, with parameters that are learnt. */
public interface Layer {
    /** The output for a batch, on the tape of the batch. */
    Variable forward(Variable x);

    /** What this layer learns, in a fixed order; empty for an activation. */
    List<Parameter> parameters();
}
