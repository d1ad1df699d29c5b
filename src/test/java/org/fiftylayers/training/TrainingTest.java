package org.fiftylayers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Optimiser;
import org.fiftylayers.optim.Schedule;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private final Path folder;

    TrainingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A program that trains: all that is random, or remembered, is in it. */
    private static final class Program {
        private final Generator generator = new Generator(7);
        private final Generator drops = generator.split();
        private final Dataset data = Synthetic.spirals(50, 0.05, generator);
        private final Sequential model = Sequential.of(
                new Linear("layer1", 2, 16, Initialiser.xavier(), generator),
                BatchNorm.dense("norm1", 16),
                Activation.TANH,
                new Dropout(0.2, drops),
                new Dropout(0.1, generator),
                new Linear("layer2", 16, 2, Initialiser.xavier(), generator));
        private final Optimiser optimiser = new Adam(model.parameters(), 0.01);
        private int losses;
        private int interruptedAfter = -1;
        private final Training training = new Training(model, optimiser, new Batches(data, 16, generator), drops)
                .schedule(Schedule.warmUp(0.01, 5).until(5, Schedule.cosine(0.01, 50)))
                .clipping(parameters -> Clipping.byGlobalNorm(parameters, 1))
                .loss((output, batch) -> {
                    if (++losses == interruptedAfter) {
                        Thread.currentThread().interrupt();
                    }
                    return Losses.crossEntropy(output, batch.labels());
                });
    }

    private static void requireSameBits(Program found, Program expected) {
        assertThat(found.model.state()).isEqualTo(expected.model.state());
        assertThat(found.optimiser.state()).isEqualTo(expected.optimiser.state());
        assertThat(found.generator.state()).isEqualTo(expected.generator.state());
        assertThat(found.drops.state()).isEqualTo(expected.drops.state());
    }

    /** Of 7 steps per epoch, and 4 epochs: in the middle, right before and after an epoch's end, and at the very end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 17, 28})
    void aRunResumedFromAFileEqualsAnUninterruptedOneToTheLastBit(int interruptedAfter) throws IOException {
        Program whole = new Program();
        History expected = whole.training.run(4);
        Path file = folder.resolve("run.safetensors");
        Program first = new Program();
        first.interruptedAfter = interruptedAfter;
        History beginning = first.training.run(4, file);
        assertThat(beginning.epochs()).hasSize(interruptedAfter / 7);
        Program second = new Program();
        History rest = second.training.run(4, file);
        requireSameBits(second, whole);
        assertThat(rest.epochs()).isEqualTo(expected.epochs().subList(interruptedAfter / 7, 4));
        assertThat(rest.end()).isEqualTo("finished 4 epochs");
        assertThat(Thread.interrupted()).as("left over").isEqualTo(interruptedAfter == 28);
    }

    @Test
    void anInterruptedRunSaysWhereAndGoesOnInTheSameProgram() {
        Program whole = new Program();
        History expected = whole.training.run(3);
        Program program = new Program();
        program.interruptedAfter = 10;
        History stopped = program.training.run(3);
        assertThat(stopped.end()).isEqualTo("interrupted in epoch 2 after step 3 of 7");
        assertThat(program.training.run(3)).isEqualTo(expected);
        requireSameBits(program, whole);
        assertThat(program.training.run(3)).as("nothing is left to do").isEqualTo(expected);
    }

    @Test
    void learnsPrototypes() {
        Generator generator = new Generator(1);
        Dataset data = Synthetic.prototypes(600, generator);
        Sequential model = Sequential.of(
                new Linear("layer1", 64, 32, Initialiser.he(), generator),
                Activation.RELU,
                new Linear("layer2", 32, 10, Initialiser.he(), generator));
        Batches batches = new Batches(data.rows(0, 500), 20, generator);
        History history = new Training(model, new Adam(model.parameters(), 0.01), batches).run(5);
        assertThat(history.epochs()).hasSize(5);
        assertThat(history.last().loss())
                .isLessThan(0.1 * history.epochs().get(0).loss());
        assertThat(history.last().accuracy()).isGreaterThan(0.95);
        assertThat(Accuracy.of(model, data.rows(500, 600))).isGreaterThan(0.9);
        assertThat(history.toString()).startsWith("epoch 1: loss ").endsWith("\nfinished 5 epochs");
    }

    @Test
    void lossAndAccuracyAreMeansOverExamplesNotOverBatches() {
        // of three rows, each says class 0; one is of class 1, and may come in the batch of two or in that of one
        Dataset data =
                new Dataset(Matrix.of(new double[][] {{1, 0}, {1, 0}, {1, 0}}), new int[] {0, 0, 1}, List.of("a", "b"));
        Sgd nothing = new Sgd(List.of(), 1);
        History history = new Training(Activation.IDENTITY, nothing, new Batches(data, 2, new Generator(1)))
                .loss((output, batch) -> {
                    double mean = Arrays.stream(batch.labels()).average().orElseThrow();
                    return output.tape().variable(Matrix.filled(1, 1, mean));
                })
                .run(5);
        assertThat(history.epochs()).allSatisfy(epoch -> {
            assertThat(epoch.loss()).isCloseTo(1.0 / 3, within(1e-15));
            assertThat(epoch.accuracy()).isCloseTo(2.0 / 3, within(1e-15));
        });
    }

    @Test
    void stepsThatAreNotFiniteAreSkippedOnRequestAndCounted() {
        Generator generator = new Generator(1);
        Linear model = new Linear("layer1", 2, 2, Initialiser.xavier(), generator);
        Dataset data = Synthetic.xor();
        data.inputs().set(2, 0, Double.NaN);
        Training training = new Training(model, new Sgd(model.parameters(), 0.1), new Batches(data, 1, generator))
                .clipping(parameters -> Clipping.byGlobalNorm(parameters, 1));
        assertThatThrownBy(() -> training.run(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("gradient of layer1.weight is NaN");
        History history = training.skippingNotFinite().run(3);
        assertThat(history.last().skipped()).isEqualTo(1);
        assertThat(history.toString()).contains(", 1 steps skipped\n");
        assertThat(model.weight().value().norm()).isFinite();
    }
}
