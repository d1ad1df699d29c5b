package org.fiftylayers;

import static org.fiftylayers.BadCall.row;
import static org.fiftylayers.BadCall.variable;
import static org.fiftylayers.BadCall.zeros;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.fiftylayers.nn.Gru;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.LayerNorm;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Lstm;
import org.fiftylayers.nn.Lsuv;
import org.fiftylayers.nn.MaxPool;
import org.fiftylayers.nn.PRelu;
import org.fiftylayers.nn.Recurrent;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Rnn;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.nn.State;
import org.fiftylayers.nn.Subsample;
import org.fiftylayers.nn.Unrolled;
import org.fiftylayers.nn.Vgg;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader may get wrong with layers and losses, one row each, and all that the library says about it. */
class LayerBadInputTest {
    private static final Generator GENERATOR = new Generator(1);

    static Stream<BadCall> layers() {
        return Stream.of(
                row("linear layer1: in is 0, out is 3; both must be at least 1", () -> linear("layer1", 0, 3)),
                row("linear layer1: in is 3, out is -1; both must be at least 1", () -> linear("layer1", 3, -1)),
                row(
                        "matmul: left is 2×3, right is 4×2; left columns must equal right rows",
                        () -> forward(linear("layer1", 4, 2), 2, 3)),
                row(
                        "matmul: left is 5×3, right is 4×2; left columns must equal right rows",
                        () -> forward(Sequential.of(linear("layer1", 3, 3), linear("layer2", 4, 2)), 5, 3)),
                row("batchNorm norm1: features are 0; there must be at least 1", () -> BatchNorm.dense("norm1", 0)),
                row(
                        "batchNorm norm1: epsilon is -1.0; it must be a finite number, at least 0",
                        () -> BatchNorm.dense("norm1", 2).withEpsilon(-1)),
                row(
                        "batchNorm norm1: epsilon is Infinity; it must be a finite number, at least 0",
                        () -> BatchNorm.dense("norm1", 2).withEpsilon(Double.POSITIVE_INFINITY)),
                row(
                        "batchNorm norm1: input is 2×3; it must have 4 columns",
                        () -> forward(BatchNorm.dense("norm1", 4), 2, 3)),
                row(
                        "batchNorm norm1: input is 1×4, one value per feature; a variance needs at least 2 in training"
                                + " (for single inputs call setTraining(false))",
                        () -> forward(BatchNorm.dense("norm1", 4), 1, 4)),
                row("layerNorm norm1: features are -2; there must be at least 1", () -> new LayerNorm("norm1", -2)),
                row(
                        "layerNorm: input is 2×3; it must have 4 columns, as norm1.gain 1×4",
                        () -> forward(new LayerNorm("norm1", 4), 2, 3)),
                row("pRelu act1: features are 0; there must be at least 1", () -> new PRelu("act1", 0)),
                row(
                        "pRelu: input is 2×3; it must have 4 columns, as act1.slope 1×4",
                        () -> forward(new PRelu("act1", 4), 2, 3)),
                row("dropout: p is 1.0; it must be at least 0 and below 1", () -> new Dropout(1, GENERATOR)),
                row("dropout: p is -0.1; it must be at least 0 and below 1", () -> new Dropout(-0.1, GENERATOR)),
                row("dropout: p is NaN; it must be at least 0 and below 1", () -> new Dropout(Double.NaN, GENERATOR)),
                row(
                        "residual: the body gives 2×4, the shortcut 2×3; the shapes must be equal"
                                + " (project with another shortcut)",
                        () -> forward(Residual.identity(linear("body", 3, 4)), 2, 3)),
                row(
                        "residual: alpha is NaN; it must be a finite number",
                        () -> Residual.scaled(Double.NaN, linear("body", 3, 3))),
                row("leakyRelu: a is NaN; it must be a finite number", () -> Activation.leakyRelu(Double.NaN)),
                row("initialiser: in is 0, out is 3; both must be at least 1", () -> Initialiser.xavier()
                        .draw(0, 3, GENERATOR)),
                row("initialiser: gain is Infinity; it must be a finite number", () -> Initialiser.he()
                        .scaled(Double.POSITIVE_INFINITY)),
                row("constant: value is NaN; it must be a finite number", () -> Initialiser.constant(Double.NaN)),
                row(
                        "lsuv: outputs with layer1.weight have variance 0.0 after 0 steps; it must be above 0 and reach 1",
                        () -> Lsuv.apply(Sequential.of(linear("layer1", 3, 2)), zeros(4, 3), GENERATOR)),
                row(
                        "matmul: left is 4×2, right is 3×2; left columns must equal right rows",
                        () -> Lsuv.apply(Sequential.of(linear("layer1", 3, 2)), zeros(4, 2), GENERATOR)),
                row(
                        "state: two matrices, 3×3 and 3×2, are called layer1.weight; every layer needs a name of its"
                                + " own",
                        () -> Sequential.of(linear("layer1", 3, 3), Activation.RELU, linear("layer1", 3, 2))
                                .state()),
                row(
                        "load model.safetensors: layer1.weight is 2×3, expected 3×2, layer1.bias is missing,"
                                + " layer2.bias (1×2) is unknown; names and shapes must be those of the model, and"
                                + " nothing was changed",
                        () -> State.load(
                                "model.safetensors",
                                linear("layer1", 3, 2).state(),
                                new TreeMap<>(Map.of("layer1.weight", zeros(2, 3), "layer2.bias", zeros(1, 2))))));
    }

