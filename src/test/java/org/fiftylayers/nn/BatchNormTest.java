package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class BatchNormTest {
    private final Generator generator = new Generator(5);
    private final Tape tape = new Tape();

    private BatchNorm moved(BatchNorm layer) {
        layer.parameters().forEach(p -> {
            for (int i = 0; i < p.value().size(); i++) {
                p.value().data()[i] += generator.uniform(-0.5, 0.5);
            }
        });
        return layer;
    }

    @Test
    void outputHasTheMeanAndDeviationThatShiftAndGainSay() {
        BatchNorm layer = BatchNorm.dense("norm", 3).withEpsilon(0);
        layer.parameters().get(0).value().set(0, 1, 5);
        layer.parameters().get(1).value().set(0, 1, -2);
        Matrix y = layer.forward(
                        tape.constant(Matrix.gaussian(20, 3, 7, generator).plus(1e6)))
                .value();
        double[] column = y.transpose().rowAt(1).data();
        double mean = Matrix.row(column).mean();
        assertThat(mean).isCloseTo(-2, within(1e-8));
        assertThat(Matrix.row(column).minus(mean).square().mean()).isCloseTo(25, within(1e-7));
    }

    /** Row 33: with ε = 0 the gradient is orthogonal to 1 and to x̂, in every channel. */
    @Test
    void gradientIsOrthogonalToOnesAndToTheNormalisedInput() {
        BatchNorm layer = moved(BatchNorm.dense("norm", 4).withEpsilon(0));
        Matrix input = Matrix.gaussian(16, 4, 3, generator);
        Matrix weights = Matrix.gaussian(16, 4, 1, generator);
        Variable x = tape.variable(input);
        layer.forward(x).times(tape.constant(weights)).sum().backward();
        for (int c = 0; c < 4; c++) {
            double mean = input.transpose().rowAt(c).mean();
            double sum = 0;
            double along = 0;
            for (int i = 0; i < 16; i++) {
                sum += x.gradient().get(i, c);
                along += x.gradient().get(i, c) * (input.get(i, c) - mean);
            }
            assertThat(sum).isCloseTo(0, within(1e-13));
            assertThat(along).isCloseTo(0, within(1e-13));
        }
    }

    @Test
    void aBatchOfTwoBecomesPlusAndMinusOneWithoutAnyGradient() {
        BatchNorm layer = BatchNorm.dense("norm", 2).withEpsilon(0);
        Variable x = tape.variable(Matrix.of(new double[][] {{1, 5}, {2, -7}}));
        Variable y = layer.forward(x);
        assertThat(y.value()).isEqualTo(Matrix.of(new double[][] {{-1, 1}, {1, -1}}));
        y.times(tape.constant(Matrix.of(new double[][] {{3, 1}, {-2, 4}})))
                .sum()
                .backward();
        assertThat(x.gradient().norm()).isLessThan(1e-14);
    }

    /** Row 33: W → cW changes nothing but the gradient, by 1/c; and the gradient is orthogonal to the weights. */
    @Test
    void theScaleOfTheWeightsBeforeItDoesNotMatter() {
        Matrix x = Matrix.gaussian(8, 3, 1, generator);
        Matrix probe = Matrix.gaussian(8, 2, 1, generator);
        Matrix weight = Matrix.gaussian(3, 2, 1, generator);
        Variable w = tape.variable(weight);
        Variable scaled = tape.variable(weight.times(10));
        BatchNorm layer = BatchNorm.dense("norm", 2).withEpsilon(0);
        Variable y = layer.forward(tape.constant(x).matmul(w));
        Variable z = layer.forward(tape.constant(x).matmul(scaled));
        y.plus(z).times(tape.constant(probe)).sum().backward();
        assertThat(z.value().minus(y.value()).norm()).isLessThan(1e-12);
        assertThat(scaled.gradient().times(10).minus(w.gradient()).norm()).isLessThan(1e-12);
        assertThat(w.gradient().times(weight).transpose().rowAt(0).sum()).isCloseTo(0, within(1e-12));
    }

    @Test
    void runningStatisticsFollowTheUnbiasedVarianceAndServeInEvaluation() {
        BatchNorm layer = BatchNorm.dense("norm", 1);
        layer.forward(tape.constant(Matrix.column(1, 2, 6)));
        // mean 3, unbiased variance (4 + 1 + 9)/2 = 7
        assertThat(running(layer, "Mean")).isCloseTo(0.3, within(1e-15));
        assertThat(running(layer, "Variance")).isCloseTo(0.9 + 0.7, within(1e-15));
        layer.setTraining(false);
        Matrix y = layer.forward(tape.constant(Matrix.column(5))).value();
        assertThat(y.number()).isCloseTo((5 - 0.3) / Math.sqrt(1.6 + 1e-5), within(1e-14));
        assertThat(running(layer, "Mean")).isCloseTo(0.3, within(1e-15));
        assertThat(layer.state().keySet())
                .containsExactly("norm.gain", "norm.shift", "norm.runningMean", "norm.runningVariance");
    }

    private static double running(BatchNorm layer, String what) {
        return Objects.requireNonNull(layer.state().get("norm.running" + what)).number();
    }

    @Test
    void imagesShareTheStatisticsOfAChannel() {
        BatchNorm images = BatchNorm.images("norm", new ImageShape(2, 1, 3));
        Matrix input = Matrix.gaussian(4, 6, 1, generator);
        Matrix pixels = Matrix.zeros(12, 2);
        for (int i = 0; i < 24; i++) {
            pixels.set(i / 6 * 3 + i % 3, i / 3 % 2, input.data()[i]);
        }
        Matrix y = images.forward(tape.constant(input)).value();
        Matrix expected =
                BatchNorm.dense("norm", 2).forward(tape.constant(pixels)).value();
        for (int i = 0; i < 24; i++) {
            assertThat(y.data()[i]).isCloseTo(expected.get(i / 6 * 3 + i % 3, i / 3 % 2), within(1e-14));
        }
    }

    @Test
    void refusesWhatHasNoVariance() {
        BatchNorm layer = BatchNorm.dense("norm1", 3);
        assertThatThrownBy(() -> layer.forward(tape.constant(Matrix.zeros(1, 3))))
                .hasMessage("batchNorm norm1: input is 1×3, one value per feature; a variance needs at least 2 in"
                        + " training (for single inputs call setTraining(false))");
        assertThatThrownBy(() -> layer.forward(tape.constant(Matrix.zeros(2, 4))))
                .hasMessage("batchNorm norm1: input is 2×4; it must have 3 columns");
        assertThatThrownBy(() -> layer.withEpsilon(-1))
                .hasMessageContaining("epsilon is -1.0; it must be a finite number, at least 0");
        layer.setTraining(false);
        assertThat(layer.forward(tape.constant(Matrix.zeros(1, 3))).value()).isEqualTo(Matrix.zeros(1, 3));
    }
}
