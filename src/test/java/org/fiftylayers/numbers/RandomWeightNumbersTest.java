package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.numbers.Agreement.requireClose;
import static org.fiftylayers.numbers.Agreement.requireMean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Gain;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.probe.Jacobian;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What random weights do to signals and gradients; the numbers are rows of the project's reference table. */
class RandomWeightNumbersTest {
    private static final double EULER_GAMMA = 0.5772156649015329;

    private static double square(double x) {
        return x * x;
    }

    private static double squares(Matrix matrix) {
        return square(matrix.norm());
    }

    // row 16
    @Test
    void aProductOfNormalWeightsTypicallyVanishes() {
        double mean = Quadrature.normalWithKink(w -> Math.log(Math.abs(w)));
        requireClose(mean, -.635181422730739, 1e-12);
        requireClose(-(EULER_GAMMA + Math.log(2)) / 2, -.635181422730739, 1e-12);
        requireClose(Quadrature.normalWithKink(w -> square(Math.log(Math.abs(w)) - mean)), 1.233700550136170, 1e-12);
        requireClose(Math.exp(50 * mean), 1.611427070166152e-14, 1e-12);
        // while the mean of the squared product, of two weights or of fifty, is 1
        requireClose(Math.pow(Quadrature.normal(w -> w * w), 50), 1, 1e-12);
        Generator generator = new Generator(16);
        requireMean(-.635181422730739, 100_000, () -> Math.log(Math.abs(generator.gaussian())));
        requireMean(1, 100_000, () -> square(generator.gaussian() * generator.gaussian()));
    }

    // row 17
    @ParameterizedTest
    @CsvSource({
        "1, -1.27036284546147817, 4.93480220054467931",
        "10, -.103320244002299902, .221322955737115325",
        "100, -.0100333320002538617, .0202013332266971258"
    })
    void aLinearLayerOfWidthDriftsDown(int width, double drift, double variance) {
        double found = PolyGamma.digamma(width / 2.0) - Math.log(width / 2.0);
        requireClose(found, drift, 1e-9);
        requireClose(PolyGamma.trigamma(width / 2.0), variance, 1e-9);
        Generator generator = new Generator(17);
        Matrix unit = Matrix.filled(1, width, 1 / Math.sqrt(width));
        requireMean(
                found,
                20_000 / width + 800,
                () -> Math.log(squares(unit.matmul(Initialiser.lecun().draw(width, width, generator)))));
    }

    // row 18
    @ParameterizedTest
    @CsvSource({"0, 0.5, 2", ".01, .50005, 1.9998000199980002", ".25, .53125, 1.88235294117647059"})
    void aLeakyReluPassesItsShareOfTheSecondMoment(double leak, double share, double critical) {
        Curve curve = leak == 0 ? Curve.RELU : Curve.leakyRelu(leak);
        double found = Quadrature.normalWithKink(z -> square(curve.value().applyAsDouble(z)));
        requireClose(found, share, 1e-12);
        requireClose(1 / found, critical, 1e-12);
        requireClose(square(Gain.of(curve)), critical, 1e-12);
        requireClose(square(Gain.backward(curve)), critical, 1e-12);
    }

    // row 18
    @Test
    void heKeepsTheSecondMomentThatXavierHalves() {
        requireClose(meanSquareAfterRelu(Initialiser.he()), 0.5, 0.02);
        requireClose(meanSquareAfterRelu(Initialiser.xavier()), 0.25, 0.02);
    }

    /** E relu(z)² in the second of two layers, whose inputs have a second moment of ½. */
    private static double meanSquareAfterRelu(Initialiser initialiser) {
        Generator generator = new Generator(18);
        Matrix inputs = Matrix.gaussian(200, 500, 1, generator).apply(Curve.RELU);
        Layer layer = new Linear("layer1", 500, 500, initialiser, generator);
        Variable y = layer.forward(new Tape().constant(inputs)).relu();
        return squares(y.value()) / y.value().size();
    }

