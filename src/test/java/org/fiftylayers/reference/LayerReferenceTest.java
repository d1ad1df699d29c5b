package org.fiftylayers.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.AveragePool;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Conv2d;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.GlobalAveragePool;
import org.fiftylayers.nn.Gru;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.LayerNorm;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Lstm;
import org.fiftylayers.nn.MaxPool;
import org.fiftylayers.nn.PRelu;
import org.fiftylayers.nn.Recurrent;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Rnn;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.nn.Subsample;
import org.fiftylayers.nn.Unrolled;
import org.fiftylayers.operation.Shapes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every layer beside PyTorch's: value, tangent, gradients, the Hessian in one direction, and running statistics. */
class LayerReferenceTest {
    static final Table TABLE = new Table("layers.json");
    private static final Initialiser ZERO = Initialiser.constant(0);

    private static void row(String name, Supplier<Layer> maker) {
        TABLE.row(name, Evaluation.layer(maker));
    }

    static {
        row("linear", () -> linear("layer", 3, 5));
        row("prelu", () -> new PRelu("layer", 3));
        row("prelu with one slope", () -> new PRelu("layer", 1));
        row("dense batch norm", () -> BatchNorm.dense("norm", 3));
        row("dense batch norm of two rows", () -> BatchNorm.dense("norm", 3));
        row("dense batch norm without epsilon", () -> BatchNorm.dense("norm", 3).withEpsilon(0));
        row("dense batch norm in evaluation", () -> evaluating(BatchNorm.dense("norm", 3)));
        row("layer norm", () -> new LayerNorm("norm", 5));
        row("dropout", () -> new Dropout(0.4, new Generator(7)));
        row("dropout in evaluation", () -> evaluating(new Dropout(0.4, new Generator(7))));
        row("residual", () -> Residual.identity(body(3, 5, 3)));
        row("scaled residual, then relu", () -> Residual.scaled(0.3, body(3, 5, 3))
                .then(Activation.RELU));
        row("projected residual", () -> Residual.projected(body(3, 5, 2), linear("shortcut", 3, 2)));

        row("convolution", () -> convolution(1));
        row("convolution with bias", () -> convolution(2).withBias());
        ImageShape small = new ImageShape(3, 2, 4);
        row("batch norm of images", () -> BatchNorm.images("norm", small));
        row("batch norm of one image", () -> BatchNorm.images("norm", small));
        row("batch norm of images in evaluation", () -> evaluating(BatchNorm.images("norm", small)));
        ImageShape large = new ImageShape(3, 4, 6);
        row("max pooling", () -> new MaxPool(large, 2, 2));
        row("average pooling", () -> new AveragePool(large, 3, 1));
        row("global average pooling", () -> new GlobalAveragePool(large));
        row("subsampling", () -> new Subsample(new ImageShape(2, 4, 6), 4, 2));
        row("rnn", () -> new AllStates(rnn("layer", 2, 3)));
        row("lstm", () -> new AllStates(lstm("layer", 2, 3)));
        row("gru", () -> new AllStates(gru("layer", 2, 3)));
        row("rnn, truncated", () -> new Truncated(rnn("layer", 2, 3)));
        row("lstm, truncated", () -> new Truncated(lstm("layer", 2, 3)));
        row("gru, truncated", () -> new Truncated(gru("layer", 2, 3)));
    }

    private static Layer evaluating(Layer layer) {
        layer.setTraining(false);
        return layer;
    }

    private static Layer body(int in, int hidden, int out) {
        return Sequential.of(linear("layer1", in, hidden), Activation.TANH, linear("layer2", hidden, out));
    }

    /** Its weights come from the row. */
    static Linear linear(String name, int in, int out) {
        return new Linear(name, in, out, ZERO, new Generator(1));
    }

    private static Conv2d convolution(int stride) {
        return new Conv2d("layer", new ImageShape(2, 6, 5), 3, 3, stride, 1, ZERO, new Generator(1));
    }

    static Recurrent rnn(String name, int in, int hidden) {
        return new Rnn(name, in, hidden, ZERO, ZERO, Curve.TANH, new Generator(1));
    }

    static Recurrent lstm(String name, int in, int hidden) {
        return new Lstm(name, in, hidden, ZERO, ZERO, new Generator(1));
    }

    static Recurrent gru(String name, int in, int hidden) {
        return new Gru(name, in, hidden, ZERO, ZERO, new Generator(1));
    }

    /** From the first states and all steps of two features side by side, to all hidden states and the last states. */
    private record AllStates(Recurrent recurrent) implements Layer {
        @Override
        public Variable forward(Variable x) {
            return outputs(recurrent.forward(steps(recurrent, x), states(recurrent, x)));
        }

        @Override
        public List<Parameter> parameters() {
            return recurrent.parameters();
        }
    }

    /** The same in two halves, by truncated backpropagation: no gradient passes from the second one to the first. */
    private record Truncated(Recurrent recurrent) implements Layer {
        @Override
        public Variable forward(Variable x) {
            List<Variable> steps = steps(recurrent, x);
            int half = steps.size() / 2;
            Unrolled first = recurrent.forward(steps.subList(0, half), states(recurrent, x));
            Unrolled second = recurrent.resume(steps.subList(half, steps.size()), first.detached());
            return Shapes.stackColumns(outputs(first), outputs(second));
        }

        @Override
        public List<Parameter> parameters() {
            return recurrent.parameters();
        }
    }

    private static List<Variable> states(Recurrent recurrent, Variable x) {
        return parts(x, 0, recurrent.states() * recurrent.hidden(), recurrent.hidden());
    }

    private static List<Variable> steps(Recurrent recurrent, Variable x) {
        return parts(x, recurrent.states() * recurrent.hidden(), x.columns(), 2);
    }

    private static List<Variable> parts(Variable x, int from, int to, int width) {
        List<Variable> parts = new ArrayList<>();
        for (int at = from; at < to; at += width) {
            parts.add(Shapes.columns(x, at, at + width));
        }
        return parts;
    }

    private static Variable outputs(Unrolled unrolled) {
        return Shapes.stackColumns(Stream.concat(unrolled.hidden().stream(), unrolled.state().stream())
                .toArray(Variable[]::new));
    }

    @TestFactory
    List<DynamicTest> layerAgreesWithPyTorch() {
        return TABLE.tests();
    }

    @Test
    void everyReferenceIsCompared() {
        TABLE.requireAllRows();
    }
}
