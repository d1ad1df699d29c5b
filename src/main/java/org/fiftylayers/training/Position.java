package org.fiftylayers.training;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** Where a training stands: the batches that are left of an epoch, and what is known of those before. */
final class Position {
    private final Batches batches;
    /** Steps in all; then of the present epoch: examples, their losses, how many were right, steps skipped. */
    private final Matrix sums = Matrix.zeros(1, 5);
    /** Where the generator stood when the present epoch was shuffled. */
    private final Matrix shuffledFrom = Matrix.zeros(1, 3);

    private @Nullable Iterator<Dataset> rest;

    Position(Batches batches) {
        this.batches = batches;
    }

    /** The batch of the next step, which counts once it is done and {@linkplain #add added}. */
    Dataset next() {
        Iterator<Dataset> left = rest;
        if (left == null || isBetweenEpochs()) {
            Arrays.fill(sums.data(), 1, 5, 0);
            copy(batches.generator().state(), shuffledFrom);
            left = batches.iterator();
            rest = left;
        }
        return left.next();
    }

    /** Counts a step as done. */
    void add(int examples, double loss, double correct, boolean skipped) {
        double[] s = sums.data();
        s[0]++;
        s[1] += examples;
        s[2] += loss * examples;
        s[3] += correct;
        s[4] += skipped ? 1 : 0;
    }

    /** The number of steps so far. */
    long steps() {
        return (long) sums.get(0, 0);
    }

    boolean isBetweenEpochs() {
        return steps() % batches.count() == 0;
    }

    /** The epoch that has just been finished. */
    Epoch epoch() {
        double[] s = sums.data();
        return new Epoch((int) (steps() / batches.count()), s[2] / s[1], s[3] / s[1], (int) s[4]);
    }

    /** Adds what a checkpoint must hold, live; once that and the generators are back, {@link #resume} is due. */
    void addTo(Map<String, Matrix> state) {
        state.put(Checkpoint.TRAINING + "sums", sums);
        state.put(Checkpoint.TRAINING + "shuffledFrom", shuffledFrom);
    }

    /** Shuffles the present epoch as it was shuffled before, and leaves out the batches of steps that are done. */
    void resume() {
        Generator generator = batches.generator();
        Matrix now = generator.state();
        generator.restore(shuffledFrom);
        Iterator<Dataset> left = batches.iterator();
        generator.restore(now);
        for (long i = steps() % batches.count(); i > 0; i--) {
            left.next();
        }
        rest = left;
    }

    private static void copy(Matrix from, Matrix to) {
        System.arraycopy(from.data(), 0, to.data(), 0, to.size());
    }

    @Override
    public String toString() {
        long epochs = steps() / batches.count();
        return isBetweenEpochs()
                ? "finished " + epochs + " epochs"
                : "interrupted in epoch " + (epochs + 1) + " after step " + steps() % batches.count() + " of "
                        + batches.count();
    }
}
