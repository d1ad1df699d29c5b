package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

/** Layer normalisation, learnt slopes, and weights that are normalised by data. */
class NormalisationTest {
    private final Generator generator = new Generator(1);
    private final Tape tape = new Tape();

    @Test
    void layerNormMakesEveryRowOfMeanZeroAndDeviationOne() {
        LayerNorm layer = new LayerNorm("norm", 6);
        Matrix y = layer.forward(
                        tape.constant(Matrix.gaussian(3, 6, 20, generator).plus(100)))
                .value();
        for (int i = 0; i < 3; i++) {
            assertThat(y.rowAt(i).mean()).isCloseTo(0, within(1e-14));
            assertThat(y.rowAt(i).square().mean()).isCloseTo(1, within(1e-6));
        }
        // (1, 3) has mean 2 and variance 1
        Matrix pair = new LayerNorm("norm", 2)
                .forward(tape.constant(Matrix.row(1, 3)))
                .value();
        assertThat(pair.get(0, 1)).isCloseTo(1 / Math.sqrt(1 + 1e-5), within(1e-15));
    }

    @Test
    void layerNormIsTheTransposedBatchNorm() {
        Matrix input = Matrix.gaussian(5, 4, 1, generator);
        Matrix y = new LayerNorm("norm", 4).forward(tape.constant(input)).value();
        Matrix z = BatchNorm.dense("norm", 5)
                .forward(tape.constant(input.transpose()))
                .value();
        assertThat(y.minus(z.transpose()).norm()).isLessThan(1e-13);
    }

    @Test
    void pReluLearnsTheSlopeOfItsNegativeSide() {
        PRelu layer = new PRelu("prelu", 2);
        Variable x = tape.variable(Matrix.of(new double[][] {{-4, 3}, {2, -8}}));
        Variable y = layer.forward(x);
        y.sum().backward();
        assertThat(y.value()).isEqualTo(Matrix.of(new double[][] {{-1, 3}, {2, -2}}));
        assertThat(x.gradient()).isEqualTo(Matrix.of(new double[][] {{0.25, 1}, {1, 0.25}}));
        assertThat(layer.parameters().get(0).gradient()).isEqualTo(Matrix.row(-4, -8));
        assertThat(layer.state().keySet()).containsExactly("prelu.slope");
    }

    @Test
    void unitVarianceLayerAfterLayerWhateverTheActivation() {
        Linear first = new Linear("layer1", 20, 30, Initialiser.constant(0), generator);
        Linear second = new Linear("layer2", 30, 30, Initialiser.constant(0), generator);
        Linear third = new Linear("layer3", 30, 10, Initialiser.constant(0), generator);
        Residual block = Residual.identity(Sequential.of(List.of(Activation.SIGMOID, second)));
        Sequential model = Sequential.of(first, Activation.TANH, block, Activation.RELU, third);
        Matrix batch = Matrix.uniform(50, 20, 0, 5, generator);
        Lsuv.apply(model, batch, generator);
        Variable x = tape.constant(batch);
        for (Layer layer : model.layers()) {
            if (layer == block) {
                assertThat(variance(block.body().forward(x))).isCloseTo(1, within(1e-3));
            }
            x = layer.forward(x);
            if (layer instanceof Linear) {
                assertThat(variance(x)).isCloseTo(1, within(1e-3));
            }
        }
        Matrix w = third.weight().value();
        Matrix products = w.transpose().matmul(w);
        assertThat(products.get(0, 1) / products.get(0, 0)).isCloseTo(0, within(1e-12));
    }

    private static double variance(Variable y) {
        return y.value().minus(y.value().mean()).square().mean();
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        Variable x = tape.constant(Matrix.zeros(2, 3));
        assertThatThrownBy(() -> new LayerNorm("norm", 4).forward(x))
                .hasMessage("layerNorm: input is 2×3; it must have 4 columns, as norm.gain 1×4");
        assertThatThrownBy(() -> new PRelu("prelu", 4).forward(x))
                .hasMessage("pRelu: input is 2×3; it must have 4 columns, as prelu.slope 1×4");
        Sequential model = Sequential.of(new Linear("layer1", 3, 2, Initialiser.he(), generator));
        assertThatThrownBy(() -> Lsuv.apply(model, Matrix.zeros(2, 3), generator))
                .hasMessage("lsuv: outputs with layer1.weight have variance 0.0 after 0 steps;"
                        + " it must be above 0 and reach 1");
    }
}
