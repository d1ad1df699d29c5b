package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * All readings of one step of training.
 *
 * @param step counted from 1
 * @param layers each part of the network, from the first to the last
 * @param parameters in the order of the model
 */
public record Snapshot(int step, List<LayerReading> layers, List<ParameterReading> parameters) {
    /** Of each layer the part that has the weights, from the first to the last; its gradient is what books call δ. */
    public List<LayerReading> weightLayers() {
        List<LayerReading> result = new ArrayList<>();
        for (LayerReading reading : layers) {
            if (reading.layer() > result.size()) {
                result.add(reading);
            }
        }
        return result;
    }

    /** The weight matrices, without biases, gains and shifts. */
    public List<ParameterReading> weights() {
        return parameters.stream().filter(ParameterReading::isWeight).toList();
    }
}
