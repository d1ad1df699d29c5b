package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    /** One number that depends on every bit of a 200-step training run. */
    private static long fingerprintOfTraining() {
        Generator generator = new Generator(42);
        List<Layer> layers = new ArrayList<>();
        Activation[] activations = {Activation.SIGMOID, Activation.TANH, Activation.RELU, Activation.ELU};
        for (int i = 0; i < 8; i++) {
            layers.add(new Linear("layer" + i, 12, 12, Initialiser.xavier(), generator));
            layers.add(activations[i % 4]);
        }
        Sequential model = Sequential.of(layers);
        Matrix inputs = Matrix.gaussian(20, 12, 1, generator);
        int[] labels = new int[20];
        Arrays.setAll(labels, i -> generator.below(12));
        Sgd optimiser = new Sgd(model.parameters(), 0.5);
        Tape tape = new Tape();
        for (int step = 0; step < 200; step++) {
            tape.reset();
            optimiser.zeroGradients();
            Variable loss = Losses.crossEntropy(model.forward(tape.constant(inputs)), labels);
            loss.backward();
            optimiser.step();
        }
        long bits = 0;
        for (Parameter parameter : model.parameters()) {
            bits = 31 * bits + parameter.value().hashCode();
        }
        return bits;
    }

    @Test
    void trainingGivesTheSameBitsOnEveryMachine() {
        assertThat(fingerprintOfTraining()).isEqualTo(fingerprintOfTraining()).isEqualTo(-1218112581345577880L);
    }
}
