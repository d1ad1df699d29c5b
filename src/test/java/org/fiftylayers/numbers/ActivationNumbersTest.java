package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.numbers.Agreement.requireClose;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Elementary;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What activations do to one number and to products of many; the numbers are rows of the project's reference table. */
class ActivationNumbersTest {
    private static double slope(Curve curve, double z) {
        Scalar x = new ScalarTape().variable(z);
        x.apply(curve).backward();
        return x.gradient();
    }

    private static DoubleUnaryOperator slope(Curve curve) {
        return z -> slope(curve, z);
    }

    /** The derivative of a function applied many times over. */
    private static double slopeOfChain(UnaryOperator<Scalar> link, int count, double start) {
        ScalarTape tape = new ScalarTape();
        Scalar x = tape.variable(start);
        Scalar y = x;
        for (int i = 0; i < count; i++) {
            y = link.apply(y);
        }
        y.backward();
        return x.gradient();
    }

    // row 1
    @Test
    void largestSlopesAreExact() {
        assertThat(slope(Curve.SIGMOID, 0)).isEqualTo(0.25);
        assertThat(slope(Curve.TANH, 0)).isEqualTo(1);
    }

    // row 2
    @ParameterizedTest
    @CsvSource({"50, 7.888609052210118e-31", "20, 9.094947017729282e-13", "10, 9.5367431640625e-7"})
    void aProductOfQuartersIsExact(int count, double expected) {
        // each σ(0) moves the next argument off 0, so bring it back
        double found = slopeOfChain(y -> y.sigmoid().minus(0.5), count, 0);
        assertThat(found).isEqualTo(expected).isEqualTo(Math.scalb(1.0, -2 * count));
    }

    // row 3
    @ParameterizedTest
    @CsvSource({
        "1, .19661193324148185",
        "2, .10499358540350652",
        "3, .045176659730912133",
        "4, .017662706213291116",
        "5, .0066480566707901549",
        "10, 4.5395807735951671e-5",
    })
    void sigmoidSlopesKeepFourteenDigits(double z, double expected) {
        requireClose(slope(Curve.SIGMOID, z), expected, 1e-14);
        requireClose(slope(Curve.SIGMOID, -z), expected, 1e-14);
    }

    // row 4
    @Test
    void theShareOfTheSlopesAreaWithinFourIsTanhOfTwo() {
        requireClose(Elementary.tanh(2), 0.9640275800758169, 1e-15);
        requireClose(Elementary.sigmoid(4) - Elementary.sigmoid(-4), 0.9640275800758169, 1e-15);
        requireClose(Quadrature.interval(slope(Curve.SIGMOID), -4, 4), 0.9640275800758169, 1e-13);
    }

    // row 5
    @ParameterizedTest
    @CsvSource({"FLOAT32, 75", "FLOAT64, 538"})
    void aGradientOfQuartersUnderflowsAfter(Precision precision, int factors) {
        assertThat(gradientOfQuarters(precision, factors - 1)).isPositive();
        assertThat(gradientOfQuarters(precision, factors)).isZero();
    }

    private static double gradientOfQuarters(Precision precision, int count) {
        Tape tape = Tape.rounding(precision);
        Variable x = tape.variable(Matrix.filled(1, 1, 1));
        Variable y = x;
        for (int i = 0; i < count; i++) {
            y = y.times(0.25);
        }
        y.backward();
        return x.gradient().number();
    }

    // row 6
    @Test
    void oneMinusSigmoidVanishesWhereTheSlopeDoesNot() {
        assertThat(whereOneMinusSigmoidVanishes(Precision.FLOAT64)).isBetween(36.736, 36.738);
        assertThat(whereOneMinusSigmoidVanishes(Precision.FLOAT32)).isBetween(16.62, 16.66);
        requireClose(naiveSlope(Precision.FLOAT64, -37), 8.533047625744065e-17, 1e-14);
        requireClose(slope(Curve.SIGMOID, -37), 8.533047625744065e-17, 1e-14);
        requireClose(slope(Curve.SIGMOID, 37), 8.533047625744065e-17, 1e-14);
        assertThat(slope(Curve.SIGMOID, 700)).isPositive();
    }

    private static double whereOneMinusSigmoidVanishes(Precision precision) {
        return Quadrature.root(z -> naiveSlope(precision, z) > 0 ? -1 : 1, 1, 50);
    }

    /** s(1 − s) with s = 1/(1 + e⁻ᶻ), as one would write it, rounded after each operation. */
    private static double naiveSlope(Precision precision, double z) {
        double s = precision.round(1 / precision.round(1 + precision.round(Elementary.exp(-z))));
        return precision.round(s * precision.round(1 - s));
    }