    // row 19
    @Test
    void fanRulesHaveTheirLimitsAndVariances() {
        Generator generator = new Generator(19);
        double limit = .075955452531;
        requireClose(Math.sqrt(6.0 / (784 + 256)), limit, 1e-11);
        Matrix uniform = Initialiser.xavierUniform().draw(784, 256, generator);
        assertThat(uniform.max()).isLessThan(limit).isGreaterThan(limit * 0.9999);
        assertThat(uniform.min()).isGreaterThan(-limit).isLessThan(-limit * 0.9999);
        requireClose(squares(uniform) / uniform.size(), 2.0 / 1040, 0.02);
        requireClose(squares(Initialiser.xavier().draw(784, 256, generator)) / uniform.size(), 2.0 / 1040, 0.02);
        requireClose(Math.sqrt(2.0 / 256), .088388347648, 1e-11);
        Matrix he = Initialiser.he().draw(256, 400, generator);
        requireClose(he.norm() / Math.sqrt(he.size()), .088388347648, 0.01);
        // the old rule, uniform in ±1/√n, multiplies the variance of a linear layer by ⅓
        Matrix old = Matrix.uniform(256, 400, -1.0 / 16, 1.0 / 16, generator);
        requireClose(256 * squares(old) / old.size(), 1.0 / 3, 0.02);
        requireClose(Math.pow(1.0 / 3, 5), .00411523, 1e-6);
    }

    // row 20
    @ParameterizedTest
    @CsvSource({"100, 20, 2.653298", "100, 50, 11.4674", "1000, 50, 1.283226"})
    void secondMomentsOfAFiniteWidthGrowWithDepth(int width, int depth, double expected) {
        // of n outputs, each relu(√(2/n) z): n fourth moments and n (n − 1) products of two squares
        double fourth =
                Quadrature.normalWithKink(z -> square(square(Curve.RELU.value().applyAsDouble(z))));
        double layer = 4.0 / width * (fourth + (width - 1) * square(secondMoment(Curve.RELU)));
        requireClose(layer, 1 + 5.0 / width, 1e-12);
        // to all digits of the table
        requireClose(Math.pow(layer, depth), expected, 3e-6);
    }

    // row 20
    @Test
    void oneReluLayerOfFiniteWidthSpreadsAsItShould() {
        Generator generator = new Generator(20);
        int width = 20;
        Matrix input = Matrix.filled(1, width, 1 / Math.sqrt(width));
        requireMean(1 + 5.0 / width, 20_000, () -> {
            Matrix weights = Initialiser.he().draw(width, width, generator);
            return square(squares(input.matmul(weights).apply(Curve.RELU)));
        });
    }

    // row 21
    @Test
    void eluHasItsMomentsOverNormalInputs() {
        requireClose(Quadrature.normalWithKink(Curve.ELU.value()), .160520572267, 1e-9);
        requireClose(secondMoment(Curve.ELU), .644945417493, 1e-9);
        requireClose(slopeMoment(Curve.ELU), .668102001223, 1e-9);
        requireClose(square(Gain.of(Curve.ELU)), 1 / .644945417493, 1e-9);
        requireClose(square(Gain.backward(Curve.ELU)), 1 / .668102001223, 1e-9);
    }

    // row 22
    @Test
    void seluKeepsMeanAndVarianceButNotGradients() {
        assertThat(Quadrature.normalWithKink(Curve.SELU.value())).isBetween(-1e-9, 1e-9);
        requireClose(secondMoment(Curve.SELU), 1, 1e-9);
        requireClose(slopeMoment(Curve.SELU), 1.07157499246, 1e-9);
    }

    private static double secondMoment(Curve f) {
        return Quadrature.normalWithKink(z -> square(f.value().applyAsDouble(z)));
    }

    private static double slopeMoment(Curve f) {
        return Quadrature.normalWithKink(
                z -> square(f.slope().applyAsDouble(z, f.value().applyAsDouble(z))));
    }

