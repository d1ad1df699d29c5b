package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropoutTest {
    private final Tape tape = new Tape();

    @Test
    void dropsTheGivenShareAndScalesTheRestAnewAtEveryPass() {
        Dropout layer = new Dropout(0.25, new Generator(1));
        Variable x = tape.variable(Matrix.filled(100, 100, 3));
        Variable y = layer.forward(x);
        y.sum().backward();
        assertThat(y.value().map(v -> v == 0 ? 1 : 0).mean()).isCloseTo(0.25, within(0.02));
        assertThat(y.value().max()).isEqualTo(4);
        assertThat(x.gradient().times(3)).isEqualTo(y.value());
        assertThat(layer.forward(x).value()).isNotEqualTo(y.value());
    }

    @Test
    void doesNothingInEvaluation() {
        Sequential model = Sequential.of(new Dropout(0.5, new Generator(1)));
        model.setTraining(false);
        Variable x = tape.variable(Matrix.row(1, 2));
        assertThat(model.forward(x)).isSameAs(x);
    }

    /**
     * Row 36: where p is the share kept, dropout multiplies second moments by 1/p per layer, without its factor 1/p by p,
     * and with weights of variance 2p/n, √p times those of He, by 1.
     */
    @Test
    void oneLayerMultipliesTheSecondMomentByOneOverTheShareKept() {
        double entry = new Dropout(0.2, new Generator(1))
                .forward(tape.constant(Matrix.filled(10, 10, 1)))
                .value()
                .max();
        assertThat(Math.pow(0.8 * entry * entry, 10)).isCloseTo(9.313225746154785, within(9e-12));
        double raw = 0.8 * entry;
        assertThat(Math.pow(0.8 * raw * raw, 10)).isCloseTo(0.1073741824, within(1e-13));
    }

    /** Row 36, over ten layers. */
    @ParameterizedTest
    @CsvSource({"1, 1, 9.31323", "0.8, 1, 0.107374", "1, 0.8944271909999159, 1"})
    void tenLayersMultiplyTheSecondMoment(double factor, double gain, double expected) {
        Generator generator = new Generator(4);
        double ratio = 0;
        for (int repetition = 0; repetition < 8; repetition++) {
            Matrix input = Matrix.gaussian(8, 300, 1, generator);
            Variable x = tape.constant(input);
            for (int i = 0; i < 10; i++) {
                x = new Dropout(0.2, generator).forward(x).times(factor);
                Initialiser initialiser = Initialiser.he().scaled(gain);
                x = x.matmul(tape.constant(initialiser.draw(300, 300, generator)))
                        .relu();
            }
            ratio += x.value().square().mean() / input.square().mean() / 8;
        }
        assertThat(ratio / expected).isCloseTo(1, within(0.2));
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> new Dropout(1, new Generator(1)))
                .hasMessage("dropout: p is 1.0; it must be at least 0 and below 1");
        assertThatThrownBy(() -> new Dropout(Double.NaN, new Generator(1))).hasMessageContaining("p is NaN");
    }
}
