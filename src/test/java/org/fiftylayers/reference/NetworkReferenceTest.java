package org.fiftylayers.reference;

import static org.fiftylayers.reference.LayerReferenceTest.linear;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.AveragePool;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Conv2d;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.GlobalAveragePool;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.LayerNorm;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.MaxPool;
import org.fiftylayers.nn.PRelu;
import org.fiftylayers.nn.Recurrent;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.nn.Unrolled;
import org.fiftylayers.operation.Shapes;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ten steps of gradient descent in each kind of network, beside PyTorch's from the same initial weights. */
class NetworkReferenceTest {
    static final Table TABLE = new Table("networks.json");

    private static void row(String name, Supplier<Training> training) {
        TABLE.row(name, (row, tape, precision) -> training.get().results(row, tape, precision));
    }

    static {
        mlp("sigmoid", Curve.SIGMOID);
        mlp("tanh", Curve.TANH);
        mlp("relu", Curve.RELU);
        mlp("leaky relu", Curve.leakyRelu(0.1));
        mlp("hard sigmoid", Curve.HARD_SIGMOID);
        mlp("elu", Curve.ELU);
        mlp("selu", Curve.SELU);
        mlp("softplus", Curve.SOFTPLUS);
        mlp("gelu", Curve.GELU);
        mlp("silu", Curve.SILU);
        mlp("clamp", Curve.clamp(-1, 2));
    }

    static {
        classifier("residual", 0.1, () -> {
            List<Layer> layers = new ArrayList<>(List.of(linear("first", 5, 6)));
            for (int i = 0; i < 4; i++) {
                layers.add(Residual.scaled(
                        0.5,
                        Sequential.of(
                                linear("block" + i + ".first", 6, 6),
                                Activation.TANH,
                                linear("block" + i + ".second", 6, 6))));
            }
            layers.add(linear("last", 6, 3));
            return Sequential.of(layers);
        });
        classifier("projected residual", 0.1, () -> {
            Layer wide = Sequential.of(linear("wide.first", 5, 6), Activation.TANH, linear("wide.second", 6, 4));
            Layer same = Sequential.of(linear("same.first", 4, 4), Activation.TANH, linear("same.second", 4, 4));
            return Sequential.of(
                    Residual.projected(wide, linear("shortcut", 5, 4)).then(Activation.RELU),
                    Residual.identity(same),
                    linear("last", 4, 3));
        });
        classifier(
                "mlp with prelu",
                0.2,
                () -> Sequential.of(
                        linear("layer0", 5, 6),
                        new PRelu("prelu0", 6),
                        linear("layer1", 6, 6),
                        new PRelu("prelu1", 1),
                        linear("last", 6, 3)));
        classifier(
                "batch norm",
                0.1,
                () -> Sequential.of(
                        linear("layer0", 5, 6),
                        BatchNorm.dense("norm0", 6),
                        Activation.RELU,
                        linear("layer1", 6, 6),
                        BatchNorm.dense("norm1", 6),
                        Activation.RELU,
                        linear("last", 6, 3)));
        classifier(
                "pre-activation residual",
                0.1,
                () -> Sequential.of(
                        Residual.identity(
                                Sequential.of(BatchNorm.dense("norm0", 5), Activation.RELU, linear("layer0", 5, 5))),
                        Residual.identity(
                                Sequential.of(BatchNorm.dense("norm1", 5), Activation.RELU, linear("layer1", 5, 5))),
                        linear("last", 5, 3)));
        classifier(
                "layer norm",
                0.1,
                () -> Sequential.of(
                        linear("layer0", 5, 6), new LayerNorm("norm0", 6), Activation.RELU, linear("last", 6, 3)));
        classifier(
                "dropout",
                0.1,
                () -> Sequential.of(
                        linear("layer0", 5, 6),
                        Activation.RELU,
                        new Dropout(0.25, new Generator(7)),
                        linear("last", 6, 3)));
        sequence("rnn", () -> LayerReferenceTest.rnn("memory", 2, 4));
        sequence("lstm", () -> LayerReferenceTest.lstm("memory", 2, 4));
        sequence("gru", () -> LayerReferenceTest.gru("memory", 2, 4));
        truncated("rnn, truncated", () -> LayerReferenceTest.rnn("memory", 2, 4));
        truncated("lstm, truncated", () -> LayerReferenceTest.lstm("memory", 2, 4));
        truncated("gru, truncated", () -> LayerReferenceTest.gru("memory", 2, 4));
        classifier("convolutional", 0.1, NetworkReferenceTest::convolutional);
        classifier("resnet", 0.05, () -> ResNet.cifar(1, new ImageShape(1, 8, 8), 3, new Generator(1)));
        classifier("vgg with average pooling", 0.2, NetworkReferenceTest::vgg);
        row("autoencoder", () -> {
            Layer model = Sequential.of(linear("encoder", 8, 3), Activation.TANH, linear("decoder", 3, 8));
            return new Training(model.state(), new Sgd(model.parameters(), 0.5), (tape, data) -> {
                Matrix inputs = References.matrix(data.get("inputs"));
                return Losses.squaredError(model.forward(tape.constant(inputs)), inputs);
            });
        });
        regression("regression by squared error", Losses::squaredError);
        regression("regression by huber", (prediction, target) -> Losses.huber(prediction, target, 0.3));
        regression("binary cross-entropy", Losses::binaryCrossEntropy);
    }