    static Stream<BadCall> imageLayers() {
        ImageShape image = new ImageShape(2, 4, 4);
        return Stream.of(
                row(
                        "conv2d conv1: kernel is 0, stride is 1, padding is 0; kernel and stride must be at least 1,"
                                + " padding at least 0",
                        () -> conv2d(image, 3, 0, 1, 0)),
                row(
                        "conv2d conv1: kernel is 7, images are 2×4×4, padding is 1; the kernel must fit into height and"
                                + " width with padding on both sides",
                        () -> conv2d(image, 3, 7, 1, 1)),
                row("conv2d conv1: out is 0; there must be at least 1 channel", () -> conv2d(image, 0, 3, 1, 1)),
                row(
                        "convolve: x is 5×31, images are 2×4×4; a row must have channels·height·width = 32 entries",
                        () -> forward(conv2d(image, 3, 3, 1, 1), 5, 31)),
                row(
                        "maxPool: kernel is 2, stride is 0, padding is 0; kernel and stride must be at least 1, padding"
                                + " at least 0",
                        () -> new MaxPool(image, 2, 0)),
                row(
                        "averagePool: kernel is 5, images are 2×4×4, padding is 0; the kernel must fit into height and"
                                + " width with padding on both sides",
                        () -> new AveragePool(image, 5, 1)),
                row(
                        "adaptiveAverage: x is 5×31, images are 2×4×4; a row must have channels·height·width = 32"
                                + " entries",
                        () -> forward(new GlobalAveragePool(image), 5, 31)),
                row(
                        "vgg: images before pooling 2 are 4×3×3; height and width must be even",
                        () -> Vgg.small(new ImageShape(1, 6, 6), 10, GENERATOR, 4, 4)),
                row(
                        "conv2d stage1.conv1: out is 0; there must be at least 1 channel",
                        () -> Vgg.small(image, 10, GENERATOR, 0)),
                row(
                        "featureMap: image is 0, channel is 2; the batch has 1 images of 2×4×4",
                        () -> Vgg.featureMap(zeros(1, 32), image, 0, 2)),
                row(
                        "resNet: n is 0; each stage has at least 1 block",
                        () -> ResNet.cifar(0, new ImageShape(3, 8, 8), 10, GENERATOR)),
                row(
                        "linear linear: in is 64, out is 0; both must be at least 1",
                        () -> ResNet.plain(1, new ImageShape(3, 8, 8), 0, GENERATOR)),
                row(
                        "subsample: images are 3×8×8, channels are 2, stride is 2; channels must not become fewer,"
                                + " stride must be at least 1",
                        () -> new Subsample(new ImageShape(3, 8, 8), 2, 2)));
    }

    private static Conv2d conv2d(ImageShape in, int out, int kernel, int stride, int padding) {
        return new Conv2d("conv1", in, out, kernel, stride, padding, Initialiser.he(), GENERATOR);
    }