    // row 30
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 6.75", "5, 14.92992", "10, 28.531167", "50, 137.271"})
    void aProductOfGaussiansIsFarFromAnIsometry(int length, double expected) {
        requireClose(Math.pow(length + 1, length + 1) / Math.pow(length, length), expected, 1e-6);
        if (length > 10) { // a width of 200 is no longer infinite
            return;
        }
        Generator generator = new Generator(30);
        double largest = 0;
        double mean = 0;
        double fourth = 0;
        int draws = 3;
        for (int draw = 0; draw < draws; draw++) {
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                layers.add(new Linear("layer" + i, 200, 200, Initialiser.lecun(), generator));
            }
            double[] s = Jacobian.singularValues(Sequential.of(layers)::forward, Matrix.zeros(1, 200));
            largest += square(s[0]) / draws;
            mean += Arrays.stream(s).map(x -> square(x)).sum() / 200 / draws;
            fourth += Arrays.stream(s).map(x -> square(square(x))).sum() / 200 / draws;
        }
        requireClose(largest, expected, 0.15);
        requireClose(mean, 1, 0.15);
        requireClose(fourth, length + 1, 0.15);
    }

    // row 30
    @Test
    void aProductOfOrthogonalMatricesIsOne() {
        Generator generator = new Generator(30);
        Matrix product = Matrix.identity(100);
        for (int i = 0; i < 10; i++) {
            product = product.matmul(Initialiser.orthogonal().draw(100, 100, generator));
        }
        Matrix rest = product.transpose().matmul(product).minus(Matrix.identity(100));
        // every singular value s has |s² − 1| at most this
        assertThat(rest.norm()).isLessThan(1e-12);
    }

    // row 31
    @ParameterizedTest
    @CsvSource({"1.4142135623730951", "1"})
    void everyLayerOfAReluNetworkHasTheSameProductOfWeightAndGradient(double gain) {
        Generator generator = new Generator(31);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            layers.add(new Linear("layer" + i, 32, 32, Initialiser.lecun().scaled(gain), generator));
            if (i < 19) {
                layers.add(Activation.RELU);
            }
        }
        Tape tape = new Tape();
        Variable f = Sequential.of(layers).forward(tape.constant(Matrix.gaussian(8, 32, 1, generator)));
        f.times(tape.constant(Matrix.gaussian(8, 32, 1, generator))).sum().backward();
        double output = f.value().times(f.gradient()).sum();
        for (Layer layer : layers) {
            if (layer instanceof Linear linear) {
                Parameter w = linear.weight();
                requireClose(w.value().times(w.gradient()).sum(), output, 1e-12);
            }
        }
    }

    // row 32
    @Tag("slow")
    @ParameterizedTest
    // for all inputs there is no formula: of 8 million draws in C, .6214 and .6310 died (of the table's 8000, .625 and
    // .635)
    @CsvSource({"2, 5, .7626953125, .6214", "3, 10, .7369244238, .6310"})
    void narrowReluNetworksDieAsOftenAsTheFormulaSays(int width, int depth, double forOneInput, double forAll) {
        Generator generator = new Generator(32);
        int dead = 0;
        int deadForAll = 0;
        int draws = 32_000; // whose standard error is a third of the tolerance
        for (int draw = 0; draw < draws; draw++) {
            Matrix outputs = outputsForBothRays(width, depth, generator);
            boolean first = outputs.rowAt(0).max() == 0;
            dead += first ? 1 : 0;
            deadForAll += first && outputs.rowAt(1).max() == 0 ? 1 : 0;
        }
        requireClose(deadShare(width, depth), forOneInput, 1e-9);
        requireClose((double) dead / draws, forOneInput, 0.015);
        requireClose((double) deadForAll / draws, forAll, 0.015);
    }

    // row 32
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"4, 50, .9603207", "10, 50, .0476779"})
    void deepNarrowReluNetworksDieAsOftenAsTheFormulaSays(int width, int depth, double expected) {
        requireClose(deadShare(width, depth), expected, 1e-6);
        Generator generator = new Generator(32);
        requireMean(
                deadShare(width, depth),
                8000,
                () -> outputsForBothRays(width, depth, generator).rowAt(0).max() == 0 ? 1 : 0);
    }

    /** For one input: in each layer all units are negative with probability 2⁻ⁿ. */
    private static double deadShare(int width, int depth) {
        return 1 - Math.pow(1 - Math.pow(2, -width), depth);
    }

    /** What a fresh network of one input makes of 1 and −1, which stand for all positive and all negative inputs. */
    private static Matrix outputsForBothRays(int width, int depth, Generator generator) {
        Variable x = new Tape().constant(Matrix.column(1, -1));
        for (int i = 0; i < depth; i++) {
            x = new Linear("layer" + i, x.columns(), width, Initialiser.he(), generator)
                    .forward(x)
                    .relu();
        }
        return x.value();
    }
}
