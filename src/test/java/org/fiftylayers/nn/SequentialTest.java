package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;

class SequentialTest {
    @Test
    void learnsExclusiveOr() {
        Generator generator = new Generator(1);
        Sequential model = Sequential.of(
                new Linear("layer1", 2, 8, Initialiser.xavier(), generator),
                Activation.TANH,
                new Linear("layer2", 8, 2, Initialiser.xavier(), generator));
        Matrix inputs = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        int[] labels = {0, 1, 1, 0};
        Sgd optimiser = new Sgd(model.parameters(), 0.5);
        Tape tape = new Tape();
        double loss = 1;
        for (int step = 0; step < 500; step++) {
            tape.reset();
            optimiser.zeroGradients();
            Variable result = Losses.crossEntropy(model.forward(tape.constant(inputs)), labels);
            result.backward();
            optimiser.step();
            loss = result.number();
        }
        assertThat(loss).isLessThan(0.01);
    }

    @Test
    void tracesTheOutputOfEveryLayer() {
        Sequential model =
                Sequential.of(new Linear("layer1", 3, 4, Initialiser.he(), new Generator(1)), Activation.SIGMOID);
        Tape tape = new Tape();
        List<Variable> trace = model.trace(tape.constant(Matrix.row(1, 2, 3)));
        trace.get(1).sum().backward();

        assertThat(trace).hasSize(2);
        assertThat(trace.get(1).value())
                .isEqualTo(trace.get(0).value().map(org.fiftylayers.matrix.Elementary::sigmoid));
        assertThat(trace.get(0).gradient().norm()).isPositive();
        assertThat(model.parameters()).extracting(Parameter::name).containsExactly("layer1.weight", "layer1.bias");
    }

    @Test
    void runsALinearLayerAndItsActivationAsOneOperationWithTheSameBits() {
        Generator generator = new Generator(4);
        requireTheBitsOfSingleLayers(
                Sequential.of(
                        new Linear("layer1", 5, 7, Initialiser.he(), generator),
                        Activation.SIGMOID,
                        new Linear("layer2", 7, 9, Initialiser.he(), generator),
                        Activation.leakyRelu(0.1),
                        new Linear("layer3", 9, 3, Initialiser.he(), generator)),
                5);
    }

    @Test
    void runsBatchNormalisationAndReluAsOneOperationWithTheSameBits() {
        Generator generator = new Generator(5);
        requireTheBitsOfSingleLayers(
                Sequential.of(
                        new Linear("layer1", 5, 11, Initialiser.he(), generator),
                        BatchNorm.dense("norm1", 11),
                        Activation.RELU,
                        new Linear("layer2", 11, 3, Initialiser.he(), generator)),
                5);
        ImageShape shape = new ImageShape(2, 5, 5);
        requireTheBitsOfSingleLayers(
                Sequential.of(
                        BatchNorm.images("norm", shape),
                        Activation.RELU,
                        new Linear("layer", 50, 3, Initialiser.he(), generator)),
                50);
    }

    private static void requireTheBitsOfSingleLayers(Sequential model, int features) {
        Matrix batch = Matrix.gaussian(6, features, 1, new Generator(1));
        int[] labels = {0, 1, 2, 0, 1, 2};
        Tape tape = new Tape();
        Variable x = tape.variable(batch);
        Losses.crossEntropy(model.forward(x), labels).backward();
        int operations = tape.size();
        Matrix gradientOfX = x.gradient().copy();
        List<Matrix> gradients = model.parameters().stream()
                .map(parameter -> parameter.gradient().copy())
                .toList();
        model.parameters().forEach(Parameter::zeroGradient);
        tape.reset();
        x = tape.variable(batch);
        List<Variable> outputs = model.trace(x);
        Losses.crossEntropy(outputs.get(outputs.size() - 1), labels).backward();
        assertThat(operations).isLessThan(tape.size());
        assertThat(model.parameters()).extracting(Parameter::gradient).isEqualTo(gradients);
        assertThat(x.gradient()).isEqualTo(gradientOfX);
    }
}
