package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Variable;

/** A layer that can run together with the activation after it, as one operation with the same bits. */
interface Fused {
    boolean takes(Activation next);

    /** What the activation gives for {@link Layer#forward}. */
    Variable forward(Variable x, Activation next);
}
