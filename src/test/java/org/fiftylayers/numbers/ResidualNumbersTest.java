package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.numbers.Agreement.requireClose;

import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Residual;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths through residual networks, and shattered gradients; the numbers are rows of the project's reference table. */
class ResidualNumbersTest {
    // row 39
    @Test
    void fiftyFourBlocksHaveTwoPathsEach() {
        Variable x = new Tape().variable(Matrix.filled(1, 1, 1));
        Variable y = x;
        for (int i = 0; i < 54; i++) {
            y = Residual.identity(Activation.IDENTITY).forward(y);
        }
        y.backward();
        assertThat(x.gradient().number()).isEqualTo(18014398509481984.0);
    }

    // row 39
    @Test
    void pathsThroughFiftyFourBlocksAreMostlyOfMiddleLength() {
        // every body moves what it gets one column on, so that column k has all that came through k bodies
        Matrix shift = Matrix.zeros(55, 55);
        for (int k = 0; k < 54; k++) {
            shift.set(k, k + 1, 1);
        }
        Layer block = Residual.identity(new Linear("shift", 55, 55, (in, out, generator) -> shift, new Generator(39)));
        Variable x = new Tape().constant(Matrix.identity(55).rowAt(0));
        for (int i = 0; i < 54; i++) {
            x = block.forward(x);
        }
        Matrix shares = x.value().times(Math.scalb(1.0, -54));
        double mean = 0;
        double square = 0;
        for (int k = 0; k <= 54; k++) {
            mean += k * shares.get(0, k);
            square += k * k * shares.get(0, k);
        }
        requireClose(mean, 27, 1e-14);
        requireClose(Math.sqrt(square - mean * mean), Math.sqrt(54) / 2, 1e-12);
        requireClose(sum(shares, 19, 35), 0.9801656732719317, 1e-9);
        requireClose(sum(shares, 5, 17), 0.004536670150778743, 1e-9);
    }

    private static double sum(Matrix row, int first, int last) {
        double sum = 0;
        for (int k = first; k <= last; k++) {
            sum += row.get(0, k);
        }
        return sum;
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
        if (depth <= 4) { // where the row asks for it
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
    @CsvSource({"1, .75, .750", "2, .581579, .538", "4, .375243, .368"})
    void inResidualNetworksTheyLoseItMoreSlowly(int depth, double theory, double measured) {
        requireKeptByShortcuts(depth, theory, measured);
    }

    // row 41
    @Tag("slow")
    @Test
    void eightBlocksKeepMoreThanATenthOfIt() {
        requireKeptByShortcuts(8, .187064, .184);
    }

    private static void requireKeptByShortcuts(int depth, double theory, double measured) {
        double c = 0;
        double product = 1;
        for (int i = 0; i < depth; i++) {
            product *= (1 + masks(c)) / 2;
            c = (c + next(c)) / 2;
        }
        requireClose(product, theory, 5e-6);
        double found = gradientCorrelation(depth, false, true);
        requireClose(found, theory, 0.1);
        requireClose(found, measured, 0.1);
    }

    // row 41
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"4, .4552, .437", "10, .2750, .252", "30, .1343, .121"})
    void withBatchNormInResidualNetworksTheyKeepMost(int depth, double theory, double measured) {
        requireClose(kept(depth, (Math.PI - 1) / Math.PI), theory, 5e-4);
        double found = gradientCorrelation(depth, true, true);
        requireClose(found, theory, 0.1);
        requireClose(found, measured, 0.1);
    }

    // row 41
    @Test
    void theyLoseItByAPowerLawAsWell() {
        double growth = (Math.PI - 1) / Math.PI;
        requireClose(Math.log(kept(20_000, growth) / kept(10_000, growth)) / Math.log(2), -.733, 1e-3);
        // if each body had an output of variance 1 about its mean, as the paper supposes, it would be 1/√depth
        requireClose(kept(10, 1), .3364, 1e-4);
        requireClose(Math.log(kept(20_000, 1) / kept(10_000, 1)) / Math.log(2), -.5, 1e-3);
    }

    /** Π (v + ½)/(v + 1), where v, 1 at first, is the variance that grows from block to block. */
    private static double kept(int depth, double growth) {
        double product = 1;
        for (int i = 0; i < depth; i++) {
            double variance = 1 + i * growth;
            product *= (variance + 0.5) / (variance + 1);
        }
        return product;
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
}
