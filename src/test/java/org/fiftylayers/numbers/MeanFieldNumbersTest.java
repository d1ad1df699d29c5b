package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fiftylayers.numbers.Agreement.requireClose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Linear;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random networks of infinite width, and wide ones beside them; the numbers are rows of the project's reference table. */
class MeanFieldNumbersTest {
    private static double square(double x) {
        return x * x;
    }

    private static double squares(Matrix matrix) {
        return square(matrix.norm());
    }

    // row 23
    @ParameterizedTest
    @CsvSource({
        "1.3, .607046791909323229, .939807428682153819",
        "2.5, 4.07912387528224599, 1.58522476500603305",
        "4.0, 12.6041494978442937, 2.3672610355458825",
    })
    void tanhHasItsFixedPointAndGradientFactor(double deviation, double variance, double factor) {
        MeanField field = new MeanField(Curve.TANH, deviation * deviation, 0.09);
        double q = field.fixedPoint();
        requireClose(q, variance, 1e-8);
        requireClose(field.chi(q), factor, 1e-8);
    }

    // row 23; the depths by Gauss and Legendre's rule with 700 nodes in each direction
    @ParameterizedTest
    @CsvSource({"2.5, .1221037, 5.1089189891667", "4.0, .0296959, 3.6393510215088"})
    void chaoticTanhPullsInputsToTheirCorrelation(double deviation, double correlation, double depth) {
        MeanField field = new MeanField(Curve.TANH, deviation * deviation, 0.09);
        double q = field.fixedPoint();
        double c = field.fixedCorrelation(q);
        requireClose(c, correlation, 1e-5);
        requireClose(-1 / Math.log(field.correlationSlope(q, c)), depth, 1e-8);
    }

    // rows 23 and 24
    @Test
    void gradientsOfOrderedTanhHaveTheirDepthScale() {
        MeanField field = new MeanField(Curve.TANH, 1.69, 0.09);
        requireClose(-1 / Math.log(field.chi(field.fixedPoint())), 16.10817274347612, 1e-8);
    }

