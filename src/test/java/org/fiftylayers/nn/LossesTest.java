package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.check.GradientCheck;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;

class LossesTest {
    private final Tape tape = new Tape();

    @Test
    void crossEntropyHasTheGradientSoftmaxMinusOneHot() {
        Variable z = tape.variable(Matrix.row(1, 2, 3));
        Losses.crossEntropy(z, new int[] {2}).backward();
        assertThat(z.gradient().get(0, 0)).isCloseTo(.09003057317, within(1e-11));
        assertThat(z.gradient().get(0, 1)).isCloseTo(.24472847105, within(1e-11));
        assertThat(z.gradient().get(0, 2)).isCloseTo(-.33475904422, within(1e-11));
        assertThat(z.gradient().sum()).isCloseTo(0, within(1e-15));
    }

    @Test
    void crossEntropyIsStableForLogitsOfAnySize() {
        Variable z = tape.variable(Matrix.of(new double[][] {{800, -800}, {-800, 800}}));
        Variable right = Losses.crossEntropy(z, new int[] {0, 1});
        Variable wrong = Losses.crossEntropy(z, new int[] {1, 0});
        assertThat(right.number()).isZero();
        assertThat(wrong.number()).isEqualTo(1600);
        wrong.backward();
        assertThat(z.gradient()).isEqualTo(Matrix.of(new double[][] {{0.5, -0.5}, {-0.5, 0.5}}));
    }

    @Test
    void squaredErrorIsTheMeanOfSquares() {
        Variable p = tape.variable(Matrix.row(1, 2));
        Variable loss = Losses.squaredError(p, Matrix.row(0, 4));
        loss.backward();
        assertThat(loss.number()).isEqualTo(2.5);
        assertThat(p.gradient()).isEqualTo(Matrix.row(1, -2));
    }

    /** −ln σ(±z) of 40 digits, by mpmath. */
    @Test
    void binaryCrossEntropyKeepsItsDigitsForLogitsOfAnySize() {
        Variable z = tape.variable(Matrix.row(40, -40, 800, -800));
        Variable right = Losses.binaryCrossEntropy(z, Matrix.row(1, 0, 1, 0));
        assertThat(right.number()).isCloseTo(2 * 4.248354255291589e-18 / 4, within(1e-32));
        right.backward();
        assertThat(z.gradient().get(0, 0)).isCloseTo(-4.248354255291589e-18 / 4, within(1e-32));
        Variable w = tape.variable(Matrix.row(800, -800));
        Variable wrong = Losses.binaryCrossEntropy(w, Matrix.row(0, 1));
        wrong.backward();
        assertThat(wrong.number()).isEqualTo(800);
        assertThat(w.gradient()).isEqualTo(Matrix.row(0.5, -0.5));
    }

    @Test
    void binaryCrossEntropyHasTheGradientSigmoidMinusTarget() {
        Matrix target = Matrix.row(0, 0.3, 1);
        Variable z = tape.variable(Matrix.row(-1, 0.5, 2));
        Variable loss = Losses.binaryCrossEntropy(z, target);
        loss.backward();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double p = 1 / (1 + Math.exp(-z.value().data()[i]));
            double t = target.data()[i];
            sum -= t * Math.log(p) + (1 - t) * Math.log(1 - p);
            assertThat(z.gradient().data()[i]).isCloseTo((p - t) / 3, within(1e-15));
        }
        assertThat(loss.number()).isCloseTo(sum / 3, within(1e-15));
        GradientCheck.matrices(1, x -> Losses.binaryCrossEntropy(x[0], target), Matrix.row(-1, 0.5, 2));
    }

    @Test
    void huberIsAParabolaThatGoesOnAsALine() {
        Variable p = tape.variable(Matrix.row(0.5, -0.5, 3, -4));
        Variable loss = Losses.huber(p, Matrix.zeros(1, 4), 2);
        loss.backward();
        assertThat(loss.number()).isEqualTo((0.125 + 0.125 + 2 * (3 - 1) + 2 * (4 - 1)) / 4);
        assertThat(p.gradient()).isEqualTo(Matrix.row(0.125, -0.125, 0.5, -0.5));
        GradientCheck.matrices(1, x -> Losses.huber(x[0], Matrix.zeros(1, 4), 2), Matrix.row(0.5, -0.5, 3, -4));
    }

    @Test
    void initialisersHaveTheirVariance() {
        Generator generator = new Generator(1);
        assertThat(variance(Initialiser.xavier(), generator)).isCloseTo(2.0 / 600, within(6e-5));
        assertThat(variance(Initialiser.xavierUniform(), generator)).isCloseTo(2.0 / 600, within(6e-5));
        assertThat(variance(Initialiser.he(), generator)).isCloseTo(2.0 / 400, within(1e-4));
        assertThat(variance(Initialiser.lecun(), generator)).isCloseTo(1.0 / 400, within(5e-5));
        assertThat(Initialiser.xavierUniform().draw(784, 256, generator).max()).isCloseTo(.075955452531, within(1e-5));
        assertThat(Initialiser.constant(3).draw(2, 1, generator)).isEqualTo(Matrix.column(3, 3));
    }

    private static double variance(Initialiser initialiser, Generator generator) {
        return initialiser.draw(400, 200, generator).map(x -> x * x).mean();
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        Variable z = tape.variable(Matrix.zeros(2, 3));
        refuses(() -> Losses.crossEntropy(z, new int[] {0}), "crossEntropy: logits are 2×3, labels are 1");
        refuses(() -> Losses.crossEntropy(z, new int[] {0, 3}), "crossEntropy: label 1 is 3; labels run from 0 to 2");
        refuses(() -> Losses.squaredError(z, Matrix.zeros(1, 3)), "squaredError: target is 1×3, expected 2×3");
        Matrix wide = Matrix.filled(2, 3, 0.5);
        refuses(() -> Losses.binaryCrossEntropy(z, Matrix.zeros(1, 3)), "binaryCrossEntropy: target is 1×3");
        wide.set(1, 2, 1.5);
        refuses(
                () -> Losses.binaryCrossEntropy(z, wide),
                "binaryCrossEntropy: target at row 1, column 2 is 1.5; targets run from 0 to 1");
        wide.set(1, 2, Double.NaN);
        refuses(() -> Losses.binaryCrossEntropy(z, wide), "column 2 is NaN");
        refuses(() -> Losses.huber(z, Matrix.zeros(2, 2), 1), "huber: target is 2×2, expected 2×3");
        refuses(() -> Losses.huber(z, wide, 0), "huber: delta is 0.0; it must be a finite number above 0");
        Layer layer = new Linear("layer1", 4, 2, Initialiser.he(), new Generator(1));
        refuses(() -> layer.forward(z), "matmul: left is 2×3, right is 4×2");
        refuses(() -> new Sgd(layer.parameters(), Double.NaN), "sgd: learning rate is NaN");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(RuntimeException.class).hasMessageContaining(message);
    }
}