    // row 7
    @Test
    void sigmoidSlopesHaveTheirMomentsOverNormalInputs() {
        requireClose(Quadrature.normal(slope(Curve.SIGMOID)), .206620964141907, 1e-12);
        requireClose(Quadrature.normal(z -> square(slope(Curve.SIGMOID, z))), .0448362413501944, 1e-12);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double logSlope(double z) {
        return Math.log(slope(Curve.SIGMOID, z));
    }

    // row 8
    @Test
    void logarithmsOfSigmoidSlopesHaveTheirMoments() {
        double mean = Quadrature.normal(ActivationNumbersTest::logSlope);
        requireClose(mean, -1.61211836669488, 1e-12);
        requireClose(Quadrature.normal(z -> square(logSlope(z) - mean)), .0860580072022349, 1e-12);
        requireClose(Math.exp(mean), .199464626989824, 1e-12);
    }

    // row 9
    @Test
    void theMeanOfAProductOfSlopesIsNotItsTypicalSize() {
        requireClose(Math.pow(Quadrature.normal(slope(Curve.SIGMOID)), 50), 5.73745360470307e-35, 1e-10);
        requireClose(
                Math.pow(Quadrature.normal(z -> square(slope(Curve.SIGMOID, z))), 25), 1.953124630466631e-34, 1e-10);
        requireClose(Math.exp(50 * Quadrature.normal(ActivationNumbersTest::logSlope)), 9.846785069670958e-36, 1e-10);
        Generator generator = new Generator(9);
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < 10_000; draw++) {
            Tape tape = new Tape();
            Variable z = tape.variable(Matrix.gaussian(1, 50, 1, generator));
            z.sigmoid().sum().backward();
            double logarithm = z.gradient().map(Math::log10).sum();
            sum += logarithm;
            squares += square(logarithm);
        }
        assertThat(sum / 10_000).isBetween(-35.0567, -34.9567);
        assertThat(Math.sqrt(squares / 10_000 - square(sum / 10_000))).isBetween(.87, .93);
    }

    // row 10
    @Test
    void inputsSpreadOverTheSignificantRegionVanishFaster() {
        requireClose(Quadrature.interval(slope(Curve.SIGMOID), -4, 4) / 8, .120503447509477, 1e-10);
        requireClose(Math.pow(Elementary.tanh(2) / 8, 50), 1.1219502397852163e-46, 1e-10);
        double typical = Quadrature.interval(ActivationNumbersTest::logSlope, -4, 4) / 8;
        requireClose(Math.exp(50 * typical), 6.8974054374535125e-53, 1e-10);
    }

    // row 11
    @Test
    void tanhHasItsMomentsOverNormalInputs() {
        double slope = Quadrature.normal(slope(Curve.TANH));
        double squares = Quadrature.normal(z -> square(Elementary.tanh(z)));
        double logarithm = Quadrature.normal(z -> Math.log(slope(Curve.TANH, z)));
        requireClose(slope, .605705509602159, 1e-12);
        requireClose(Quadrature.normal(z -> square(slope(Curve.TANH, z))), .464402902448268, 1e-12);
        requireClose(squares, .394294490397841, 1e-12);
        requireClose(logarithm, -.749134414982876, 1e-12);
        requireClose(
                Quadrature.normal(z -> square(Math.log(slope(Curve.TANH, z)) - logarithm)), .759069796689462, 1e-12);
        requireClose(slope + squares, 1, 1e-13);
    }

    // row 12
    @Test
    void theScalarChainSettlesAtItsFixedPoint() {
        double fixed = 0.6590460684074066;
        requireClose(Quadrature.root(a -> Elementary.sigmoid(a) - a, 0, 1), fixed, 1e-12);
        requireClose(slope(Curve.SIGMOID, fixed), .22470434812414652, 1e-12);
        requireClose(slopeOfChain(Scalar::sigmoid, 50, fixed), 3.806920557733863e-33, 1e-12);
    }

    // row 13
    @Test
    void sigmoidAfterReluStillVanishes() {
        UnaryOperator<Scalar> both = y -> y.relu().sigmoid();
        requireClose(Quadrature.normalWithKink(z -> slopeOfChain(both, 1, z)), .103310482070954, 1e-10);
        requireClose(slopeOfChain(both, 50, 1), 3.230337686409002e-33, 1e-10);
    }

    // row 14
    @Test
    void threeNeuronsOfMatricesEqualThreeNeuronsOfNumbers() {
        Tape tape = new Tape();
        Parameter[] w = new Parameter[3];
        Variable a = tape.constant(Matrix.filled(1, 1, 1));
        for (int i = 0; i < 3; i++) {
            w[i] = new Parameter("w" + (i + 1), Matrix.filled(1, 1, 1));
            a = a.matmul(w[i]).sigmoid();
        }
        a.square().times(0.5).backward();
        requireClose(w[2].gradient().number(), .09999460572075278, 1e-14);
        requireClose(w[1].gradient().number(), .02375537883380086, 1e-14);
        requireClose(w[0].gradient().number(), .006388805348745101, 1e-14);
    }

    // row 15
    @Test
    void crossEntropyHasTheGradientSoftmaxMinusOneHot() {
        Variable z = new Tape().variable(Matrix.row(1, 2, 3));
        Losses.crossEntropy(z, new int[] {2}).backward();
        requireClose(z.gradient().get(0, 0), .09003057317, 1e-10);
        requireClose(z.gradient().get(0, 1), .24472847105, 1e-10);
        requireClose(z.gradient().get(0, 2), -.33475904422, 1e-10);
    }

    @Test
    void aFrozenReluPassesNothingWhereAHardSigmoidStillMoves() {
        ScalarTape tape = new ScalarTape();
        Scalar w = tape.variable(1);
        w.times(-1).relu().square().backward();
        assertThat(w.gradient()).isZero();
        w.times(-1).hardSigmoid().square().backward();
        assertThat(w.gradient()).isNegative();
        assertThat(slope(Curve.HARD_SIGMOID, 3)).isZero();
    }

    @Test
    void aTinyStepIsNoStep() {
        Parameter w = new Parameter("w", Matrix.filled(1, 1, 1));
        Variable y = new Tape().use(w).minus(1);
        for (int i = 0; i < 50; i++) {
            y = y.sigmoid().minus(0.5);
        }
        y.backward();
        new Sgd(List.of(w), 0.1).step();
        assertThat(w.gradient().number()).isEqualTo(0x1p-100);
        assertThat(w.value().number()).isEqualTo(1);
    }
}