    // row 23
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"1.3, .9398074287", "2.5, 1.5852247650"})
    void aWideTanhNetworkHasTheFactorOfTheory(double deviation, double expected) {
        int depth = 40;
        double logarithm = 0;
        for (int draw = 0; draw < 4; draw++) {
            Generator generator = new Generator(23 + draw);
            Linear[] layers = new Linear[depth];
            Tape tape = new Tape();
            Variable x = tape.constant(Matrix.gaussian(1, 500, 1, generator));
            Variable[] z = new Variable[depth];
            for (int i = 0; i < depth; i++) {
                layers[i] =
                        new Linear("layer" + i, 500, 500, Initialiser.lecun().scaled(deviation), generator);
                layers[i].bias().value().fill(0);
                Matrix bias = Matrix.gaussian(1, 500, 0.3, generator);
                System.arraycopy(bias.data(), 0, layers[i].bias().value().data(), 0, 500);
                z[i] = layers[i].forward(x);
                x = z[i].tanh();
            }
            x.times(tape.constant(Matrix.gaussian(1, 500, 1, generator))).sum().backward();
            // the first few layers are still on their way to q*
            logarithm += Math.log(squares(z[10].gradient()) / squares(z[depth - 1].gradient())) / (depth - 11);
        }
        requireClose(Math.exp(logarithm / 4), expected, 0.02);
    }

    // row 25
    @ParameterizedTest
    @CsvSource({".05, 1.7609546396", ".01, 1.4242052905", ".1, 1.9860726411", ".3, 2.5051271897"})
    void tanhIsCriticalOnALine(double biasVariance, double weightVariance) {
        double q = Quadrature.root(x -> new MeanField(Curve.TANH, critical(x), biasVariance).next(x) - x, 0.01, 5);
        requireClose(critical(q), weightVariance, 1e-7);
        if (biasVariance == .05) {
            requireClose(q, .5700478816, 1e-7);
        }
    }

    /** The σ_w² at which χ is 1. */
    private static double critical(double q) {
        return 1 / MeanField.slopeSquares(Curve.TANH, q);
    }

    // row 26
    @ParameterizedTest
    @CsvSource({"2, 2.1214735682, 1.3626733375", "1.5, .7933540426, 1.1393232250", ".9, 0, .81"})
    void tanhWithoutBiasesHasItsFixedPoint(double deviation, double variance, double factor) {
        MeanField field = new MeanField(Curve.TANH, deviation * deviation, 0);
        double q = field.fixedPoint();
        assertThat(q).isCloseTo(variance, within(1e-8 * Math.max(variance, 1e-3)));
        requireClose(field.chi(q), factor, 1e-8);
    }

    // row 27
    @Test
    void criticalTanhLosesItsGradientByAPowerLaw() {
        MeanField field = new MeanField(Curve.TANH, 1, 0);
        double q = 1;
        double product = 1;
        for (int layer = 1; layer <= 1000; layer++) {
            product *= layer <= 50 ? field.chi(q) : 1;
            q = field.next(q);
        }
        requireClose(2 * 1000 * q, 1.0023278, 1e-6);
        requireClose(product, .0143347722, 1e-6);
    }

    // rows 27 and 28
    @ParameterizedTest
    @CsvSource({"tanh, -.99, .26", "σ, -30.95, .18"})
    void fiftyLayersLoseTheirNormBy(String activation, double expected, double deviation) {
        Curve curve = activation.equals("tanh") ? Curve.TANH : Curve.SIGMOID;
        double sum = 0;
        int draws = 8;
        for (int draw = 0; draw < draws; draw++) {
            sum += Math.log10(ratioOfGradients(curve, Initialiser.xavier(), 50, 128, new Generator(28 + draw)));
        }
        assertThat(sum / draws).isCloseTo(expected, within(deviation));
    }

    /** ‖δ₁‖ / ‖δ_L‖, for a batch of one and a random direction of the last layer. */
    private static double ratioOfGradients(
            Curve curve, Initialiser initialiser, int depth, int width, Generator generator) {
        Tape tape = new Tape();
        Variable x = tape.constant(Matrix.gaussian(1, width, 1, generator));
        List<Variable> z = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            z.add(new Linear("layer" + i, width, width, initialiser, generator).forward(x));
            x = z.get(i).apply(curve);
        }
        x.times(tape.constant(Matrix.gaussian(1, width, 1, generator))).sum().backward();
        return z.get(0).gradient().norm() / z.get(depth - 1).gradient().norm();
    }

    // row 28
    @Test
    void sigmoidVanishesUnlessWeightsAreHuge() {
        MeanField field = new MeanField(Curve.SIGMOID, 1, 0);
        double q = field.fixedPoint();
        requireClose(q, .2646868752, 1e-7);
        requireClose(field.chi(q), .0557207068, 1e-7);
        requireClose(Math.pow(field.chi(q), 50), 1.99908298223456e-63, 1e-7);
        requireClose(chiOfSigmoid(4), .3988790065, 1e-7);
        requireClose(chiOfSigmoid(8), .7948232834, 1e-7);
        requireClose(Quadrature.root(w -> chiOfSigmoid(w) - 1, 8, 12), 10.149263710, 1e-7);
    }

    private static double chiOfSigmoid(double deviation) {
        MeanField field = new MeanField(Curve.SIGMOID, deviation * deviation, 0);
        return field.chi(field.fixedPoint());
    }

    // row 29
    @Test
    void reluPullsAllInputsTogether() {
        double c = 0;
        double[] after = new double[1001];
        for (int layer = 1; layer <= 1000; layer++) {
            c = nextCorrelation(c);
            after[layer] = c;
        }
        requireClose(after[1], .3183098862, 1e-9);
        requireClose(after[2], .4937310902, 1e-9);
        requireClose(after[3], .6048257201, 1e-9);
        requireClose(after[10], .8715355160, 1e-9);
        requireClose(after[100], .9964231467, 1e-9);
        requireClose((1 - after[1000]) * 1000 * 1000, 43.12973254921401, 1e-7);
        requireClose(9 * square(Math.PI) / 2, 44.41321980490211, 1e-12);
    }

    /**
     * 2 E relu(x) relu(y) for normal x and y of correlation c, the cosine of an angle: in polar coordinates the radius,
     * of mean square 2, comes out. For ReLU this is (√(1 − c²) + c (π − arccos c))/π.
     */
    private static double nextCorrelation(double c) {
        double angle = Math.acos(c);
        DoubleUnaryOperator relu = Curve.RELU.value();
        DoubleUnaryOperator product = t -> relu.applyAsDouble(Math.cos(t)) * relu.applyAsDouble(Math.cos(t - angle));
        double kink = angle - Math.PI / 2;
        double before = Quadrature.interval(product, -Math.PI / 2, kink);
        return 2 / Math.PI * (before + Quadrature.interval(product, kink, Math.PI / 2));
    }

    // row 29
    @Test
    void twoOrthogonalInputsOfAReluNetworkApproachEachOther() {
        Generator generator = new Generator(29);
        Matrix inputs = Matrix.zeros(2, 1000);
        inputs.set(0, 0, Math.sqrt(1000));
        inputs.set(1, 1, Math.sqrt(1000));
        Variable x = new Tape().constant(inputs);
        double[] expected = {.3183098862, .4937310902, .6048257201};
        for (int i = 0; i < 3; i++) {
            x = new Linear("layer" + i, 1000, 1000, Initialiser.he(), generator)
                    .forward(x)
                    .relu();
            Matrix a = x.value().rowAt(0);
            Matrix b = x.value().rowAt(1);
            requireClose(a.times(b).sum() / (a.norm() * b.norm()), expected[i], 0.1);
        }
    }
}
