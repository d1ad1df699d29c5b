package org.fiftylayers.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Sequential;
import org.junit.jupiter.api.Test;

class GradientPenaltyTest {
    private final Matrix inputs = Matrix.gaussian(32, 2, 1, new Generator(1));
    private final int[] labels = new int[32];

    GradientPenaltyTest() {
        for (int i = 0; i < labels.length; i++) {
            labels[i] = inputs.get(i, 0) * inputs.get(i, 1) > 0 ? 1 : 0;
        }
    }

    private static Sequential network() {
        Generator generator = new Generator(2);
        return Sequential.of(
                new Linear("layer1", 2, 8, Initialiser.xavier(), generator),
                Activation.TANH,
                new Linear("layer2", 8, 2, Initialiser.xavier(), generator));
    }

    private Function<Tape, Variable> loss(Sequential model) {
        return tape -> Losses.crossEntropy(model.forward(tape.constant(inputs)), labels);
    }

    @Test
    void aParabolasPenaltyHasItsClosedForm() {
        // J = ½aw², so ‖J′‖² = (aw)² = 36 and its derivative 2H J′ = 2a · aw = 36
        Parameter w = new Parameter("w", Matrix.filled(1, 1, 2));
        GradientPenalty penalty = new GradientPenalty(List.of(w), 1);
        double squares = penalty.backward(tape -> tape.use(w).square().times(0.5 * 3));
        assertThat(squares).isEqualTo(36);
        assertThat(2 * w.gradientTangent().number()).isEqualTo(36);
        assertThat(w.gradient().number()).as("J′ + 36").isEqualTo(6 + 36);
        assertThat(w.tangent()).isNull();
    }

    @Test
    void theGradientIsThatOfThePenalisedLossByCentralDifference() {
        Sequential model = network();
        List<Parameter> parameters = model.parameters();
        double strength = 0.7;
        GradientPenalty penalty = new GradientPenalty(parameters, strength);
        penalty.backward(loss(model));
        List<Matrix> gradients =
                parameters.stream().map(p -> p.gradient().copy()).toList();
        for (int k = 0; k < gradients.size(); k++) {
            double[] w = parameters.get(k).value().data();
            for (int i = 0; i < w.length; i++) {
                double kept = w[i];
                w[i] = kept + 1e-5;
                double above = loss(model).apply(new Tape()).number() + strength * penalty.backward(loss(model));
                w[i] = kept - 1e-5;
                double below = loss(model).apply(new Tape()).number() + strength * penalty.backward(loss(model));
                w[i] = kept;
                assertThat(gradients.get(k).data()[i]).isCloseTo((above - below) / 2e-5, within(1e-8));
            }
        }
    }

    @Test
    void trainingWithThePenaltyKeepsGradientsSmaller() {
        assertThat(squaredGradientAfterTraining(5)).isLessThan(0.3 * squaredGradientAfterTraining(0));
    }

    private double squaredGradientAfterTraining(double strength) {
        Sequential model = network();
        Sgd optimiser = new Sgd(model.parameters(), 0.2);
        GradientPenalty penalty = new GradientPenalty(model.parameters(), strength);
        double lossBefore = loss(model).apply(new Tape()).number();
        double squares = penalty.backward(loss(model));
        for (int step = 0; step < 50; step++) {
            optimiser.step();
            squares = penalty.backward(loss(model));
        }
        assertThat(loss(model).apply(new Tape()).number()).isLessThan(lossBefore - 0.1);
        return squares;
    }

    @Test
    void aStrengthThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new GradientPenalty(List.of(), Double.NaN))
                .hasMessage("gradient penalty: strength is NaN; it must be finite");
    }
}
