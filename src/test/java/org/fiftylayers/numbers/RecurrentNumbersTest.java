package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.numbers.Agreement.requireClose;

import java.util.Collections;
import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Sequences;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Rnn;
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
    @CsvSource({
        "10, 9, 38.7459227175469757",
        "10, 100, .0295126893358923877",
        "10, 200, 1.56779567495745839e-6",
        "1, 9, 3.91256707837665885",
    })
    void aMatrixOfSmallSpectralRadiusFirstExplodes(double corner, int steps, double expected) {
        Matrix w = Matrix.of(new double[][] {{.9, corner}, {0, .9}});
        double size = Spectrum.norm(jacobian(w, steps));
        requireClose(size, expected, 1e-8);
        if (steps == 9) {
            assertThat(size).isGreaterThan(Spectrum.norm(jacobian(w, 8))).isGreaterThan(Spectrum.norm(jacobian(w, 10)));
        }
    }

    /** The gradient at the first state of h ← f(h W + b), sent back from the last by a vector of length 1. */
    private static Matrix sentBack(Curve f, Matrix w, Matrix bias, Matrix start, int steps) {
        Initialiser given = (in, out, generator) -> w;
        Rnn rnn = new Rnn("rnn", 1, w.rows(), Initialiser.constant(0), given, f, new Generator(1));
        System.arraycopy(bias.data(), 0, rnn.parameters().get(2).value().data(), 0, bias.size());
        Tape tape = new Tape();
        Variable first = tape.variable(start);
        List<Variable> inputs = Collections.nCopies(steps, tape.constant(Matrix.zeros(1, 1)));
        rnn.forward(inputs, List.of(first))
                .last()
                .matmul(tape.constant(Matrix.filled(w.rows(), 1, 1 / Math.sqrt(w.rows()))))
                .backward();
        return first.gradient();
    }

    // row 43
    @ParameterizedTest
    @CsvSource({"tanh, 1", "σ, 4"})
    void aNormBelowOneOverTheSteepestSlopeMakesGradientsVanish(String name, double limit) {
        Curve f = name.equals("tanh") ? Curve.TANH : Curve.SIGMOID;
        Matrix w = Initialiser.orthogonal().draw(10, 10, new Generator(43)).times(0.95 * limit);
        Matrix start = Matrix.filled(1, 10, 0.1);
        assertThat(sentBack(f, w, Matrix.zeros(1, 10), start, 100).norm()).isLessThan(Math.pow(0.95, 100));
    }

    // row 43
    @ParameterizedTest
    @CsvSource({"tanh, 1", "σ, 4"})
    void gradientsExplodeOnlyIfTheNormIsAboveThat(String name, double limit) {
        Curve f = name.equals("tanh") ? Curve.TANH : Curve.SIGMOID;
        Generator generator = new Generator(43);
        for (int draw = 0; draw < 20; draw++) {
            Matrix w = Initialiser.lecun().draw(10, 10, generator);
            Matrix bias = Matrix.gaussian(1, 10, 1, generator);
            Matrix start = Matrix.gaussian(1, 10, 1, generator);
            Matrix atLimit = w.times(limit / Spectrum.norm(w));
            for (int steps : new int[] {1, 2, 10, 100}) {
                assertThat(sentBack(f, atLimit, bias, start, steps).norm()).isLessThan(1);
            }
        }
        // a state that stays where the slope is steepest, f(0), shows that no smaller limit would do
        Matrix rotation = Initialiser.orthogonal().draw(10, 10, generator);
        Matrix start = Matrix.filled(1, 10, f.value().applyAsDouble(0));
        for (double size : new double[] {1, 1.01}) {
            Matrix w = rotation.times(size * limit);
            Matrix bias = start.matmul(w).times(-1);
            requireClose(sentBack(f, w, bias, start, 100).norm(), Math.pow(size, 100), 1e-8);
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
    @Test
    void copyingWithoutMemoryCosts() {
        Sequences<List<int[]>> task = Synthetic.copying(100, 20, new Generator(46));
        double loss = 0;
        for (int t = 0; t < task.length(); t++) {
            // sure that there is nothing to say; at the end, that it is one of eight symbols, but not which
            Matrix logits = Matrix.zeros(20, 10);
            for (int i = 0; i < logits.size(); i++) {
                boolean nothing = i % 10 == 8;
                boolean symbol = i % 10 < 8;
                logits.data()[i] = (t < 110 ? nothing : symbol) ? 0 : -1000;
            }
            Variable guess = new Tape().constant(logits);
            loss += Losses.crossEntropy(guess, task.target().get(t)).number() / task.length();
        }
        // 10 ln 8 / 120
        requireClose(loss, 0.17328679513998632, 1e-12);
    }
}
