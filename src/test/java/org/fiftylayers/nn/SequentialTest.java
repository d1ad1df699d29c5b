package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
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
        Sequential model = Sequential.of(
                new Linear("layer1", 5, 7, Initialiser.he(), generator),
                Activation.SIGMOID,
                new Linear("layer2", 7, 9, Initialiser.he(), generator),
                Activation.leakyRelu(0.1),
                new Linear("layer3", 9, 3, Initialiser.he(), generator));
        Matrix batch = Matrix.gaussian(6, 5, 1, generator);
        Tape tape = new Tape();
        Losses.crossEntropy(model.forward(tape.constant(batch)), new int[] {0, 1, 2, 0, 1, 2})
                .backward();
        int operations = tape.size();
        List<Matrix> gradients = model.parameters().stream()
                .map(parameter -> parameter.gradient().copy())
                .toList();
        model.parameters().forEach(Parameter::zeroGradient);
        tape.reset();
        List<Variable> outputs = model.trace(tape.constant(batch));
        Losses.crossEntropy(outputs.get(4), new int[] {0, 1, 2, 0, 1, 2}).backward();
        assertThat(operations).isLessThan(tape.size());
        assertThat(model.parameters()).extracting(Parameter::gradient).isEqualTo(gradients);
    }
}