    static Stream<BadCall> recurrentLayers() {
        Initialiser he = Initialiser.he();
        Recurrent lstm = new Lstm("memory", 3, 4, he, he, GENERATOR);
        return Stream.of(
                row(
                        "unrolled: hidden is empty; there must be a state for each time step",
                        () -> new Unrolled(List.of(), List.of())),
                row("recurrent: there are no time steps; there must be at least 1", () -> lstm.forward(List.of())),
                row(
                        "lstm memory: time step 0 is 2×5, expected 2×3; steps are batch × features, states batch × hidden",
                        () -> lstm.forward(List.of(variable(2, 5)))),
                row(
                        "lstm memory: the state has 1 matrices, expected 2; it must be one that this kind of layer gives",
                        () -> lstm.resume(List.of(variable(2, 3)), List.of(zeros(2, 4)))),
                row(
                        "lstm memory: a state is 1×4, expected 2×4; steps are batch × features, states batch × hidden",
                        () -> lstm.resume(List.of(variable(2, 3)), List.of(zeros(1, 4), zeros(2, 4)))),
                row(
                        "lastHidden: input is 2×7; its columns must be time steps times features, and so a multiple of"
                                + " 3",
                        () -> forward(new LastHidden(lstm, 3), 2, 7)),
                row("lastHidden: features are 0; there must be at least 1", () -> new LastHidden(lstm, 0)),
                row(
                        "rnn memory: in is 0, hidden is 4; both must be at least 1",
                        () -> new Rnn("memory", 0, 4, he, he, Curve.TANH, GENERATOR)),
                row(
                        "gru memory: in is 3, hidden is 0; both must be at least 1",
                        () -> new Gru("memory", 3, 0, he, he, GENERATOR)),
                row(
                        "lstm memory: in is 0, hidden is 4; both must be at least 1",
                        () -> new Lstm("memory", 0, 4, he, he, GENERATOR)),
                row(
                        "lstm memory: forget bias is NaN; it must be a finite number",
                        () -> new Lstm("memory", 3, 4, he, he, GENERATOR).withForgetBias(Double.NaN)),
                row(
                        "rnn memory: time step 1 is 3×3, expected 2×3; steps are batch × features, states batch ×"
                                + " hidden",
                        () -> new Rnn("memory", 3, 4, he, he, Curve.TANH, GENERATOR)
                                .forward(List.of(variable(2, 3), variable(3, 3)))),
                row(
                        "gru memory: a state is 2×3, expected 2×4; steps are batch × features, states batch × hidden",
                        () -> new Gru("memory", 3, 4, he, he, GENERATOR)
                                .resume(List.of(variable(2, 3)), List.of(zeros(2, 3)))));
    }

    static Stream<BadCall> losses() {
        Matrix target = zeros(2, 3);
        target.set(1, 2, Double.NaN);
        Matrix outside = zeros(2, 3);
        outside.set(0, 1, 1.5);
        return Stream.of(
                row(
                        "crossEntropy: logits are 2×3, labels are 0; there must be one label per row",
                        () -> Losses.crossEntropy(variable(2, 3), new int[0])),
                row(
                        "crossEntropy: logits are 2×3, labels are 3; there must be one label per row",
                        () -> Losses.crossEntropy(variable(2, 3), new int[3])),
                row(
                        "crossEntropy: label 1 is 3; labels run from 0 to 2, one per column of the logits",
                        () -> Losses.crossEntropy(variable(2, 3), new int[] {0, 3})),
                row(
                        "crossEntropy: label 0 is -1; labels run from 0 to 2, one per column of the logits",
                        () -> Losses.crossEntropy(variable(2, 3), new int[] {-1, 0})),
                row(
                        "squaredError: target is 1×3, expected 2×3; the shapes must be equal",
                        () -> Losses.squaredError(variable(2, 3), zeros(1, 3))),
                row(
                        "squaredError: target at row 1, column 2 is NaN; targets must be numbers",
                        () -> Losses.squaredError(variable(2, 3), target)),
                row(
                        "huber: target is 3×2, expected 2×3; the shapes must be equal",
                        () -> Losses.huber(variable(2, 3), zeros(3, 2), 1)),
                row(
                        "huber: target at row 1, column 2 is NaN; targets must be numbers",
                        () -> Losses.huber(variable(2, 3), target, 1)),
                row(
                        "huber: delta is 0.0; it must be a finite number above 0",
                        () -> Losses.huber(variable(2, 3), zeros(2, 3), 0)),
                row(
                        "huber: delta is NaN; it must be a finite number above 0",
                        () -> Losses.huber(variable(2, 3), zeros(2, 3), Double.NaN)),
                row(
                        "binaryCrossEntropy: target is 2×1, expected 2×3; the shapes must be equal",
                        () -> Losses.binaryCrossEntropy(variable(2, 3), zeros(2, 1))),
                row(
                        "binaryCrossEntropy: target at row 0, column 1 is 1.5; targets run from 0 to 1",
                        () -> Losses.binaryCrossEntropy(variable(2, 3), outside)),
                row(
                        "binaryCrossEntropy: target at row 1, column 2 is NaN; targets run from 0 to 1",
                        () -> Losses.binaryCrossEntropy(variable(2, 3), target)));
    }

    private static Variable forward(Layer layer, int rows, int columns) {
        return layer.forward(new Tape().constant(zeros(rows, columns)));
    }

    private static Linear linear(String name, int in, int out) {
        return new Linear(name, in, out, Initialiser.he(), GENERATOR);
    }

    @ParameterizedTest
    @MethodSource({"layers", "imageLayers", "recurrentLayers", "losses"})
    void badInputIsNamedWithItsValueAndTheRule(BadCall row) {
        row.requireRefusal();
    }
}
