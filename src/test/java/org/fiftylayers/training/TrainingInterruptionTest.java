package org.fiftylayers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.AdaGrad;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.AdamW;
import org.fiftylayers.optim.AmsGrad;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Decay;
import org.fiftylayers.optim.Momentum;
import org.fiftylayers.optim.Nesterov;
import org.fiftylayers.optim.Optimiser;
import org.fiftylayers.optim.RmsProp;
import org.fiftylayers.optim.Schedule;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.probe.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingInterruptionTest {
    private final Path folder;

    TrainingInterruptionTest(@TempDir Path folder) {
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
                new Hook(() -> reach(Place.FORWARD)),
                new Dropout(0.1, generator),
                new Linear("layer2", 16, 2, Initialiser.xavier(), generator));
        private final Optimiser optimiser;
        private final Training training;
        private int losses;
        private int interruptedAfter = -1;
        private Place brokenAt = Place.LOSS;
        private int brokenIn = -1;
        private Runnable breaking = () -> {};

        Program() {
            this(parameters -> new Adam(parameters, 0.01));
        }

        Program(Function<List<Parameter>, Optimiser> optimisers) {
            optimiser = optimisers.apply(model.parameters());
            training = new Training(model, optimiser, new Batches(data, 16, generator), drops)
                    .schedule(Schedule.warmUp(0.01, 5).until(5, Schedule.cosine(0.01, 50)))
                    .clipping(parameters -> {
                        Clipping.byGlobalNorm(parameters, 1);
                        reach(Place.CLIPPING);
                        if (losses == interruptedAfter) {
                            Thread.currentThread()
                                    .interrupt(); // too late to break off this step, however slow the machine
                        }
                    })
                    .loss((output, batch) -> {
                        losses++;
                        reach(Place.LOSS);
                        Variable loss = Losses.crossEntropy(output, batch.labels());
                        reach(Place.BACKWARD);
                        return loss;
                    });
        }

        /** Breaks a step at a place of it, once. */
        void breakIn(int step, Place place, Runnable how) {
            brokenIn = step;
            brokenAt = place;
            breaking = how;
        }

        private void reach(Place place) {
            int step = losses + (place == Place.FORWARD ? 1 : 0);
            if (step == brokenIn && place == brokenAt) {
                brokenIn = -1;
                breaking.run();
            }
        }
    }

    private enum Place {
        FORWARD,
        LOSS,
        BACKWARD,
        CLIPPING
    }

    private record Hook(Runnable code) implements Layer {
        @Override
        public Variable forward(Variable x) {
            code.run();
            return x;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }
    }

    /** As by somebody who has interrupted a step that has taken longer than a fifth of a second since. */
    private static void interruptForAWhile() {
        Thread.currentThread().interrupt();
        Interruption.check("test");
        long start = System.nanoTime();
        while (System.nanoTime() - start < 250_000_000) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void goOn() {
        boolean unused = Thread.interrupted();
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

    /** In the first step of all, and in the last, in the middle and in the first one of an epoch. */
    static Stream<Arguments> brokenSteps() {
        return Stream.of(Place.FORWARD, Place.LOSS, Place.BACKWARD)
                .flatMap(place -> Stream.of(1, 7, 8, 17).map(step -> Arguments.of(step, place)));
    }

    @ParameterizedTest
    @MethodSource("brokenSteps")
    void aStepThatIsInterruptedInTheMiddleIsTakenBack(int step, Place place) throws IOException {
        Program whole = new Program();
        History expected = whole.training.run(3);
        Path file = folder.resolve("run.safetensors");
        Program program = new Program();
        program.breakIn(step, place, TrainingInterruptionTest::interruptForAWhile);
        History stopped = program.training.run(3, file);

        requireSameBits(program, stoppedBefore(step));
        assertThat(stopped.epochs()).isEqualTo(expected.epochs().subList(0, (step - 1) / 7));
        Program other = new Program();
        other.training.run(3, file);
        requireSameBits(other, whole);
        assertThat(program.training.run(3)).isEqualTo(expected);
        requireSameBits(program, whole);
    }

    @ParameterizedTest
    @CsvSource({
        "1, FORWARD",
        "8, FORWARD",
        "10, FORWARD",
        "1, LOSS",
        "8, LOSS",
        "1, CLIPPING",
        "8, CLIPPING",
        "17, CLIPPING"
    })
    void aStepThatFailsIsTakenBack(int step, Place place) throws IOException {
        Program whole = new Program();
        History expected = whole.training.run(3);
        Path file = folder.resolve("run.safetensors");
        Program program = new Program();
        program.breakIn(step, place, () -> {
            throw new ArithmeticException("once");
        });
        assertThatThrownBy(() -> program.training.run(3, file)).hasMessage("once");

        requireSameBits(program, stoppedBefore(step));
        Program other = new Program();
        other.training.run(3, file);
        requireSameBits(other, whole);
        assertThat(program.training.run(3)).isEqualTo(expected);
        requireSameBits(program, whole);
    }

    /** A program that has done all steps before the given one, and was interrupted between it and them. */
    private static Program stoppedBefore(int step) {
        Program program = new Program();
        program.interruptedAfter = step - 1;
        if (step > 1) {
            program.training.run(3);
        }
        return program;
    }

    static Stream<Function<List<Parameter>, Optimiser>> optimisers() {
        return Stream.of(
                parameters -> new Sgd(parameters, 0.01),
                parameters -> new Sgd(parameters, 0.01).with(Decay.l2(0.1)).roundedTo(Precision.BFLOAT16),
                parameters -> new Momentum(parameters, 0.01, 0.9),
                parameters -> new Nesterov(parameters, 0.01, 0.9),
                parameters -> new AdaGrad(parameters, 0.01),
                parameters -> new RmsProp(parameters, 0.01),
                parameters -> new Adam(parameters, 0.01),
                parameters -> new AdamW(parameters, 0.01),
                parameters -> new AmsGrad(parameters, 0.01));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void noInterruptionEndsAStepOnceTheOptimiserMovesTheParameters(Function<List<Parameter>, Optimiser> optimisers) {
        Program whole = new Program(optimisers);
        whole.interruptedAfter = 2;
        whole.training.run(1);
        Program program = new Program(optimisers);
        program.breakIn(2, Place.CLIPPING, TrainingInterruptionTest::interruptForAWhile);

        assertThat(program.training.run(1).end()).isEqualTo("interrupted in epoch 1 after step 2 of 7");
        requireSameBits(program, whole);
    }

    @Test
    void aProbeReadsTheStepThatAnInterruptionCouldNotEnd() {
        Generator generator = new Generator(1);
        Probe probe = new Probe(Sequential.of(new Linear("layer1", 2, 2, Initialiser.xavier(), generator)));
        new Training(probe, new Sgd(probe.parameters(), 0.1), new Batches(Synthetic.xor(), 1, generator))
                .clipping(parameters -> interruptForAWhile())
                .run(1);

        assertThat(probe.snapshots()).hasSize(1);
    }

    @Test
    void aCancellationByAnybodyElseIsAFailureLikeOthers() {
        Program program = new Program();
        program.breakIn(2, Place.LOSS, () -> {
            throw new CancellationException("of a loss");
        });
        assertThatThrownBy(() -> program.training.run(1)).hasMessage("of a loss");
        requireSameBits(program, stoppedBefore(2));
    }

    @Test
    void aFailureThatCannotBeSavedEitherSaysBoth() {
        Program program = new Program();
        program.breakIn(1, Place.LOSS, () -> {
            throw new ArithmeticException("once");
        });
        assertThatThrownBy(
                        () -> program.training.run(1, folder.resolve("missing").resolve("run.safetensors")))
                .hasMessage("once")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(FileNotFoundException.class));
    }

    @Test
    void keepsAStateInTheSameMemoryAtEveryStep() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Generator generator = new Generator(1);
        Undo undo = new Undo(ResNet.cifar(1, new ImageShape(1, 8, 8), 10, generator), generator);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            undo.keep();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
