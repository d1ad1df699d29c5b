package org.fiftylayers.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Lstm;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;

/**
 * A network with its weights, and the one batch that it learns. Both are drawn from a fixed seed, so that every process
 * has the same ones.
 *
 * @param inputs the batch, batch × features; of a sequence one matrix for each time step
 * @param labels one of 10 classes for each row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Workload(Network network, List<Parameter> parameters, List<Matrix> inputs, int[] labels) {
    private static final int CLASSES = 10;

    /** From the inputs to logits. */
    @FunctionalInterface
    public interface Network {
        Variable logits(List<Variable> inputs);
    }

    /** The workload of that name: {@code i} … {@code vi}. */
    public static Workload of(String name) {
        Generator generator = new Generator(50);
        return switch (name) {
            case "i" -> chain(mlp(50, 64, Activation.SIGMOID, Initialiser.lecun(), generator), 64, 64, generator);
            case "ii" -> chain(mlp(50, 256, Activation.RELU, Initialiser.he(), generator), 128, 256, generator);
            case "iii" -> tanh(1000);
            case "iv" -> chain(residual(50, 128, generator), 128, 128, generator);
            case "v" -> lstm(100, 64, 64, 32, generator);
            case "vi" -> resNet(1, new ImageShape(3, 32, 32), 32, generator);
            default -> throw new IllegalArgumentException(
                    "workload is " + name + "; it must be one of i, ii, iii, iv, v, vi");
        };
    }

    /** Layers of 16 tanh units with orthogonal weights, which keep a signal through thousands of layers; a batch of 16. */
    public static Workload tanh(int depth) {
        Generator generator = new Generator(50);
        return chain(mlp(depth, 16, Activation.TANH, Initialiser.orthogonal(), generator), 16, 16, generator);
    }

    private static Sequential mlp(
            int depth, int width, Activation activation, Initialiser initialiser, Generator generator) {
        Stream<Layer> hidden = IntStream.rangeClosed(1, depth)
                .boxed()
                .flatMap(k -> Stream.of(new Linear("layer" + k, width, width, initialiser, generator), activation));
        return Sequential.of(
                Stream.concat(hidden, Stream.of(output(width, generator))).toList());
    }

    /** x + relu(bn(linear(x))), again and again. */
    private static Sequential residual(int depth, int width, Generator generator) {
        Stream<Layer> blocks = IntStream.rangeClosed(1, depth)
                .mapToObj(k -> Residual.identity(Sequential.of(
                        new Linear("layer" + k, width, width, Initialiser.he(), generator),
                        BatchNorm.dense("norm" + k, width),
                        Activation.RELU)));
        return Sequential.of(
                Stream.concat(blocks, Stream.of(output(width, generator))).toList());
    }

    private static Workload resNet(int n, ImageShape shape, int batch, Generator generator) {
        return chain(ResNet.cifar(n, shape, CLASSES, generator), batch, shape.size(), generator);
    }

    private static Workload lstm(int length, int in, int hidden, int batch, Generator generator) {
        Lstm lstm = new Lstm("lstm", in, hidden, Initialiser.lecun(), Initialiser.lecun(), generator);
        Linear output = output(hidden, generator);
        List<Parameter> parameters = new ArrayList<>(lstm.parameters());
        parameters.addAll(output.parameters());
        List<Matrix> steps = Stream.generate(() -> Matrix.gaussian(batch, in, 1, generator))
                .limit(length)
                .toList();
        return new Workload(
                inputs -> output.forward(lstm.forward(inputs).last()), parameters, steps, labels(batch, generator));
    }

    private static Workload chain(Sequential layers, int batch, int features, Generator generator) {
        Matrix x = Matrix.gaussian(batch, features, 1, generator);
        return new Workload(
                inputs -> layers.forward(inputs.get(0)), layers.parameters(), List.of(x), labels(batch, generator));
    }

    private static Linear output(int width, Generator generator) {
        return new Linear("output", width, CLASSES, Initialiser.lecun(), generator);
    }

    private static int[] labels(int batch, Generator generator) {
        return IntStream.range(0, batch).map(i -> generator.below(CLASSES)).toArray();
    }
}
