package org.fiftylayers.probe;

/** What may be wrong with a network that learns, causes before what follows from them. */
public enum Illness {
    /** NaN or infinity has come up. */
    NOT_FINITE,
    /** All units of a hidden layer compute the same, and so learn the same. */
    SYMMETRY,
    /** Units of ReLU, or of another activation that can be quite flat, whose slope is 0 for all examples. */
    DEAD_UNITS,
    /** Activations stand where their slope is nearly 0. */
    SATURATION,
    /** Gradients become small on their way down. */
    VANISHING,
    /** Gradients become large on their way down. */
    EXPLODING,
    /** Steps replace the weights rather than move them. */
    UPDATES_TOO_LARGE,
    /** Steps hardly move the weights. */
    UPDATES_TOO_SMALL,
    /** Nothing was found. */
    HEALTHY
}
