package org.fiftylayers.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final References REFERENCES = References.of("layers.json");
    private static final Initialiser ZERO = Initialiser.constant(0);
    private static final Map<String, Supplier<Layer>> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("linear", () -> linear("layer", 3, 5));
        TABLE.put("prelu", () -> new PRelu("layer", 3));
        TABLE.put("prelu with one slope", () -> new PRelu("layer", 1));
        TABLE.put("dense batch norm", () -> BatchNorm.dense("norm", 3));
        TABLE.put("dense batch norm of two rows", () -> BatchNorm.dense("norm", 3));
        TABLE.put("dense batch norm without epsilon", () -> BatchNorm.dense("norm", 3)
                .withEpsilon(0));
        TABLE.put("dense batch norm in evaluation", () -> evaluating(BatchNorm.dense("norm", 3)));
        TABLE.put("layer norm", () -> new LayerNorm("norm", 5));
        TABLE.put("dropout", () -> new Dropout(0.4, new Generator(7)));
        TABLE.put("dropout in evaluation", () -> evaluating(new Dropout(0.4, new Generator(7))));
        TABLE.put("residual", () -> Residual.identity(body(3, 5, 3)));
        TABLE.put("scaled residual, then relu", () -> Residual.scaled(0.3, body(3, 5, 3))
                .then(Activation.RELU));
        TABLE.put("projected residual", () -> Residual.projected(body(3, 5, 2), linear("shortcut", 3, 2)));

        TABLE.put("convolution", () -> convolution(1));
        TABLE.put("convolution with bias", () -> convolution(2).withBias());
        ImageShape small = new ImageShape(3, 2, 4);
        TABLE.put("batch norm of images", () -> BatchNorm.images("norm", small));
        TABLE.put("batch norm of one image", () -> BatchNorm.images("norm", small));
        TABLE.put("batch norm of images in evaluation", () -> evaluating(BatchNorm.images("norm", small)));
        ImageShape large = new ImageShape(3, 4, 6);
        TABLE.put("max pooling", () -> new MaxPool(large, 2, 2));
        TABLE.put("average pooling", () -> new AveragePool(large, 3, 1));
        TABLE.put("global average pooling", () -> new GlobalAveragePool(large));
        TABLE.put("subsampling", () -> new Subsample(new ImageShape(2, 4, 6), 4, 2));
        TABLE.put("rnn", () -> new AllStates(rnn("layer", 2, 3)));
        TABLE.put("lstm", () -> new AllStates(lstm("layer", 2, 3)));
        TABLE.put("gru", () -> new AllStates(gru("layer", 2, 3)));
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
            int hidden = recurrent.hidden();
            int start = recurrent.states() * hidden;
            List<Variable> state = new ArrayList<>();
            for (int at = 0; at < start; at += hidden) {
                state.add(Shapes.columns(x, at, at + hidden));
            }
            List<Variable> steps = new ArrayList<>();
            for (int at = start; at < x.columns(); at += 2) {
                steps.add(Shapes.columns(x, at, at + 2));
            }
            Unrolled unrolled = recurrent.forward(steps, state);
            return Shapes.stackColumns(Stream.concat(unrolled.hidden().stream(), unrolled.state().stream())
                    .toArray(Variable[]::new));
        }

        @Override
        public List<Parameter> parameters() {
            return recurrent.parameters();
        }
    }

    @TestFactory
    List<DynamicTest> layerAgreesWithPyTorch() {
        return TABLE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> Evaluation.checkLayer(REFERENCES.row(entry.getKey()), entry.getValue())))
                .toList();
    }

    @Test
    void everyReferenceIsCompared() {
        REFERENCES.requireRows(TABLE.keySet());
    }
}
