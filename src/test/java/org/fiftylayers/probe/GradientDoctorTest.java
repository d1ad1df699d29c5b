package org.fiftylayers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.training.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

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
        Probe probe = Patient.trained(Patient.network(4, Initialiser.he(), Activation.RELU), 1e-9, 5);
        Examination found = GradientDoctor.examine(probe);

        assertThat(found.illnesses()).containsExactly(Illness.UPDATES_TOO_SMALL);
        assertThat(found.toString())
                .isEqualTo("updates are too small: no step moves any weights by more than ×5.2e-10 of their size, where"
                        + " about 0.001 is sound; try a learning rate ×1.9e6 as large");
        assertThat(largestUpdates(probe)[4]).isCloseTo(5.2e-10, within(0.05e-10));
        Sequential another = Patient.network(4, Initialiser.he(), Activation.RELU);
        assertThat(examine(another, 1.9e6 * 1e-9, 5).isHealthy())
                .as("the advice")
                .isTrue();
    }

    @Test
    void seesThatNothingMoves() {
        Examination found = examine(Patient.network(4, Initialiser.he(), Activation.RELU), 0, 5);

        assertThat(found.diagnoses())
                .containsExactly(new Diagnosis(
                        Illness.UPDATES_TOO_SMALL,
                        "updates are 0: no step moves any weights",
                        "a learning rate above 0, and a loss that depends on the weights"));
    }

    /** The largest update of a weight matrix relative to its size, of each step, the smallest first. */
    private static double[] largestUpdates(Probe probe) {
        Table table = probe.parameterTable();
        Table weights = table.where(table.stringColumn("parameter").endsWith(".weight"));
        return IntStream.rangeClosed(1, probe.snapshots().size())
                .mapToDouble(step -> weights.where(weights.intColumn("step").isEqualTo(step))
                        .doubleColumn("update ÷ value")
                        .max())
                .sorted()
                .toArray();
    }

    @Test
    void seesUpdatesThatAreTooLarge() {
        Probe probe = Patient.trained(Patient.network(4, Initialiser.he(), Activation.RELU), 10, 5);
        Examination found = GradientDoctor.examine(probe);

        assertThat(found.diagnoses())
                .contains(new Diagnosis(
                        Illness.UPDATES_TOO_LARGE,
                        "updates are too large: a step moves weights by up to ×2.8e24 of their size, usually by ×2900,"
                                + " where about 0.001 is sound",
                        "a learning rate ×3.5e-7 as large"));
        double[] updates = largestUpdates(probe);
        assertThat(updates[4] / 2.8e24).isCloseTo(1, within(0.02));
        assertThat(updates[2]).isCloseTo(2900, within(50.0));
        assertThat(1e-3 / updates[2]).isCloseTo(3.5e-7, within(0.05e-7));
    }

    @Test
    void seesAnUpdateThatIsTooLargeAmongSoundOnes() {
        Probe probe = new Probe(Patient.network(4, Initialiser.he(), Activation.RELU));
        Dataset data = Synthetic.prototypes(640, new Generator(1));
        new Training(probe, new Sgd(probe.parameters(), 0), new Batches(data, 64, new Generator(2)))
                .schedule(step -> step == 9 ? 10 : 0.01)
                .run(1);

        assertThat(GradientDoctor.examine(probe).diagnoses())
                .filteredOn(diagnosis -> diagnosis.illness() == Illness.UPDATES_TOO_LARGE)
                .singleElement()
                .satisfies(diagnosis -> {
                    double[] updates = largestUpdates(probe);
                    assertThat(updates[9]).isGreaterThan(1);
                    assertThat(diagnosis.evidence())
                            .contains("by up to ×" + Digits.of(updates[9]) + " of")
                            .contains("usually by ×" + Digits.of(updates[4]) + ",");
                    assertThat(diagnosis.advice()).startsWith("warm-up, or Clipping.byGlobalNorm");
                });
    }

    @Test
    void seesDeadUnitsInsideResidualBlocks() {
        Sequential model = Patient.resNet();
        BatchNorm norm =
                (BatchNorm) model.layers().get(4).layers().get(0).layers().get(1);
        norm.parameters().get(1).value().fill(-10); // the shift, far below what a batch can reach
        Examination found = examine(model, 0.05, 5);

        assertThat(found.illnesses()).startsWith(Illness.DEAD_UNITS);
        assertThat(found.toString())
                .startsWith("dead units in layer 4: 100 % of its 512 units (relu) have slope 0 for every example");
    }

    @Test
    void seesSaturationInARecurrentLayer() {
        Examination found = examine(Patient.recurrent(scaled(20, Initialiser.xavier())), 1e-3, 5);

        assertThat(found.illnesses()).contains(Illness.SATURATION);
        assertThat(found.toString()).containsPattern("layer 1 is saturated: \\d\\d % of its outputs \\(tanh\\)");
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
                Arguments.of("ResNet", Patient.resNet(), 0.05),
                Arguments.of("recurrent", Patient.recurrent(Initialiser.xavier()), 0.05),
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