    private static void sequence(String name, Supplier<Recurrent> maker) {
        classifier(name, 0.5, () -> Sequential.of(new LastHidden(maker.get(), 2), linear("last", 4, 3)));
    }

    /** Six time steps in three parts, each judged by its last hidden state; no gradient passes to the part before. */
    private static void truncated(String name, Supplier<Recurrent> maker) {
        row(name, () -> {
            Recurrent recurrent = maker.get();
            Linear last = linear("last", 4, 3);
            Layer model = Sequential.of(new LastHidden(recurrent, 2), last);
            return new Training(model.state(), new Sgd(model.parameters(), 0.2), (tape, data) -> {
                Variable x = tape.constant(References.matrix(data.get("inputs")));
                int[] labels = References.labels(data.get("labels"));
                Unrolled part = recurrent.forward(steps(x, 0));
                Variable loss = Losses.crossEntropy(last.forward(part.last()), labels);
                for (int start = 4; start < 12; start += 4) {
                    part = recurrent.resume(steps(x, start), part.detached());
                    loss = loss.plus(Losses.crossEntropy(last.forward(part.last()), labels));
                }
                return loss;
            });
        });
    }

    /** Two time steps of two features. */
    private static List<Variable> steps(Variable x, int start) {
        return List.of(Shapes.columns(x, start, start + 2), Shapes.columns(x, start + 2, start + 4));
    }

    private static Layer vgg() {
        List<Layer> layers = new ArrayList<>();
        ImageShape shape = new ImageShape(1, 8, 8);
        int[] channels = {2, 2, 3, 3};
        for (int i = 0; i < channels.length; i++) {
            Conv2d convolution = new Conv2d(
                    "conv" + (i + 1), shape, channels[i], 3, 1, 1, Initialiser.constant(0), new Generator(1));
            layers.addAll(List.of(convolution.withBias(), Activation.RELU));
            shape = convolution.outputShape();
            if (i % 2 == 1) {
                layers.add(new AveragePool(shape, 2, 2));
                shape = new ImageShape(shape.channels(), shape.height() / 2, shape.width() / 2);
            }
        }
        layers.add(linear("last", 12, 3));
        return Sequential.of(layers);
    }

    private static Layer convolutional() {
        ImageShape in = new ImageShape(2, 6, 6);
        Initialiser zero = Initialiser.constant(0);
        Generator generator = new Generator(1);
        MaxPool pool = new MaxPool(new ImageShape(3, 6, 6), 2, 2);
        ImageShape last = new ImageShape(4, 3, 3);
        return Sequential.of(
                new Conv2d("conv1", in, 3, 3, 1, 1, zero, generator).withBias(),
                Activation.RELU,
                pool,
                new Conv2d("conv2", pool.outputShape(), 4, 3, 1, 1, zero, generator),
                BatchNorm.images("norm2", last),
                Activation.RELU,
                new GlobalAveragePool(last),
                linear("last", 4, 3));
    }

    private static void mlp(String name, Curve curve) {
        classifier("mlp with " + name, 0.2, () -> mlp(curve));
    }

    /** The network that the optimisers train too. */
    static Sequential mlp(Curve curve) {
        Layer activation = new Activation(curve);
        return Sequential.of(
                linear("layer1", 5, 6),
                activation,
                linear("layer2", 6, 6),
                activation,
                linear("layer3", 6, 6),
                activation,
                linear("layer4", 6, 3));
    }

    private static void classifier(String name, double rate, Supplier<Layer> maker) {
        row(name, () -> {
            Layer model = maker.get();
            return new Training(model.state(), new Sgd(model.parameters(), rate), crossEntropy(model));
        });
    }

    /** The loss of the row's inputs and labels. */
    static BiFunction<Tape, JsonNode, Variable> crossEntropy(Layer model) {
        return (tape, data) -> Losses.crossEntropy(
                model.forward(tape.constant(References.matrix(data.get("inputs")))),
                References.labels(data.get("labels")));
    }

    private static void regression(String name, BiFunction<Variable, Matrix, Variable> loss) {
        row(name, () -> {
            Layer model = Sequential.of(linear("layer0", 5, 6), Activation.TANH, linear("last", 6, 2));
            return new Training(
                    model.state(),
                    new Sgd(model.parameters(), 0.2),
                    (tape, data) -> loss.apply(
                            model.forward(tape.constant(References.matrix(data.get("inputs")))),
                            References.matrix(data.get("targets"))));
        });
    }

    @TestFactory
    List<DynamicTest> networkLearnsAsInPyTorch() {
        return TABLE.tests();
    }

    @Test
    void everyReferenceIsCompared() {
        TABLE.requireAllRows();
    }
}
