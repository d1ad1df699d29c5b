package org.fiftylayers.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where NaN or infinity comes up first, in the order of computing: forward, back, and the step. */
final class NotFinite {
    private NotFinite() {}

    static @Nullable String placeIn(Snapshot snapshot) {
        List<LayerReading> layers = snapshot.layers();
        for (ParameterReading parameter : snapshot.parameters()) {
            if (!parameter.value().isFinite()) {
                return "the value of " + parameter.name() + " (layer " + parameter.layer() + ")";
            }
        }
        for (LayerReading reading : layers) {
            if (!reading.output().isFinite()) {
                return "the output of " + reading.name() + " (layer " + reading.layer() + ")";
            }
        }
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (!layers.get(i).gradient().isFinite()) {
                return "the gradient of the output of " + layers.get(i).name() + " (layer "
                        + layers.get(i).layer() + ")";
            }
        }
        for (ParameterReading parameter : snapshot.parameters()) {
            if (!parameter.gradient().isFinite() || !parameter.update().isFinite()) {
                return "the " + (parameter.gradient().isFinite() ? "update" : "gradient") + " of " + parameter.name()
                        + " (layer " + parameter.layer() + ")";
            }
        }
        return null;
    }
}
