package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.numbers.Agreement.requireClose;

import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Initialiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one matrix does that comes again at every step; the numbers are rows of the project's reference table. */
class RecurrentNumbersTest {
    /** The derivative of the last state by the first, for x ← x W without inputs. */
    private static Matrix jacobian(Matrix w, int steps) {
        Matrix result = Matrix.zeros(w.rows(), w.rows());
        for (int j = 0; j < w.rows(); j++) {
            Tape tape = new Tape();
            Variable start = tape.variable(Matrix.filled(1, w.rows(), 1));
            Variable weight = tape.constant(w);
            Variable x = start;
            for (int i = 0; i < steps; i++) {
                x = x.matmul(weight);
            }
            x.matmul(tape.constant(Matrix.identity(w.rows()).rowAt(j).transpose()))
                    .backward();
            for (int i = 0; i < w.rows(); i++) {
                result.set(j, i, start.gradient().get(0, i));
            }
        }
        return result;
    }

    // row 42
    @ParameterizedTest
    @CsvSource({".9, 2.6561398887587544e-5", "1.1, 13780.61233982238"})
    void aHundredStepsShrinkOrGrowBy(double weight, double expected) {
        requireClose(jacobian(Matrix.filled(1, 1, weight), 100).number(), expected, 1e-12);
    }

    // row 43
    @ParameterizedTest
    @CsvSource({"10, 9, 38.7459", "10, 100, .0295127", "10, 200, 1.5678e-6", "1, 9, 3.91257"})
    void aMatrixOfSmallSpectralRadiusFirstExplodes(double corner, int steps, double expected) {
        Matrix w = Matrix.of(new double[][] {{.9, corner}, {0, .9}});
        double size = Spectrum.norm(jacobian(w, steps));
        // to all digits of the table
        requireClose(size, expected, 2e-5);
        if (steps == 9) {
            assertThat(size).isGreaterThan(Spectrum.norm(jacobian(w, 8))).isGreaterThan(Spectrum.norm(jacobian(w, 10)));
        }
    }

    // row 43
    @Test
    void aSmallNormMakesGradientsVanish() {
        // ‖W‖ < 1 with tanh, ‖W‖ < 4 with σ: every step shrinks the gradient by at least this factor
        Matrix w = Initialiser.orthogonal().draw(10, 10, new Generator(43));
        for (double size : new double[] {0.95, 3.8}) {
            Tape tape = new Tape();
            Variable start = tape.variable(Matrix.filled(1, 10, 0.1));
            Variable weight = tape.constant(w.times(size));
            Variable x = start;
            for (int i = 0; i < 100; i++) {
                x = size < 1 ? x.matmul(weight).tanh() : x.matmul(weight).sigmoid();
            }
            x.matmul(tape.constant(Matrix.filled(10, 1, 1 / Math.sqrt(10)))).backward();
            assertThat(start.gradient().norm()).isLessThan(Math.pow(0.95, 100));
        }
    }

    // row 44
    @Test
    void aGaussianMatrixHasRadiusOneAndNormTwo() {
        Matrix w = Initialiser.lecun().draw(400, 400, new Generator(44));
        requireClose(Spectrum.radius(w), 1, 0.05);
        requireClose(Spectrum.norm(w), 2, 0.05);
    }

    // row 46
    @ParameterizedTest
    @CsvSource({"100, .1732868"})
    void copyingWithoutMemoryCosts(int lag, double expected) {
        requireClose(10 * Math.log(8) / (lag + 20), expected, 1e-6);
    }
}
