package org.fiftylayers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientDoctorTest {
    private static Examination examine(Sequential model, double rate, int steps) {
        return GradientDoctor.examine(Patient.trained(model, rate, steps));
    }

    private static Initialiser scaled(double factor, Initialiser initialiser) {
        return (in, out, generator) -> initialiser.draw(in, out, generator).times(factor);
    }

    @Test
    void seesGradientsVanishInFiftySigmoidLayers() {
        Examination found = examine(Patient.network(50, Initialiser.xavier(), Activation.SIGMOID), 0.05, 5);

        assertThat(found.illnesses()).containsExactly(Illness.VANISHING);
        assertThat(found.toString())
                .matches(
                        "gradients vanish from layer 4\\d down: σ, ‖δ‖ falls ×0\\.2\\d per layer, from .* at layer 50 to"
                                + " .*e-3\\d at layer 1; try ReLU with Initialiser.he.*");
    }

    @Test
    void seesGradientsVanishInReluLayersWithXaviersWeights() {
        Examination found = examine(Patient.network(20, Initialiser.xavier(), Activation.RELU), 0.05, 5);

        assertThat(found.illnesses()).containsExactly(Illness.VANISHING);
        assertThat(found.toString())
                .containsPattern("relu, ‖δ‖ falls ×0\\.7\\d? per layer")
                .contains("weights ×1.4");
    }

    @Test
    void seesGradientsExplodeInFiftyReluLayersWithTwiceHesVariance() {
        Examination found =
                examine(Patient.network(50, scaled(Math.sqrt(2), Initialiser.he()), Activation.RELU), 0.05, 3);

        assertThat(found.illnesses()).contains(Illness.EXPLODING);
        assertThat(found.toString())
                .containsPattern("gradients explode from layer 3\\d down: relu, ‖δ‖ grows ×1\\.4 per");
    }

    @Test
    void seesGradientsExplodeThroughBatchNormalisationAndRelu() {
        Examination found = examine(Patient.normalised(50, Activation.RELU), 1e-3, 3);

        assertThat(found.illnesses()).contains(Illness.EXPLODING);
        assertThat(found.toString())
                .containsPattern("gradients explode from layer \\d\\d? down: relu, ‖δ‖ grows ×1\\.2 per layer")
                .contains("residual connections or fewer layers: batch normalisation with ReLU");
    }

    @Test
    void seesSaturation() {
        Examination found = examine(Patient.network(8, scaled(10, Initialiser.xavier()), Activation.TANH), 1e-3, 5);

        assertThat(found.illnesses()).contains(Illness.SATURATION);
        assertThat(found.toString()).containsPattern("layer \\d is saturated: \\d\\d % of its outputs \\(tanh\\)");
    }

    @Test
    void seesDeadUnitsBehindALargeNegativeBias() {
        Sequential model = Patient.network(6, Initialiser.he(), Activation.RELU);
        for (Layer layer : model.layers()) {
            if (layer instanceof Linear linear) {
                linear.bias().value().fill(-10);
            }
        }
        Examination found = examine(model, 0.05, 5);

        assertThat(found.illnesses()).startsWith(Illness.DEAD_UNITS);
        assertThat(found.toString()).contains("100 % of its 64 units (relu) have slope 0 for every example");
    }

    @Test
    void seesUpdatesThatAreTooSmall() {
        Examination found = examine(Patient.network(4, Initialiser.he(), Activation.RELU), 1e-9, 5);

        assertThat(found.illnesses()).containsExactly(Illness.UPDATES_TOO_SMALL);
    }

    @Test
    void seesUpdatesThatAreTooLarge() {
        Examination found = examine(Patient.network(4, Initialiser.he(), Activation.RELU), 10, 5);

        assertThat(found.illnesses()).contains(Illness.UPDATES_TOO_LARGE);
    }

    @ParameterizedTest
    @MethodSource("constants")
    void seesSymmetryAfterConstantInitialisation(double value, Layer activation) {
        Examination found = examine(Patient.network(5, Initialiser.constant(value), activation), 0.05, 5);

        assertThat(found.illnesses()).startsWith(Illness.SYMMETRY);
        assertThat(found.toString()).contains("all units of layer1.weight have the same weights after step 5");
    }

    static Stream<Arguments> constants() {
        return Stream.of(
                Arguments.of(0.1, Activation.TANH),
                Arguments.of(0, Activation.TANH),
                Arguments.of(0.05, Activation.RELU),
                Arguments.of(0, Activation.SIGMOID));
    }

    @Test
    void seesWhereNanComesUpFirst() {
        Sequential model = Patient.network(5, Initialiser.he(), Activation.RELU);
        ((Linear) model.layers().get(4)).weight().value().set(0, 0, Double.NaN);
        Examination found = examine(model, 0.05, 2);

        assertThat(found.illnesses()).containsExactly(Illness.NOT_FINITE);
        assertThat(found.toString()).contains("first at step 1 in the value of layer3.weight (layer 3)");
    }

    @Test
    void seesWhatWentBeforeInfinity() {
        Sequential model = Patient.network(6, Initialiser.he(), Activation.IDENTITY);
        Examination found = examine(model, 1e60, 4);

        assertThat(found.illnesses()).startsWith(Illness.NOT_FINITE).contains(Illness.UPDATES_TOO_LARGE);
        assertThat(found.toString()).containsPattern("first at step [234] in .*, after updates of up to ×\\d");
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void raisesNoFalseAlarm(String name, Sequential model, double rate) {
        Examination found = examine(model, rate, 20);

        assertThat(found.isHealthy()).as(name + ": " + found).isTrue();
        assertThat(found.toString()).startsWith("healthy: ‖δ‖ of layer 1 is ×");
    }

    static Stream<Arguments> healthy() {
        return Stream.of(
                Arguments.of("tanh", Patient.network(4, Initialiser.xavier(), Activation.TANH), 0.05),
                Arguments.of("deep tanh", Patient.network(20, Initialiser.xavier(), Activation.TANH), 0.05),
                Arguments.of("deeper tanh", Patient.network(50, Initialiser.xavier(), Activation.TANH), 0.05),
                Arguments.of("ReLU", Patient.network(4, Initialiser.he(), Activation.RELU), 0.05),
                Arguments.of("deep ReLU", Patient.network(20, Initialiser.he(), Activation.RELU), 0.05),
                Arguments.of("deeper ReLU", Patient.network(50, Initialiser.he(), Activation.RELU), 0.05),
                Arguments.of("orthogonal", Patient.network(50, Initialiser.orthogonal(), Activation.IDENTITY), 0.01),
                Arguments.of("SELU", Patient.network(20, Initialiser.lecun(), Activation.SELU), 0.05),
                Arguments.of("normalised sigmoid", Patient.normalised(20, Activation.SIGMOID), 0.05),
                Arguments.of("normalised ReLU", Patient.normalised(4, Activation.RELU), 0.05),
                Arguments.of("residual", Patient.residual(50), 0.05),
                Arguments.of("linear", Patient.network(1, Initialiser.xavier(), Activation.IDENTITY), 0.05));
    }

    @Test
    void raisesNoFalseAlarmForALastLayerOfZeros() {
        Sequential model = Patient.network(4, Initialiser.he(), Activation.RELU);
        ((Linear) model.layers().get(6)).weight().value().fill(0);

        assertThat(examine(model, 0.05, 20).isHealthy()).isTrue();
    }

    @Test
    void needsAReading() {
        Probe probe = new Probe(Patient.network(2, Initialiser.he(), Activation.RELU));
        assertThatThrownBy(() -> GradientDoctor.examine(probe))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("examine: the probe has recorded nothing");
    }
}
