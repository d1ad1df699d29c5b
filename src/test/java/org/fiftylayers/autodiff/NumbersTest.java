package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Elementary;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that the chapters print, from closed forms and high-precision arithmetic. */
class NumbersTest {
    private static double sigmoidSlope(double z) {
        Scalar x = new ScalarTape().variable(z);
        x.sigmoid().backward();
        return x.gradient();
    }

    @Test
    void largestSlopesAreExact() {
        assertThat(sigmoidSlope(0)).isEqualTo(0.25);
        Scalar x = new ScalarTape().variable(0);
        x.tanh().backward();
        assertThat(x.gradient()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"50, 7.888609052210118e-31", "20, 9.094947017729282e-13", "10, 9.5367431640625e-7"})
    void aProductOfQuartersIsExact(int count, double expected) {
        ScalarTape tape = new ScalarTape();
        Scalar x = tape.variable(0);
        Scalar y = x;
        for (int i = 0; i < count; i++) {
            // each σ(0) moves the next argument off 0, so bring it back
            y = y.sigmoid().minus(0.5);
        }
        y.backward();
        assertThat(x.gradient()).isEqualTo(expected).isEqualTo(Math.scalb(1.0, -2 * count));
    }

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
        assertThat(sigmoidSlope(z)).isCloseTo(expected, within(1e-14 * expected));
        assertThat(sigmoidSlope(-z)).isCloseTo(expected, within(1e-14 * expected));
    }

    @Test
    void sigmoidSlopeDoesNotVanishWhereOneMinusSigmoidDoes() {
        double s = Elementary.sigmoid(40);
        assertThat(s * (1 - s)).isZero();
        assertThat(sigmoidSlope(40)).isCloseTo(Math.exp(-40), within(1e-30));
        assertThat(sigmoidSlope(700)).isPositive();
    }

    @Test
    void fractionOfTheSlopesAreaWithinFourIsTanhOfTwo() {
        assertThat(Elementary.tanh(2)).isCloseTo(0.9640275800758169, within(1e-15));
        assertThat(Elementary.sigmoid(4) - Elementary.sigmoid(-4)).isCloseTo(Elementary.tanh(2), within(1e-15));
    }

    @Test
    void theScalarChainSettlesAtItsFixedPoint() {
        ScalarTape tape = new ScalarTape();
        Scalar start = tape.variable(0.6590460684074066);
        Scalar y = start;
        for (int i = 0; i < 50; i++) {
            y = y.sigmoid();
        }
        y.backward();
        assertThat(y.value()).isCloseTo(0.6590460684074066, within(1e-15));
        assertThat(start.gradient()).isCloseTo(3.806920557733863e-33, within(1e-12 * 3.8e-33));
    }

    @Test
    void sigmoidAfterReluStillVanishes() {
        ScalarTape tape = new ScalarTape();
        Scalar start = tape.variable(1);
        Scalar y = start;
        for (int i = 0; i < 50; i++) {
            y = y.relu().sigmoid();
        }
        y.backward();
        assertThat(start.gradient()).isCloseTo(3.230337686e-33, within(1e-9 * 3.2e-33));
    }

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
        assertThat(w[2].gradient().get(0, 0)).isCloseTo(0.09999460572075278, within(1e-15));
        assertThat(w[1].gradient().get(0, 0)).isCloseTo(0.02375537883380086, within(1e-16));
        assertThat(w[0].gradient().get(0, 0)).isCloseTo(0.006388805348745101, within(1e-17));
    }

    @Test
    void aFrozenReluPassesNothingWhereAHardSigmoidStillMoves() {
        ScalarTape tape = new ScalarTape();
        Scalar w = tape.variable(1);
        w.times(-1).relu().square().backward();
        assertThat(w.gradient()).isZero();
        w.times(-1).hardSigmoid().square().backward();
        assertThat(w.gradient()).isNegative();
        assertThat(Curve.HARD_SIGMOID.slope().applyAsDouble(3, 1)).isZero();
    }

    @Test
    void aTinyStepIsNoStep() {
        assertThat(1 - 0.1 * Math.scalb(1.0, -100)).isEqualTo(1);
    }

    @Test
    void secondDerivativesOfAProductFormTheHessian() {
        // L = x²y: the Hessian times (1, 0) is (2y, 2x)
        ScalarTape tape = ScalarTape.withTangents();
        Scalar x = tape.variable(3, 1);
        Scalar y = tape.variable(5, 0);
        Scalar loss = x.square().times(y);
        loss.backward();
        assertThat(loss.tangent()).isEqualTo(30);
        assertThat(x.gradientTangent()).isEqualTo(10);
        assertThat(y.gradientTangent()).isEqualTo(6);
    }
}
