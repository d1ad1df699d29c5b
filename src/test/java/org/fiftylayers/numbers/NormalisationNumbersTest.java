package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.numbers.Agreement.requireClose;

import java.math.BigInteger;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normalisation, dropout, residual connections; the numbers are rows of the project's reference table. */
class NormalisationNumbersTest {
    // row 34
    @Test
    void batchNormAndReluMultiplyGradientsBy() {
        double factor = Math.PI / (Math.PI - 1);
        requireClose(factor, 1.46694220692, 1e-11);
        requireClose(Math.sqrt(factor), 1.21117389624, 1e-11);
        requireClose(Math.pow(factor, 50), 2.0924e8, 1e-4);
    }

    // row 34
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"8, 1.787", "16, 1.589", "64, 1.493"})
    void gradientsOfAFreshNetworkWithBatchNormAndReluGrowBy(int batch, double expected) {
        requireClose(gradientFactor(Activation.RELU, batch, 20, 3), expected, 0.02);
    }

    // row 35
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"8, 1.2", "16, 1.0769"})
    void gradientsOfAFreshLinearNetworkWithBatchNormGrowBy(int batch, double expected) {
        requireClose((batch - 2.0) / (batch - 3), expected, 1e-4);
        // the deeper, the further a finite width drifts from the theory of infinite width
        requireClose(gradientFactor(Activation.IDENTITY, batch, 6, 8), expected, 0.015);
    }

    /** By what the squared gradient grows per layer, without the first, whose inputs are no activations. */
    private static double gradientFactor(Layer activation, int batch, int depth, int draws) {
        int width = 512;
        double logarithm = 0;
        for (int draw = 0; draw < draws; draw++) {
            Generator generator = new Generator(34 + draw);
            Tape tape = new Tape();
            Variable x = tape.constant(Matrix.gaussian(batch, width, 1, generator));
            Variable[] z = new Variable[depth];
            for (int i = 0; i < depth; i++) {
                z[i] = new Linear("layer" + i, width, width, Initialiser.lecun(), generator).forward(x);
                x = activation.forward(BatchNorm.dense("norm" + i, width).forward(z[i]));
            }
            x.times(tape.constant(Matrix.gaussian(batch, width, 1, generator)))
                    .sum()
                    .backward();
            double ratio = z[1].gradient().norm() / z[depth - 1].gradient().norm();
            logarithm += 2 * Math.log(ratio) / (depth - 2) / draws;
        }
        return Math.exp(logarithm);
    }

    // row 39
    @Test
    void pathsThroughFiftyFourBlocksAreMostlyOfMiddleLength() {
        BigInteger paths = BigInteger.TWO.pow(54);
        assertThat(paths).isEqualTo(18014398509481984L);
        requireClose(Math.sqrt(54) / 2, 3.674235, 1e-6);
        requireClose(share(19, 35), .980166, 1e-6);
        requireClose(share(5, 17), .00453667, 1e-6);
        double mean = 0;
        for (int k = 0; k <= 54; k++) {
            mean += k * share(k, k);
        }
        requireClose(mean, 27, 1e-14);
    }

    /** The correlation of masks of ReLU for inputs of correlation c, (π − arccos c)/π. */
    private static double masks(double c) {
        return 1 - Math.acos(c) / Math.PI;
    }

    /** The correlation after ReLU and random weights (Cho and Saul, 2009). */
    private static double next(double c) {
        return Math.sqrt(1 - c * c) / Math.PI + c * masks(c);
    }

    // row 40
    @ParameterizedTest
    @CsvSource({"1, .5", "2, .301558", "4, .141595", "8, .050019", "16, .013318"})
    void gradientsOfTwoInputsLoseTheirCorrelationByAPowerLaw(int depth, double expected) {
        double c = 0;
        double product = 1;
        for (int i = 0; i < depth; i++) {
            product *= masks(c);
            c = next(c);
        }
        // to all digits of the table
        requireClose(product, expected, 5e-5);
        if (depth <= 4) {
            requireClose(gradientCorrelation(depth, false, false), expected, 0.05);
        }
    }

    // row 40
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"1, .5", "2, .25", "4, .0625"})
    void withBatchNormTheyLoseItExponentially(int depth, double expected) {
        requireClose(gradientCorrelation(depth, true, false), expected, 0.05);
    }

    // row 41
    @ParameterizedTest
    @CsvSource({"1, .75", "2, .581579", "4, .375243", "8, .187064"})
    void inResidualNetworksTheyLoseItMoreSlowly(int depth, double expected) {
        double c = 0;
        double product = 1;
        for (int i = 0; i < depth; i++) {
            product *= (1 + masks(c)) / 2;
            c = (c + next(c)) / 2;
        }
        requireClose(product, expected, 5e-6);
        if (depth <= 4) {
            requireClose(gradientCorrelation(depth, false, true), expected, 0.1);
        }
    }

    // row 41
    @ParameterizedTest
    @CsvSource({"4, .4552", "10, .2750", "30, .1343"})
    void withBatchNormInResidualNetworksTheyKeepMost(int depth, double expected) {
        double product = 1;
        for (int i = 0; i < depth; i++) {
            double variance = 1 + i * (Math.PI - 1) / Math.PI;
            product *= (variance + 0.5) / (variance + 1);
        }
        requireClose(product, expected, 5e-4);
        if (depth <= 4) {
            requireClose(gradientCorrelation(depth, true, true), expected, 0.1);
        }
    }

    /** The mean cosine between gradients at orthogonal inputs of a network with one output. */
    private static double gradientCorrelation(int depth, boolean normalised, boolean residual) {
        int width = 400;
        int batch = 100;
        int draws = 8;
        double mean = 0;
        for (int draw = 0; draw < draws; draw++) {
            Generator generator = new Generator(40 + draw);
            Tape tape = new Tape();
            Matrix inputs =
                    Initialiser.orthogonal().draw(batch, width, generator).times(Math.sqrt(width));
            Variable start = tape.variable(inputs);
            Variable x = start;
            for (int i = 0; i < depth; i++) {
                Layer linear = new Linear("layer" + i, width, width, Initialiser.he(), generator);
                if (residual) {
                    x = x.plus(linear.forward((normalised ? standardised(x) : x).relu()));
                } else {
                    Variable z = linear.forward(x);
                    x = (normalised ? standardised(z) : z).relu();
                }
            }
            x.matmul(tape.constant(Matrix.gaussian(width, 1, 1, generator)))
                    .sum()
                    .backward();
            Matrix sum = Matrix.zeros(1, width);
            for (int i = 0; i < batch; i++) {
                Matrix gradient = start.gradient().rowAt(i);
                sum = sum.plus(gradient.times(1 / gradient.norm()));
            }
            mean += (Math.pow(sum.norm(), 2) - batch) / (batch * (batch - 1.0)) / draws;
        }
        return mean;
    }

    /** Batch normalisation whose statistics count as constants, so that each output depends on its own input alone. */
    private static Variable standardised(Variable x) {
        BatchNorm norm = BatchNorm.dense("norm", x.columns());
        norm.forward(new Tape().constant(x.value()));
        // running statistics have gone a tenth of the way from 0 and 1
        Matrix mean = norm.state().get("norm.runningMean");
        Matrix variance = norm.state().get("norm.runningVariance");
        for (int i = 0; i < x.columns(); i++) {
            mean.data()[i] *= 10;
            variance.data()[i] = 10 * variance.data()[i] - 9;
        }
        norm.setTraining(false);
        return norm.forward(x);
    }

    /** The share of paths that pass through low to high of the blocks and skip the others. */
    private static double share(int low, int high) {
        BigInteger paths = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = 0; k <= high; k++) {
            paths = k < low ? paths : paths.add(choose);
            choose = choose.multiply(BigInteger.valueOf(54 - k)).divide(BigInteger.valueOf(k + 1));
        }
        return paths.doubleValue() / Math.scalb(1.0, 54);
    }
}
