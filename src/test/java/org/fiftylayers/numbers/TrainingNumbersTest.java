package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.Optimiser;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which networks learn ten prototypes in 64 dimensions within 400 steps, and which stay at chance: section G. */
@Tag("slow")
class TrainingNumbersTest {
    private static final int WIDTH = 64;

    // the fourth and the tenth row are on their way after 400 steps, further or less far with each seed
    @ParameterizedTest
    @CsvSource({
        "tanh, 4, .8, 1",
        "relu he, 4, .8, 1",
        "relu xavier, 4, .8, 1",
        "sigmoid, 4, 0, .5",
        "residual, 4, .8, 1",
        "sigmoid batch norm, 4, .8, 1",
        "relu batch norm, 4, .8, 1",
        "sigmoid, 20, 0, .2",
        "tanh, 20, .8, 1",
        "relu he, 20, .5, 1",
        "relu xavier, 20, 0, .2",
        "residual, 20, .8, 1",
        "sigmoid batch norm, 20, .8, 1",
        "sigmoid adam, 20, 0, .2",
        "relu he, 50, 0, .2",
    })
    void depthDecidesWhoLearns(String kind, int depth, double low, double high) {
        assertThat(accuracy(kind, depth)).isBetween(low, high);
    }

    // at depth 50 nobody is quite at chance or has quite learnt, but shortcuts are ahead of all
    @ParameterizedTest
    @CsvSource({"tanh", "relu batch norm"})
    void fiftyLayersLearnBestWithShortcuts(String kind) {
        assertThat(accuracy("residual", 50)).isGreaterThan(accuracy(kind, 50)).isGreaterThan(0.8);
    }

    private static double accuracy(String kind, int depth) {
        Generator generator = new Generator(7);
        Dataset all = Synthetic.prototypes(3000, generator);
        Dataset training = all.rows(0, 2000);
        Dataset test = all.rows(2000, 3000);
        Sequential model = model(kind, depth, generator);
        Optimiser optimiser =
                kind.endsWith("adam") ? new Adam(model.parameters(), 1e-3) : new Sgd(model.parameters(), 0.05);
        Tape tape = new Tape();
        Matrix inputs = Matrix.zeros(64, WIDTH);
        int[] labels = new int[64];
        for (int step = 0; step < 400; step++) {
            for (int i = 0; i < 64; i++) {
                int example = generator.below(2000);
                System.arraycopy(training.inputs().data(), example * WIDTH, inputs.data(), i * WIDTH, WIDTH);
                labels[i] = training.labels()[example];
            }
            tape.reset();
            optimiser.zeroGradients();
            Losses.crossEntropy(model.forward(tape.constant(inputs)), labels).backward();
            optimiser.step();
        }
        model.setTraining(false);
        Variable logits = model.forward(new Tape().constant(test.inputs()));
        int right = 0;
        for (int i = 0; i < test.size(); i++) {
            Matrix row = logits.value().rowAt(i);
            right += row.get(0, test.labels()[i])
                            == Arrays.stream(row.data()).max().orElseThrow()
                    ? 1
                    : 0;
        }
        return (double) right / test.size();
    }

    /** Depth − 1 hidden layers, and one of ten outputs. */
    private static Sequential model(String kind, int depth, Generator generator) {
        boolean he = kind.contains("he") || kind.equals("residual") || kind.equals("relu batch norm");
        Initialiser initialiser = he ? Initialiser.he() : Initialiser.xavier();
        Activation activation = kind.startsWith("sigmoid")
                ? Activation.SIGMOID
                : kind.startsWith("tanh") ? Activation.TANH : Activation.RELU;
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            Linear linear = new Linear("layer" + i, WIDTH, WIDTH, initialiser, generator);
            if (kind.equals("residual")) {
                layers.add(Residual.scaled(1 / Math.sqrt(depth), Sequential.of(linear, activation)));
            } else if (kind.endsWith("batch norm")) {
                layers.add(Sequential.of(linear, BatchNorm.dense("norm" + i, WIDTH), activation));
            } else {
                layers.add(Sequential.of(linear, activation));
            }
        }
        layers.add(new Linear("last", WIDTH, 10, Initialiser.xavier(), generator));
        return Sequential.of(layers);
    }
}
