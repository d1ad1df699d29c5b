package org.fiftylayers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Gru;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Rnn;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.operation.Shapes;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.training.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe reads inside layers that are made of others. */
class ProbeInsideTest {
    private final Matrix inputs = Matrix.of(new double[][] {{1, 2}, {-3, 1}});

    @Test
    void readsTheLayersInsideAResidualBlock() {
        Linear inner = new Linear("layer1", 2, 3, Initialiser.xavier(), new Generator(1));
        Linear outer = new Linear("layer2", 3, 2, Initialiser.xavier(), new Generator(2));
        inner.bias().value().set(0, 1, -100); // dead
        Probe probe = new Probe(
                Sequential.of(Residual.scaled(0.5, Sequential.of(inner, Activation.RELU, outer)), Activation.TANH));
        Tape tape = new Tape();
        probe.forward(tape.constant(inputs)).sum().backward();
        probe.record();

        Matrix a = inner.forward(new Tape().constant(inputs)).value().map(x -> Math.max(x, 0));
        Matrix sum = a.matmul(outer.weight().value()).times(0.5).plus(inputs);
        Matrix back = sum.map(x -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x));
        Snapshot read = probe.latest();
        assertThat(read.layers())
                .extracting(LayerReading::name)
                .containsExactly("layer1", "relu", "layer2", "Residual", "tanh");
        assertThat(read.layers()).extracting(LayerReading::layer).containsExactly(1, 1, 2, 2, 2);
        assertThat(read.weightLayers()).extracting(LayerReading::name).containsExactly("layer1", "layer2");
        assertThat(read.layers().get(1).dead()).isGreaterThanOrEqualTo(1 / 3.0);
        assertThat(read.layers().get(1).output().norm()).isCloseTo(a.norm(), within(1e-14));
        assertThat(read.layers().get(2).gradient().norm())
                .isCloseTo(back.times(0.5).norm(), within(1e-14));
        assertThat(read.layers().get(3).output().norm()).isCloseTo(sum.norm(), within(1e-14));
        assertThat(read.layers().get(3).gradient().norm()).isCloseTo(back.norm(), within(1e-14));
        assertThat(read.parameters())
                .extracting(ParameterReading::name)
                .containsExactly("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias");
        assertThat(read.parameters()).extracting(ParameterReading::layer).containsExactly(1, 1, 2, 2);
    }

    @Test
    void readsAResNetAsItsLayersWithWeights() {
        Sequential resNet = ResNet.cifar(1, new ImageShape(1, 8, 8), 10, new Generator(1));
        Probe probe = new Probe(resNet);
        Tape tape = new Tape();
        probe.forward(tape.constant(Matrix.gaussian(3, 64, 1, new Generator(2))))
                .sum()
                .backward();
        probe.record();

        assertThat(probe.latest().weightLayers()).hasSize(6 + 2);
        assertThat(probe.latest().weightLayers().get(4).name()).isEqualTo("stage2.block1.conv2");
        assertThat(probe.latest().layers())
                .filteredOn(reading -> reading.name().equals("relu"))
                .hasSize(1 + 2 * 3)
                .allSatisfy(reading -> assertThat(reading.dead()).isBetween(0.0, 1.0));
        assertThat(probe.latest().parameters())
                .extracting(ParameterReading::name)
                .isEqualTo(resNet.parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void readsTheActivationOfARecurrentLayerAtAllTimeSteps() {
        Rnn rnn = new Rnn("rnn", 2, 3, Initialiser.he(), Initialiser.orthogonal(), Curve.TANH, new Generator(4));
        Linear last = new Linear("last", 3, 2, Initialiser.xavier(), new Generator(5));
        Probe probe = new Probe(Sequential.of(new LastHidden(rnn, 2), last));
        Matrix sequences = Matrix.gaussian(5, 2 * 4, 2, new Generator(6));
        Tape tape = new Tape();
        probe.forward(tape.constant(sequences)).sum().backward();
        probe.record();

        Tape other = new Tape();
        List<Variable> steps = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            steps.add(Shapes.columns(other.constant(sequences), 2 * t, 2 * t + 2));
        }
        List<Variable> hidden = rnn.forward(steps).hidden();
        last.forward(hidden.get(3)).sum().backward();
        double[] all = hidden.stream()
                .flatMapToDouble(h -> Arrays.stream(h.value().data()))
                .toArray();
        double[] gradients = hidden.stream()
                .flatMapToDouble(h -> Arrays.stream(h.gradient().data()))
                .toArray();
        LayerReading whole = probe.latest().layers().get(0);
        LayerReading tanh = probe.latest().layers().get(1);
        assertThat(probe.latest().layers()).extracting(LayerReading::name).containsExactly("rnn.input", "tanh", "last");
        assertThat(probe.latest().layers()).extracting(LayerReading::layer).containsExactly(1, 1, 2);
        assertThat(whole.output().norm()).isEqualTo(hidden.get(3).value().norm());
        assertThat(tanh.output().norm()).isEqualTo(Matrix.row(all).norm());
        assertThat(tanh.gradient().norm()).isCloseTo(Matrix.row(gradients).norm(), within(1e-14));
        double saturated = Arrays.stream(all).filter(y -> 1 - y * y < 0.05).count() / (double) all.length;
        assertThat(tanh.saturated()).isEqualTo(saturated).isBetween(0.1, 0.9);
        assertThat(tanh.units()).isEqualTo(3);
    }

    /** Also where layers run as one operation without the probe, and one by one with it. */
    @ParameterizedTest
    @ValueSource(strings = {"resNet", "recurrent", "gated"})
    void changesNoBitOfLayersInside(String name) {
        Sequential with = composed(name);
        Sequential without = composed(name);
        train(new Probe(with), with);
        train(without, without);

        assertThat(with.state()).isEqualTo(without.state());
    }

    private static Sequential composed(String name) {
        Generator generator = new Generator(1);
        Initialiser he = Initialiser.he();
        return switch (name) {
            case "resNet" -> ResNet.cifar(1, new ImageShape(1, 8, 8), 10, generator);
            case "recurrent" ->
                Sequential.of(
                        new LastHidden(new Rnn("rnn", 8, 6, he, he, Curve.TANH, generator), 8),
                        new Linear("last", 6, 10, he, generator));
            default ->
                Sequential.of(
                        new LastHidden(new Gru("gru", 8, 6, he, he, generator), 8),
                        new Linear("last", 6, 10, he, generator));
        };
    }

    private static void train(Layer layer, Sequential model) {
        Batches batches = new Batches(Synthetic.prototypes(32, new Generator(2)), 8, new Generator(3));
        new Training(layer, new Sgd(model.parameters(), 0.1), batches).run(2);
    }
}
