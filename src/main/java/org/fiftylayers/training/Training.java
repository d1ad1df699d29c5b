package org.fiftylayers.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Optimiser;
import org.fiftylayers.optim.Schedule;
import org.fiftylayers.probe.Probe;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: for each batch the output, its loss, the gradients, a step. Interrupting its thread ends it between two
 * steps, for which a step that takes long is broken off and taken back, as is one that fails. Running it again goes on from
 * there, in this program or, with a file, in another one, and to the last bit as if it had never stopped.
 */
public final class Training {
    private final Layer model;
    private final Optimiser optimiser;
    private final Batches batches;
    private final Generator[] generators;
    private final Tape tape = new Tape().forgettingGradients();
    private final List<Epoch> epochs = new ArrayList<>();
    private final Position position;
    private final Undo undo;

    private BiFunction<Variable, Dataset, Variable> loss =
            (output, batch) -> Losses.crossEntropy(output, batch.labels());
    private Consumer<List<Parameter>> clipping = parameters -> {};
    private @Nullable Schedule schedule;
    private boolean skipsNotFinite;
    private boolean isQuiet;

    /**
     * A training by cross-entropy, at the optimiser's learning rate.
     *
     * @param others generators of layers that draw, such as dropout, where they are not the one of the batches
     */
    public Training(Layer model, Optimiser optimiser, Batches batches, Generator... others) {
        this.model = model;
        this.optimiser = optimiser;
        this.batches = batches;
        this.position = new Position(batches);
        this.generators = Stream.concat(Stream.of(batches.generator()), Arrays.stream(others))
                .distinct()
                .toArray(Generator[]::new);
        this.undo = new Undo(model, generators);
    }

    /** Judges by another loss, as in {@code (output, batch) -> Losses.squaredError(output, batch.inputs())}. */
    public Training loss(BiFunction<Variable, Dataset, Variable> loss) {
        this.loss = loss;
        return this;
    }

    /** Sets the learning rate before each step. */
    public Training schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /** Bounds the gradients before each step, as in {@code p -> Clipping.byGlobalNorm(p, 1)}. */
    public Training clipping(Consumer<List<Parameter>> clipping) {
        this.clipping = clipping;
        return this;
    }

    /** Leaves out the steps whose gradients hold NaN or infinity, and counts them. */
    public Training skippingNotFinite() {
        skipsNotFinite = true;
        return this;
    }

    /** Says nothing of its progress, as suits one of many trainings in a cell. */
    public Training quietly() {
        isQuiet = true;
        return this;
    }

    /** Trains until so many epochs are done in all. */
    public History run(int epochs) {
        Progress progress = progress(epochs);
        try {
            while (isBefore(epochs) && finishEpoch(progress)) {}
        } finally {
            progress.end();
        }
        return new History(this.epochs, position.toString());
    }

    /**
     * The same from what a file holds, if it exists. Saves to it after each epoch, and where it is interrupted or fails: all
     * steps that are done by then.
     */
    public History run(int epochs, Path file) throws IOException {
        if (Files.exists(file)) {
            Checkpoint.load(file, optimiser, state(), generators);
            position.resume();
        }
        Progress progress = progress(epochs);
        try {
            boolean goesOn = true;
            while (goesOn && isBefore(epochs)) {
                goesOn = finishEpoch(progress);
                save(file);
            }
        } catch (RuntimeException | Error failure) {
            try {
                save(file);
            } catch (IOException | RuntimeException unsaved) {
                failure.addSuppressed(unsaved);
            }
            throw failure;
        } finally {
            progress.end();
        }
        return new History(this.epochs, position.toString());
    }

    private void save(Path file) throws IOException {
        Checkpoint.save(file, optimiser, state());
    }

    /** Whether it came to the end of the epoch that it is in, or of a new one. */
    private boolean finishEpoch(Progress progress) {
        model.setTraining(true);
        do {
            if (Thread.interrupted() || !finishStep(progress)) {
                return false;
            }
        } while (!position.isBetweenEpochs());
        return true;
    }

    /** Whether the next step is done; if it is not, because it was interrupted or fails, all is as before it. */
    private boolean finishStep(Progress progress) {
        long before = position.steps();
        undo.keep();
        try {
            progress.show(before + 1, step(position.next()));
            return true;
        } catch (CancellationException e) {
            if (Thread.interrupted()) {
                return false;
            }
            throw e;
        } finally {
            if (position.steps() == before) {
                undo.restore();
                position.resume();
            } else if (position.isBetweenEpochs()) {
                epochs.add(position.epoch());
            }
        }
    }

    private double step(Dataset batch) {
        tape.reset();
        optimiser.zeroGradients();
        Variable output = model.forward(tape.constant(batch.inputs()));
        Variable mean = loss.apply(output, batch);
        mean.backward();
        double found = mean.number();
        boolean classifies = output.columns() == batch.classes().size();
        double correct = classifies ? Accuracy.correct(output.value(), batch.labels()) : Double.NaN;
        boolean skipped = skipsNotFinite && !Clipping.isFinite(optimiser.parameters());
        if (!skipped) {
            clipping.accept(optimiser.parameters());
            if (schedule != null) {
                optimiser.setLearningRate(schedule.rate(position.steps()));
            }
            optimiser.step(); // nothing interrupts it, and nothing after it can take it back
        }
        position.add(batch.size(), found, correct, skipped);
        if (model instanceof Probe probe) {
            probe.record();
        }
        return found;
    }

    private boolean isBefore(int epochs) {
        return position.steps() < (long) epochs * batches.count();
    }

    private Progress progress(int epochs) {
        return isQuiet
                ? Progress.unseen()
                : Progress.of(position.steps(), (long) epochs * batches.count(), batches.count());
    }

    private Map<String, Matrix> state() {
        Map<String, Matrix> state = Checkpoint.state(model, optimiser, generators);
        position.addTo(state);
        return state;
    }
}
