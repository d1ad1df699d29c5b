package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Sequential;
import tech.tablesaw.api.Table;

/**
 * Looks into a network while it learns. It computes what its model computes and stands in the model's place; after each
 * step of the optimiser, {@link #record} reads activations, gradients and updates. A training loop that is given a probe
 * calls it by itself. No bit of the training changes. Where only values are wanted, as in evaluation, use the model itself.
 */
public final class Probe implements Layer {
    private record Passage(int layer, Layer part, Variable in, Variable out) {}

    private final Sequential model;
    private final int every;
    private final Map<Parameter, Matrix> before = new LinkedHashMap<>();
    private final List<Passage> passages = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private int steps;

    /** A probe that reads every step. */
    public Probe(Sequential model) {
        this(model, 1);
    }

    /** A probe that reads the first step, and then one out of so many: a reading takes about as long as five steps. */
    public Probe(Sequential model, int every) {
        if (every < 1) {
            throw new IllegalArgumentException("probe: every is " + every + "; it must be at least 1");
        }
        this.model = model;
        this.every = every;
        model.parameters()
                .forEach(parameter -> before.put(parameter, parameter.value().copy()));
    }

    /** What the model gives. */
    @Override
    public Variable forward(Variable x) {
        passages.clear();
        if (steps % every != 0) {
            return model.forward(x);
        }
        before.forEach((parameter, copy) -> System.arraycopy(parameter.value().data(), 0, copy.data(), 0, copy.size()));
        return pass(model, x);
    }

    private Variable pass(Sequential layers, Variable x) {
        Variable y = x;
        for (Layer part : layers.layers()) {
            if (part instanceof Sequential inner) {
                y = pass(inner, y);
                continue;
            }
            Variable in = y;
            y = part.forward(in).keepGradient();
            int layer = passages.isEmpty() ? 0 : passages.get(passages.size() - 1).layer;
            boolean hasWeights = part.parameters().stream().anyMatch(ParameterReading::isWeight);
            passages.add(new Passage(layer + (hasWeights ? 1 : 0), part, in, y));
        }
        return y;
    }

    /** To be called once per step, after the optimiser's and before the tape's reset. */
    public void record() {
        boolean isDue = steps % every == 0;
        if (isDue && passages.isEmpty()) {
            throw new IllegalStateException("record: nothing went through this probe since the last record; compute"
                    + " the loss from probe.forward(x)");
        }
        steps++;
        if (isDue) {
            snapshots.add(
                    new Snapshot(steps, passages.stream().map(Probe::reading).toList(), parameterReadings()));
        }
        passages.clear();
    }

    private static LayerReading reading(Passage passage) {
        Variable out = passage.out;
        Matrix gradient = out.needsGradient() ? out.gradient() : Matrix.zeros(out.rows(), out.columns());
        Slopes slopes = passage.part instanceof Activation activation
                ? Slopes.of(activation.curve(), passage.in.value(), out.value())
                : Slopes.NONE;
        return new LayerReading(
                passage.layer,
                name(passage.part),
                out.columns(),
                Statistics.of(out.value()),
                Statistics.ofSizes(gradient),
                slopes.saturated(),
                slopes.dead());
    }

    private List<ParameterReading> parameterReadings() {
        List<ParameterReading> readings = new ArrayList<>();
        for (Passage passage : passages) {
            for (Parameter parameter : passage.part.parameters()) {
                Matrix old = Objects.requireNonNull(before.get(parameter));
                readings.add(ParameterReading.of(passage.layer, parameter, old));
            }
        }
        return readings;
    }

    private static String name(Layer part) {
        if (part.parameters().isEmpty()) {
            return part.toString();
        }
        String name = part.parameters().get(0).name();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** All readings so far. */
    public List<Snapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    /** The readings of the latest step. */
    public Snapshot latest() {
        if (snapshots.isEmpty()) {
            throw new IllegalStateException("latest: nothing is recorded yet; call record() after a step");
        }
        return snapshots.get(snapshots.size() - 1);
    }

    /** A row for each step and part of the network: what it gave, and the gradient that came back. */
    public Table layerTable() {
        return ProbeTables.layers(snapshots);
    }

    /** A row for each step and parameter: its value, its gradient, its update, and the ratio of update to value. */
    public Table parameterTable() {
        return ProbeTables.parameters(snapshots);
    }

    @Override
    public List<Parameter> parameters() {
        return model.parameters();
    }

    @Override
    public List<Layer> layers() {
        return model.layers();
    }

    @Override
    public void setTraining(boolean training) {
        model.setTraining(training);
    }

    @Override
    public Map<String, Matrix> state() {
        return model.state();
    }

    @Override
    public String toString() {
        return "Probe of " + model;
    }
}
