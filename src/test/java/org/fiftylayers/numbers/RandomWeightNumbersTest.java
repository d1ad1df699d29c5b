package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fiftylayers.numbers.Agreement.requireClose;
import static org.fiftylayers.numbers.Agreement.requireMean;

import java.util.ArrayList;
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
        requireClose(Math.exp(50 * mean), 1.611427e-14, 1e-6);
        Generator generator = new Generator(16);
        requireMean(-.635181422730739, 100_000, () -> Math.log(Math.abs(generator.gaussian())));
    }

    // row 17
    @ParameterizedTest
    @CsvSource({"1, -1.2703628, 4.9348022", "10, -.1033202440, .2213229557", "100, -.0100333320, .0202013332"})
    void aLinearLayerOfWidthDriftsDown(int width, double drift, double variance) {
        double found = PolyGamma.digamma(width / 2.0) - Math.log(width / 2.0);
        // to all digits of the table
        assertThat(found).isCloseTo(drift, within(width == 1 ? 5e-8 : 5e-11));
        assertThat(PolyGamma.trigamma(width / 2.0)).isCloseTo(variance, within(width == 1 ? 5e-8 : 5e-11));
        Generator generator = new Generator(17);
        Matrix unit = Matrix.filled(1, width, 1 / Math.sqrt(width));
        requireMean(
                found,
                20_000 / width + 800,
                () -> Math.log(squares(unit.matmul(Initialiser.lecun().draw(width, width, generator)))));
    }

    // row 18
    @ParameterizedTest
    @CsvSource({"0, 0.5, 2", ".01, .50005, 1.9998000200", ".25, .53125, 1.8823529412"})
    void aLeakyReluPassesItsShareOfTheSecondMoment(double leak, double share, double critical) {
        Curve curve = leak == 0 ? Curve.RELU : Curve.leakyRelu(leak);
        double found = Quadrature.normalWithKink(z -> square(curve.value().applyAsDouble(z)));
        requireClose(found, share, 1e-12);
        requireClose(1 / found, critical, 1e-10);
        requireClose(square(Gain.of(curve)), 1 / share, 1e-11);
        requireClose(square(Gain.backward(curve)), 1 / share, 1e-11);
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
        requireClose(Math.pow(1 + 5.0 / width, depth), expected, 1e-5);
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
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 6.75", "5, 14.92992", "10, 28.531167", "50, 137.271"})
    void theLargestSingularValueOfAProductGrowsWithItsLength(int length, double expected) {
        requireClose(Math.pow(length + 1, length + 1) / Math.pow(length, length), expected, 1e-6);
    }

    // row 30
    @Tag("slow")
    @Test
    void aProductOfTenGaussiansIsFarFromAnIsometry() {
        Generator generator = new Generator(30);
        double largest = 0;
        double mean = 0;
        double fourth = 0;
        int draws = 3;
        for (int draw = 0; draw < draws; draw++) {
            Matrix product = Matrix.identity(200);
            for (int i = 0; i < 10; i++) {
                product = product.matmul(Initialiser.lecun().draw(200, 200, generator));
            }
            Matrix squared = product.transpose().matmul(product);
            largest += square(Spectrum.norm(product)) / draws;
            mean += squares(product) / 200 / draws;
            fourth += squares(squared) / 200 / draws;
        }
        requireClose(largest, 28.531167, 0.15);
        requireClose(mean, 1, 0.15);
        requireClose(fourth, 11, 0.15);
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
    @ParameterizedTest
    @CsvSource({"2, 5, .7626953125", "3, 10, .7369244238", "4, 50, .9603207", "10, 50, .0476779"})
    void narrowReluNetworksAreDeadForOneInput(int width, int depth, double expected) {
        requireClose(1 - Math.pow(1 - Math.pow(2, -width), depth), expected, 1e-6);
    }

    // row 32
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"2, 5, .7626953125, .625", "3, 10, .7369244238, .635"})
    void narrowReluNetworksDieAsOftenAsTheFormulaSays(int width, int depth, double forOneInput, double forAll) {
        Generator generator = new Generator(32);
        int dead = 0;
        int deadForAll = 0;
        int draws = 8000;
        // one input and its opposite stand for the two rays of a line
        Matrix inputs = Matrix.column(1, -1);
        Tape tape = new Tape();
        for (int draw = 0; draw < draws; draw++) {
            tape.reset();
            Variable x = tape.constant(inputs);
            for (int i = 0; i < depth; i++) {
                int in = i == 0 ? 1 : width;
                x = new Linear("layer" + i, in, width, Initialiser.he(), generator)
                        .forward(x)
                        .relu();
            }
            boolean first = x.value().rowAt(0).max() == 0;
            dead += first ? 1 : 0;
            deadForAll += first && x.value().rowAt(1).max() == 0 ? 1 : 0;
        }
        requireClose((double) dead / draws, forOneInput, 0.015);
        requireClose((double) deadForAll / draws, forAll, 0.03);
    }
}
