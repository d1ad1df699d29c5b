package org.fiftylayers.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Safetensors;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Optimiser;
import org.fiftylayers.optim.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: for each batch the output, its loss, the gradients, a step. Interrupting its thread ends it between two
 * steps; running it again goes on from there, in this program or, with a file, in another one, and to the last bit as if it
 * had never stopped.
 */
public final class Training {
    private final Layer model;
    private final Optimiser optimiser;
    private final Batches batches;
    private final Generator[] generators;
    private final Tape tape = new Tape();
    private final List<Epoch> epochs = new ArrayList<>();
    /** Steps in all; then of the present epoch: examples, their losses, how many were right, steps skipped. */
    private final Matrix sums = Matrix.zeros(1, 5);
    /** Where the generator stood when the present epoch was shuffled. */
    private Matrix shuffledFrom = Matrix.zeros(1, 3);
    /** The batches left in the present epoch; null between two. */
    private @Nullable Iterator<Dataset> rest;

    private BiFunction<Variable, Dataset, Variable> loss =
            (output, batch) -> Losses.crossEntropy(output, batch.labels());
    private Consumer<List<Parameter>> clipping = parameters -> {};
    private @Nullable Schedule schedule;
    private boolean skipsNotFinite;

    /**
     * A training by cross-entropy, at the optimiser's learning rate.
     *
     * @param others generators of layers that draw, such as dropout, where they are not the one of the batches
     */
    public Training(Layer model, Optimiser optimiser, Batches batches, Generator... others) {
        this.model = model;
        this.optimiser = optimiser;
        this.batches = batches;
        this.generators = Stream.concat(Stream.of(batches.generator()), Arrays.stream(others))
                .distinct()
                .toArray(Generator[]::new);
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

    /** Trains until so many epochs are done in all. */
    public History run(int epochs) {
        Progress progress = progress(epochs);
        while (stepsDone() < stepsOf(epochs) && finishEpoch(progress)) {}
        return history(progress);
    }

    /** The same from what a file holds, if it exists; saves to it after each epoch, and where it is interrupted. */
    public History run(int epochs, Path file) throws IOException {
        if (Files.exists(file)) {
            load(file);
        }
        Progress progress = progress(epochs);
        boolean goesOn = true;
        while (goesOn && stepsDone() < stepsOf(epochs)) {
            goesOn = finishEpoch(progress);
            Safetensors.write(file, state(), Map.of());
        }
        return history(progress);
    }

    /** Whether it came to the end of the present epoch, or of a new one. */
    private boolean finishEpoch(Progress progress) {
        model.setTraining(true);
        Iterator<Dataset> left = rest;
        do {
            if (Thread.interrupted()) {
                return false;
            }
            left = left != null ? left : newEpoch();
            double found = step(left.next());
            progress.show(stepsDone(), found);
        } while (left.hasNext());
        rest = null;
        double[] s = sums.data();
        epochs.add(new Epoch((int) (stepsDone() / batches.count()), s[2] / s[1], s[3] / s[1], (int) s[4]));
        return true;
    }

    private Iterator<Dataset> newEpoch() {
        Arrays.fill(sums.data(), 1, 5, 0);
        shuffledFrom = batches.generator().state();
        Iterator<Dataset> all = batches.iterator();
        rest = all;
        return all;
    }

    private double step(Dataset batch) {
        tape.reset();
        optimiser.zeroGradients();
        Variable output = model.forward(tape.constant(batch.inputs()));
        Variable mean = loss.apply(output, batch);
        mean.backward();
        if (schedule != null) {
            optimiser.setLearningRate(schedule.rate(stepsDone()));
        }
        boolean skipped = skipsNotFinite && !Clipping.isFinite(optimiser.parameters());
        if (!skipped) {
            clipping.accept(optimiser.parameters());
            optimiser.step();
        }
        double[] s = sums.data();
        s[0]++;
        s[1] += batch.size();
        s[2] += mean.number() * batch.size();
        boolean classifies = output.columns() == batch.classes().size();
        s[3] += classifies ? Accuracy.correct(output.value(), batch.labels()) : Double.NaN;
        s[4] += skipped ? 1 : 0;
        return mean.number();
    }

    private Map<String, Matrix> state() {
        Map<String, Matrix> state = Checkpoint.state(model, optimiser, generators);
        state.put(Checkpoint.TRAINING + "sums", sums);
        state.put(Checkpoint.TRAINING + "shuffledFrom", shuffledFrom);
        return state;
    }

    private void load(Path file) throws IOException {
        Checkpoint.load(file, state(), generators);
        rest = null;
        int taken = (int) (stepsDone() % batches.count());
        if (taken > 0) {
            Generator shuffler = batches.generator();
            Matrix now = shuffler.state();
            shuffler.restore(shuffledFrom);
            Iterator<Dataset> again = batches.iterator();
            shuffler.restore(now);
            for (int i = 0; i < taken; i++) {
                again.next();
            }
            rest = again;
        }
    }

    private long stepsDone() {
        return (long) sums.get(0, 0);
    }

    private long stepsOf(int epochs) {
        return (long) epochs * batches.count();
    }

    private Progress progress(int epochs) {
        return Progress.ofWatched(stepsDone(), stepsOf(epochs), batches.count());
    }

    private History history(Progress progress) {
        progress.clear();
        long done = stepsDone();
        int count = batches.count();
        return new History(
                epochs,
                rest == null
                        ? "finished " + done / count + " epochs"
                        : "interrupted in epoch " + (done / count + 1) + " after step " + done % count + " of "
                                + count);
    }
}
