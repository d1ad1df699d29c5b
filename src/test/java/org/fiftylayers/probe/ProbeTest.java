package org.fiftylayers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.training.Training;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class ProbeTest {
    private final Matrix inputs = Matrix.of(new double[][] {{1, 2}, {-3, 1}});
    private final Linear first = new Linear("layer1", 2, 3, Initialiser.xavier(), new Generator(1));
    private final Linear second = new Linear("layer2", 3, 2, Initialiser.xavier(), new Generator(2));
    private final Sequential model = Sequential.of(Sequential.of(first, Activation.RELU), second);

    /** Steps with a learning rate of ½ and a loss of Σ y. */
    private void train(Probe probe, int steps) {
        Sgd optimiser = new Sgd(model.parameters(), 0.5);
        Tape tape = new Tape();
        for (int step = 0; step < steps; step++) {
            tape.reset();
            optimiser.zeroGradients();
            probe.forward(tape.constant(inputs)).sum().backward();
            optimiser.step();
            probe.record();
        }
        optimiser.release();
    }

    @Test
    void readsWhatEveryPartGaveAndTheGradientThatCameBack() {
        Matrix w1 = first.weight().value().copy();
        Matrix w2 = second.weight().value().copy();
        Probe probe = new Probe(model);
        train(probe, 1);
        Snapshot snapshot = probe.latest();

        Matrix z = inputs.matmul(w1);
        Matrix a = z.map(x -> Math.max(x, 0));
        Matrix delta = Matrix.filled(2, 2, 1).matmul(w2.transpose()).times(z.map(x -> x > 0 ? 1 : 0));
        assertThat(snapshot.layers()).extracting(LayerReading::name).containsExactly("layer1", "relu", "layer2");
        assertThat(snapshot.layers()).extracting(LayerReading::layer).containsExactly(1, 1, 2);
        assertThat(snapshot.weightLayers()).extracting(LayerReading::name).containsExactly("layer1", "layer2");
        LayerReading linear = snapshot.layers().get(0);
        assertThat(linear.output().norm()).isEqualTo(z.norm());
        assertThat(linear.output().mean()).isEqualTo(z.mean());
        double variance = z.map(x -> (x - z.mean()) * (x - z.mean())).mean();
        assertThat(linear.output().deviation()).isCloseTo(Math.sqrt(variance), within(1e-15));
        assertThat(linear.output().histogram().total()).isEqualTo(6);
        assertThat(linear.gradient().norm()).isEqualTo(delta.norm());
        assertThat(linear.dead()).isNaN();
        assertThat(snapshot.layers().get(1).output().norm()).isEqualTo(a.norm());
        assertThat(snapshot.layers().get(2).gradient().norm()).isEqualTo(2);
    }

    @Test
    void readsWhatAStepDidToEveryParameter() {
        Matrix before = first.weight().value().copy();
        Probe probe = new Probe(model);
        train(probe, 1);
        ParameterReading weight = probe.latest().parameters().get(0);

        assertThat(probe.latest().parameters())
                .extracting(ParameterReading::name)
                .containsExactly("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias");
        assertThat(weight.value().norm()).isEqualTo(before.norm());
        assertThat(weight.gradient().norm()).isEqualTo(first.weight().gradient().norm());
        double moved = first.weight().value().minus(before).norm();
        assertThat(weight.update().norm()).isEqualTo(moved);
        assertThat(weight.ratio()).isEqualTo(moved / before.norm());
        assertThat(moved).isCloseTo(0.5 * weight.gradient().norm(), within(1e-14));
        assertThat(probe.latest().parameters().get(1).ratio()).isNaN();
        assertThat(probe.latest().weights()).hasSize(2);
    }

    @Test
    void countsSaturatedAndDeadUnits() {
        Probe probe = new Probe(Sequential.of(Activation.TANH, Activation.RELU, Activation.HARD_SIGMOID));
        Tape tape = new Tape();
        // tanh′ is 5 % of its largest at ±2.18
        Matrix x = Matrix.of(new double[][] {{0, 3, -1}, {2.1, -2.2, -1}});
        probe.forward(tape.variable(x)).sum().backward();
        probe.record();

        LayerReading tanh = probe.latest().layers().get(0);
        assertThat(tanh.saturated()).isEqualTo(2 / 6.0);
        assertThat(tanh.dead()).isZero();
        LayerReading relu = probe.latest().layers().get(1);
        assertThat(relu.saturated()).isNaN();
        assertThat(relu.dead()).isEqualTo(1 / 3.0);
        assertThat(probe.latest().layers().get(2).saturated()).isZero();
    }

    @Test
    void changesNoBitOfTheTraining() {
        Sequential copy = Sequential.of(
                new Linear("layer1", 2, 3, Initialiser.xavier(), new Generator(1)),
                Activation.RELU,
                new Linear("layer2", 3, 2, Initialiser.xavier(), new Generator(2)));
        Sgd optimiser = new Sgd(copy.parameters(), 0.5);
        Tape tape = new Tape();
        for (int step = 0; step < 5; step++) {
            tape.reset();
            optimiser.zeroGradients();
            copy.forward(tape.constant(inputs)).sum().backward();
            optimiser.step();
        }
        train(new Probe(model, 2), 5);

        assertThat(model.parameters())
                .extracting(Parameter::value)
                .isEqualTo(copy.parameters().stream().map(Parameter::value).toList());
    }

    @Test
    void readsOneStepOutOfSoMany() {
        Probe probe = new Probe(model, 3);
        train(probe, 8);

        assertThat(probe.snapshots()).extracting(Snapshot::step).containsExactly(1, 4, 7);
    }

    @Test
    void givesTables() {
        Probe probe = new Probe(model);
        train(probe, 2);
        Table layers = probe.layerTable();
        Table parameters = probe.parameterTable();

        assertThat(layers.rowCount()).isEqualTo(6);
        assertThat(layers.intColumn("step").asIntArray()).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(layers.stringColumn("part").asList()).startsWith("layer1", "relu", "layer2");
        assertThat(layers.doubleColumn("gradient norm").get(2)).isEqualTo(2);
        assertThat(layers.doubleColumn("dead").isMissing(0)).isTrue();
        assertThat(parameters.rowCount()).isEqualTo(8);
        assertThat(parameters.doubleColumn("update ÷ value").get(4))
                .isEqualTo(probe.latest().parameters().get(0).ratio());
    }

    /** In every column another number, so that none can stand for another. */
    @Test
    void everyColumnHoldsWhatItsNameSays() {
        Matrix x = Matrix.of(new double[][] {{0, 4, -1}, {5, -4.2, -1}});
        Matrix direction = Matrix.of(new double[][] {{1, 2, -1, 0.5}, {3, 1, 2, -2}});
        Linear linear = new Linear("layer1", 3, 4, Initialiser.xavier(), new Generator(3));
        linear.bias().value().fill(0.25);
        Matrix before = linear.weight().value().copy();
        Probe probe = new Probe(Sequential.of(Activation.HARD_SIGMOID, linear));
        Sgd optimiser = new Sgd(linear.parameters(), 0.5);
        Tape tape = new Tape();
        Variable y = probe.forward(tape.variable(x));
        y.times(tape.constant(direction)).sum().backward();
        optimiser.step();
        probe.record();

        Matrix a = x.map(z -> Math.max(0, Math.min(z / 6 + 0.5, 1)));
        Table layers = probe.layerTable();
        requireStatistics(layers, 0, "", a);
        requireStatistics(layers, 0, "gradient ", direction.matmul(before.transpose()));
        assertThat(layers.doubleColumn("saturated").get(0)).isEqualTo(3 / 6.0);
        assertThat(layers.doubleColumn("dead").get(0)).isEqualTo(1 / 3.0);
        requireStatistics(layers, 1, "", a.matmul(before).plus(0.25));
        requireStatistics(layers, 1, "gradient ", direction);

        Matrix slope = a.transpose().matmul(direction);
        Table parameters = probe.parameterTable();
        requireStatistics(parameters, 0, "", before);
        requireStatistics(parameters, 0, "gradient ", slope);
        requireStatistics(parameters, 0, "update ", slope.times(-0.5));
        assertThat(parameters.doubleColumn("update ÷ value").get(0))
                .isCloseTo(0.5 * slope.norm() / before.norm(), within(1e-15));
    }

    private static void requireStatistics(Table table, int row, String prefix, Matrix numbers) {
        double mean = Arrays.stream(numbers.data()).average().orElseThrow();
        double squares = Arrays.stream(numbers.data()).map(z -> z * z).sum();
        double variance = Arrays.stream(numbers.data())
                .map(z -> (z - mean) * (z - mean))
                .average()
                .orElseThrow();
        assertThat(table.doubleColumn(prefix + "norm").get(row)).isCloseTo(Math.sqrt(squares), within(1e-14));
        assertThat(table.doubleColumn(prefix + "mean").get(row)).isCloseTo(mean, within(1e-14));
        assertThat(table.doubleColumn(prefix + "deviation").get(row)).isCloseTo(Math.sqrt(variance), within(1e-14));
    }

    @Test
    void givesEveryHistogramInOneTable() {
        Probe probe = new Probe(model);
        train(probe, 2);
        Matrix z = first.forward(new Tape().constant(inputs)).value();
        Matrix weight = first.weight().value().copy();
        train(probe, 1); // in which z and the weight are what was read
        Table table = probe.histogramTable().where(t -> t.intColumn("step").isEqualTo(3));

        requireCounts(table, "layer1", "output", z.data());
        requireCounts(table, "layer1.weight", "value", weight.data());
        double[] sizes = Arrays.stream(first.weight().gradient().data())
                .map(Math::abs)
                .filter(size -> size > 0)
                .toArray();
        requireCounts(table, "layer1.weight", "gradient size", sizes);
        double[] halves = Arrays.stream(sizes).map(size -> size / 2).toArray();
        requireCounts(table, "layer1.weight", "update size", halves);
        requireCounts(table, "layer2", "gradient size", 1, 1, 1, 1);
        assertThat(probe.histogramTable().intColumn("step").asSet()).containsExactlyInAnyOrder(1, 2, 3);
    }

    private static void requireCounts(Table table, String part, String quantity, double... numbers) {
        Table rows = table.where(t -> t.stringColumn("part")
                .isEqualTo(part)
                .and(t.stringColumn("quantity").isEqualTo(quantity)));
        assertThat(rows.intColumn("count").sum()).isEqualTo(numbers.length);
        for (Row row : rows) {
            double from = row.getDouble("from");
            double to = row.getDouble("to");
            long inside =
                    Arrays.stream(numbers).filter(x -> x >= from && x < to).count();
            assertThat(row.getInt("count"))
                    .as(part + ", " + quantity + " from " + from)
                    .isEqualTo((int) inside);
        }
    }

    @Test
    void findsTheSingularValuesUpToEveryPartOnRequest() {
        Dropout dropout = new Dropout(0.5, new Generator(7));
        BatchNorm norm = BatchNorm.dense("norm", 3);
        Sequential network = Sequential.of(first, norm, Activation.TANH, dropout, second);
        Probe probe = new Probe(network);
        List<Matrix> before = norm.state().values().stream().map(Matrix::copy).toList();
        List<Spectrum> spectra = probe.readJacobians(inputs.rowAt(1));

        assertThat(spectra)
                .extracting(Spectrum::name)
                .containsExactly("layer1", "norm", "tanh", "Dropout 0.5", "layer2");
        assertThat(spectra).extracting(Spectrum::layer).containsExactly(1, 1, 1, 1, 2);
        network.setTraining(false);
        List<Layer> parts = network.layers();
        for (int k = 0; k < parts.size(); k++) {
            Sequential beginning = Sequential.of(parts.subList(0, k + 1));
            double[] expected = Jacobian.singularValues(beginning::forward, inputs.rowAt(1));
            assertThat(spectra.get(k).singularValues())
                    .isEqualTo(Arrays.stream(expected).boxed().toList());
        }
        assertThat(List.copyOf(norm.state().values())).isEqualTo(before);
        Table table = probe.jacobianTable();
        assertThat(table.rowCount()).isEqualTo(5 * 2);
        assertThat(table.intColumn("number").asIntArray()).startsWith(1, 2, 1, 2);
        assertThat(table.stringColumn("part").get(9)).isEqualTo("layer2");
        assertThat(table.doubleColumn("singular value").get(9))
                .isEqualTo(spectra.get(4).singularValues().get(1));
    }

    @Test
    void leavesTheModeAndTheGeneratorsAsTheyAreWhenItFindsSingularValues() {
        Generator generator = new Generator(7);
        Dropout dropout = new Dropout(0.5, generator);
        Probe probe = new Probe(Sequential.of(first, dropout, second));
        Matrix state = generator.state();
        probe.readJacobians(inputs.rowAt(0));
        assertThat(generator.state()).isEqualTo(state);
        probe.forward(new Tape().constant(inputs));
        assertThat(generator.state()).as("trains again").isNotEqualTo(state);

        probe.setTraining(false);
        state = generator.state();
        probe.readJacobians(inputs.rowAt(0));
        probe.forward(new Tape().constant(inputs));
        assertThat(generator.state()).as("still in evaluation").isEqualTo(state);
    }

    @Test
    void findsSingularValuesBetweenAStepAndItsRecord() {
        Probe probe = new Probe(model);
        Tape tape = new Tape();
        probe.forward(tape.constant(inputs)).sum().backward();
        probe.readJacobians(inputs.rowAt(0));
        probe.record();
        probe.readJacobians(inputs.rowAt(0));

        assertThat(probe.latest().layers()).hasSize(3);
        assertThat(probe.spectra()).extracting(Spectrum::step).containsExactly(0, 0, 0, 1, 1, 1);
    }

    @Test
    void standsInTheModelsPlace() {
        Probe probe = new Probe(model);

        assertThat(probe.parameters()).isEqualTo(model.parameters());
        assertThat(probe.state()).isEqualTo(model.state());
        Tape tape = new Tape();
        assertThat(probe.forward(tape.constant(inputs)).value())
                .isEqualTo(model.forward(tape.constant(inputs)).value());
    }

    @Test
    void recordsByItselfInATrainingLoop() {
        Probe probe = new Probe(model);
        new Training(probe, new Sgd(model.parameters(), 0.1), new Batches(Synthetic.xor(), 2, new Generator(1))).run(3);

        assertThat(probe.snapshots()).extracting(Snapshot::step).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void refusesToRecordNothing() {
        Probe probe = new Probe(model);
        assertThatThrownBy(probe::record).hasMessageContaining("record: nothing went through this probe");
        assertThatThrownBy(probe::latest).hasMessageContaining("latest: nothing is recorded yet");
        assertThatThrownBy(() -> new Probe(model, 0)).hasMessageContaining("probe: every is 0; it must be at least 1");
        Tape tape = new Tape();
        Losses.crossEntropy(probe.forward(tape.constant(inputs)), new int[2]).backward();
        tape.reset();
        assertThatThrownBy(probe::record).hasMessageContaining("is from before its tape's reset");
    }
}
