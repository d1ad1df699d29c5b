package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Lstm;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.Optimiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a training step allocates, by the JVM's own count for this thread. */
class SteadyStateTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** @param bytesPerRow what the handles of a row, such as the view of an image, may take: less than its smallest layer */
    record Network(String name, int features, int bytesPerRow, IntFunction<Layer> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Network> networks() {
        Generator generator = new Generator(1);
        return Stream.of(
                new Network("dense", 32, 100, depth -> dense(depth, generator)),
                new Network("residual", 32, 100, depth -> residual(depth, generator)),
                new Network("recurrent", 10 * 32, 100, depth -> recurrent(generator)),
                new Network(
                        "convolutional",
                        3 * 64,
                        4000,
                        depth -> ResNet.cifar(1, new ImageShape(3, 8, 8), 10, generator)));
    }

    private static Layer dense(int depth, Generator generator) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(new Linear("layer" + i, 32, 32, Initialiser.xavier(), generator));
            layers.add(Activation.TANH);
        }
        layers.add(new Linear("last", 32, 10, Initialiser.xavier(), generator));
        return Sequential.of(layers);
    }

    private static Layer residual(int depth, Generator generator) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(Residual.identity(Sequential.of(
                    new Linear("layer" + i, 32, 32, Initialiser.he(), generator),
                    BatchNorm.dense("norm" + i, 32),
                    Activation.RELU)));
        }
        layers.add(new Linear("last", 32, 10, Initialiser.xavier(), generator));
        return Sequential.of(layers);
    }

    private static Layer recurrent(Generator generator) {
        return Sequential.of(
                new LastHidden(new Lstm("lstm", 32, 32, Initialiser.lecun(), Initialiser.orthogonal(), generator), 32),
                new Linear("last", 32, 10, Initialiser.xavier(), generator));
    }

    /** Bytes allocated in each of so many steps. */
    private static List<Long> bytesPerStep(Layer model, int batch, int features, int steps) {
        Matrix inputs = Matrix.gaussian(batch, features, 1, new Generator(2));
        int[] labels = new int[batch];
        // vector kernels allocate their vectors until the JIT compiler has seen them often enough
        Tape tape = new Tape(new PlainKernels(), false, Precision.FLOAT64).forgettingGradients();
        Optimiser optimiser = new Adam(model.parameters(), 1e-3);
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            tape.reset();
            optimiser.zeroGradients();
            Losses.crossEntropy(model.forward(tape.constant(inputs)), labels).backward();
            optimiser.step();
            bytes.add(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        optimiser.release();
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void allocatesNoArrayOfNumbersAfterTheFirstStep(Network network) {
        long small = smallest(bytesPerStep(network.make.apply(6), 8, network.features, 40));
        long large = smallest(bytesPerStep(network.make.apply(6), 64, network.features, 40));
        assertThat(large - small).as("bytes for 56 rows more").isLessThan(56L * network.bytesPerRow);
    }

    /** A step in which the JIT compiler or a resized table did not allocate on this thread's account. */
    private static long smallest(List<Long> bytes) {
        return bytes.stream().skip(20).mapToLong(Long::longValue).min().orElseThrow();
    }

    @Test
    void memoryGrowsInProportionToDepth() {
        Generator generator = new Generator(3);
        bytesPerStep(dense(10, generator), 4, 32, 1); // what the first step in a JVM allocates once
        long shallow = bytesPerStep(dense(1_000, generator), 4, 32, 1).get(0);
        long deep = bytesPerStep(dense(10_000, generator), 4, 32, 1).get(0);
        assertThat((double) deep / shallow).isBetween(9.0, 11.0);
    }
}
