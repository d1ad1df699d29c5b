package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** Layers one after the other. */
public final class Sequential implements Layer {
    private final List<Layer> layers;

    private Sequential(List<? extends Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** The given layers in this order, with all their parameters. */
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /** The given layers in this order, with all their parameters; the list is copied. */
    public static Sequential of(List<? extends Layer> layers) {
        return new Sequential(layers);
    }

    @Override
    public Variable forward(Variable x) {
        Variable y = x;
        for (int i = 0; i < layers.size(); i++) {
            if (i + 1 < layers.size()
                    && layers.get(i) instanceof Fused layer
                    && layers.get(i + 1) instanceof Activation next
                    && layer.takes(next)) {
                y = layer.forward(y, next);
                i++;
            } else {
                y = layers.get(i).forward(y);
            }
        }
        return y;
    }

    @Override
    public Variable forwardWith(Variable x, BiFunction<Layer, Variable, Variable> run) {
        Variable y = x;
        for (Layer layer : layers) {
            y = run.apply(layer, y);
        }
        return y;
    }

    /** The output of every layer in turn; the last one is what {@link #forward} gives. */
    public List<Variable> trace(Variable x) {
        List<Variable> outputs = new ArrayList<>();
        forwardWith(x, (layer, in) -> {
            Variable y = layer.forward(in);
            outputs.add(y);
            return y;
        });
        return outputs;
    }

    /** {@inheritDoc} They are in order, and the list cannot be changed. */
    @Override
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public void setTraining(boolean training) {
        layers.forEach(layer -> layer.setTraining(training));
    }

    @Override
    public Map<String, Matrix> state() {
        return State.merged(layers);
    }

    @Override
    public String toString() {
        return "Sequential " + layers;
    }
}
