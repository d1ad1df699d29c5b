package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Sequential;
import tech.tablesaw.api.Table;

/**
 * Looks into a network while it learns. It computes what its model computes and stands in the model's place; after each
 * step of the optimiser, {@link #record} reads activations, gradients and updates. A training loop that is given a probe
 * calls it by itself. No bit of the training changes. Where only values are wanted, as in evaluation, use the model itself.
 */
public final class Probe implements Layer {
    private final Sequential model;
    private final int every;
    private final Map<Parameter, Matrix> before = new LinkedHashMap<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Spectrum> spectra = new ArrayList<>();
    private List<Passage> passages = List.of();
    private boolean training = true;
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
        passages = List.of();
        if (steps % every != 0) {
            return model.forward(x);
        }
        before.forEach((parameter, copy) -> System.arraycopy(parameter.value().data(), 0, copy.data(), 0, copy.size()));
        Passages passing = new Passages();
        Variable y = passing.run(model, x);
        passages = passing.noted();
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
                    new Snapshot(steps, passages.stream().map(Passage::reading).toList(), parameterReadings()));
        }
        passages = List.of();
    }

    private List<ParameterReading> parameterReadings() {
        List<ParameterReading> readings = new ArrayList<>();
        for (Passage passage : passages) {
            // what is made of layers has the parameters of its layers, which have passages of their own
            if (passage.part().layers().isEmpty()) {
                for (Parameter parameter : passage.part().parameters()) {
                    Matrix old = Objects.requireNonNull(before.get(parameter));
                    readings.add(ParameterReading.of(passage.layer(), parameter, old));
                }
            }
        }
        return readings;
    }

    /**
     * Reads, on request, by how much the network stretches small changes of an input up to each of its parts: the singular
     * values of the Jacobian ∂output/∂input. The network stands in evaluation mode meanwhile, so that no bit of the training
     * changes, and then in the mode that {@link #setTraining} has set last. It runs once per entry of x, on values alone.
     *
     * @param x one example, or a few
     * @throws CancellationException if the thread is interrupted meanwhile; then nothing is read
     */
    public List<Spectrum> readJacobians(Matrix x) {
        model.setTraining(false);
        try {
            List<Spectrum> found = Jacobian.spectra(steps, model, x);
            spectra.addAll(found);
            return found;
        } finally {
            model.setTraining(training);
        }
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

    /** A row for each step and parameter: its value, its gradient, the ratio of update to value, and the update. */
    public Table parameterTable() {
        return ProbeTables.parameters(snapshots);
    }

    /**
     * All histograms: a row for each step, part or parameter, quantity and interval with any numbers in it. Of outputs and
     * values the numbers are counted, of gradients and updates the sizes, without zeros.
     */
    public Table histogramTable() {
        return ProbeTables.histograms(snapshots);
    }

    /** A row for each singular value that {@link #readJacobians} has found. */
    public Table jacobianTable() {
        return ProbeTables.jacobians(spectra);
    }

    /** What {@link #readJacobians} has found so far. */
    public List<Spectrum> spectra() {
        return List.copyOf(spectra);
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
        this.training = training;
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
