package org.fiftylayers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void trainsLayersThatShareTheirNames() {
        Generator generator = new Generator(1);
        Sequential model = Sequential.of(
                new Linear("layer", 2, 4, Initialiser.he(), generator),
                Residual.identity(Sequential.of(new Linear("layer", 4, 4, Initialiser.he(), generator))),
                new Linear("layer", 4, 2, Initialiser.he(), generator));
        Batches batches = new Batches(Synthetic.xor(), 4, generator);

        assertThat(new Training(model, new Sgd(model.parameters(), 0.1), batches)
                        .run(2)
                        .epochs())
                .hasSize(2);
    }

    @Test
    void learnsPrototypes() {
        Generator generator = new Generator(1);
        Dataset data = Synthetic.prototypes(600, generator);
        Sequential model = Sequential.of(
                new Linear("layer1", 64, 32, Initialiser.he(), generator),
                Activation.RELU,
                new Linear("layer2", 32, 10, Initialiser.he(), generator));
        Batches batches = new Batches(data.rows(0, 500), 20, generator);
        History history = new Training(model, new Adam(model.parameters(), 0.01), batches).run(5);
        assertThat(history.epochs()).hasSize(5);
        assertThat(history.last().loss())
                .isLessThan(0.1 * history.epochs().get(0).loss());
        assertThat(history.last().accuracy()).isGreaterThan(0.95);
        assertThat(Accuracy.of(model, data.rows(500, 600))).isGreaterThan(0.9);
        assertThat(history.toString()).startsWith("epoch 1: loss ").endsWith("\nfinished 5 epochs");
    }

    @Test
    void lossAndAccuracyAreMeansOverExamplesNotOverBatches() {
        // of three rows, each says class 0; one is of class 1, and may come in the batch of two or in that of one
        Dataset data =
                new Dataset(Matrix.of(new double[][] {{1, 0}, {1, 0}, {1, 0}}), new int[] {0, 0, 1}, List.of("a", "b"));
        Sgd nothing = new Sgd(List.of(), 1);
        History history = new Training(Activation.IDENTITY, nothing, new Batches(data, 2, new Generator(1)))
                .loss((output, batch) -> {
                    double mean = Arrays.stream(batch.labels()).average().orElseThrow();
                    return output.tape().variable(Matrix.filled(1, 1, mean));
                })
                .run(5);
        assertThat(history.epochs()).allSatisfy(epoch -> {
            assertThat(epoch.loss()).isCloseTo(1.0 / 3, within(1e-15));
            assertThat(epoch.accuracy()).isCloseTo(2.0 / 3, within(1e-15));
        });
    }

    @Test
    void stepsThatAreNotFiniteAreSkippedOnRequestAndCounted() {
        Generator generator = new Generator(1);
        Linear model = new Linear("layer1", 2, 2, Initialiser.xavier(), generator);
        Dataset data = Synthetic.xor();
        data.inputs().set(2, 0, Double.NaN);
        Training training = new Training(model, new Sgd(model.parameters(), 0.1), new Batches(data, 1, generator))
                .clipping(parameters -> Clipping.byGlobalNorm(parameters, 1));
        assertThatThrownBy(() -> training.run(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("gradient of layer1.weight is NaN");
        History history = training.skippingNotFinite().run(3);
        assertThat(history.last().skipped()).isEqualTo(1);
        assertThat(history.toString()).contains(", 1 steps skipped\n");
        assertThat(model.weight().value().norm()).isFinite();
    }
}
