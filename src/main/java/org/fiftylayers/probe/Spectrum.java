package org.fiftylayers.probe;

import java.util.List;

/**
 * By how much a network stretches small changes of its input, up to one of its parts.
 *
 * @param step how many steps were done by then
 * @param layer how many parts with weights there are up to this one
 * @param name as in {@link LayerReading}
 * @param singularValues of the Jacobian ∂output/∂input, the largest first
 */
public record Spectrum(int step, int layer, String name, List<Double> singularValues) {
    public Spectrum {
        singularValues = List.copyOf(singularValues);
    }
}
