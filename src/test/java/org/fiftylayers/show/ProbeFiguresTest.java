package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.probe.Histogram;
import org.fiftylayers.probe.LayerReading;
import org.fiftylayers.probe.Probe;
import org.fiftylayers.probe.Spectrum;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.series.Series;

class ProbeFiguresTest {
    private final Probe sigmoid = trained(20, Activation.SIGMOID, Initialiser.xavier());
    private final Probe tanh = trained(3, Activation.TANH, Initialiser.xavier());

    static Probe trained(int depth, Activation activation, Initialiser initialiser) {
        Generator generator = new Generator(1);
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k <= depth; k++) {
            layers.add(new Linear("layer" + k, 64, k == depth ? 10 : 64, initialiser, generator));
            if (k < depth) {
                layers.add(activation);
            }
        }
        Sequential model = Sequential.of(layers);
        Probe probe = new Probe(model);
        Sgd optimiser = new Sgd(model.parameters(), 0.05);
        Tape tape = new Tape();
        for (Dataset batch : new Batches(Synthetic.prototypes(640, generator), 64, generator)) {
            tape.reset();
            optimiser.zeroGradients();
            Losses.crossEntropy(probe.forward(tape.constant(batch.inputs())), batch.labels())
                    .backward();
            optimiser.step();
            probe.record();
        }
        return probe;
    }

    @Test
    void showsTheGradientAgainstDepthOnALogarithmicAxis() {
        XYChart chart = ProbeFigures.gradients("Lost", sigmoid);

        assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
        assertThat(names(chart)).containsExactly("step 1", "step 10");
        assertThat(chart.getSeries("step 10").getXData()).hasSize(20).startsWith(1, 2, 3);
        assertThat(chart.getSeries("step 10").getYData()[19])
                .isEqualTo(sigmoid.latest().weightLayers().get(19).gradient().norm());
        Charts.xml(Charts.svg(chart));
        assertThat(Charts.text(chart)).contains("vertical axis: norm of the gradient, ‖δ‖, logarithmic");
    }

    @Test
    void showsUpdatesOverStepsBesideWhatIsSound() {
        XYChart chart = ProbeFigures.updates("Updates", tanh);

        assertThat(names(chart)).containsExactly("layer1.weight", "layer2.weight", "layer3.weight", "1/1000");
        assertThat(chart.getSeries("layer2.weight").getYData()[9])
                .isEqualTo(tanh.latest().weights().get(1).ratio());
        Charts.xml(Charts.svg(chart));
    }

    @Test
    void namesAFewOfManyLayers() {
        XYChart chart = ProbeFigures.updates("Updates", sigmoid);

        assertThat(names(chart)).hasSize(21);
        assertThat(chart.getSeriesCollection().stream().filter(series -> series.isShowInLegend()))
                .extracting(Series::getName)
                .containsExactly("layer1.weight", "layer10.weight", "layer20.weight", "1/1000");
        Charts.xml(Charts.svg(chart));
    }

    @Test
    void showsHowOutputsAreSpreadOverLayers() {
        HeatMapChart chart = ProbeFigures.activations("Outputs", sigmoid);

        assertThat(chart.getHeatMapSeries().getXData()).hasSize(19);
        double[] sums = new double[19];
        for (Number[] cell : chart.getHeatMapSeries().getHeatData()) {
            sums[cell[0].intValue()] += cell[2].doubleValue();
        }
        for (double sum : sums) {
            assertThat(sum).isCloseTo(100, within(1e-9));
        }
        Charts.xml(Charts.svg(chart));
        assertThat(Charts.bundle(chart).data()).containsKey(MimeBundle.PNG);
    }

    @Test
    void showsHowTheSizesOfGradientsAreSpreadOverLayers() {
        HeatMapChart chart = ProbeFigures.gradientSizes("Sizes", sigmoid);

        assertThat(chart.getHeatMapSeries().getXData()).hasSize(20);
        assertThat(chart.getHeatMapSeries().getYData()).hasSizeLessThanOrEqualTo(37);
        Charts.xml(Charts.svg(chart));
        assertThat(Charts.text(chart)).contains("vertical axis: log₂ of the entries of δ");
    }

    @Test
    void showsAnyNumberOfActivationsAgainstDepth() {
        XYChart chart = ProbeFigures.outputs(
                "Narrow", "deviation", sigmoid, r -> r.output().deviation());

        assertThat(names(chart)).containsExactly("step 1", "step 10");
        assertThat(chart.getSeries("step 10").getXData()).hasSize(19).startsWith(1, 2, 3);
        List<LayerReading> all = sigmoid.latest().layers();
        assertThat(chart.getSeries("step 10").getYData()[18])
                .isEqualTo(all.get(all.size() - 2).output().deviation());
        assertThat(Charts.text(chart)).contains("vertical axis: deviation");
        Charts.xml(Charts.svg(ProbeFigures.outputs("Dead", "share of dead units", tanh, LayerReading::dead)));
    }

    @Test
    void showsTheWeightsLayersWhereThereIsNoActivation() {
        Probe linear = trained(3, Activation.IDENTITY, Initialiser.xavier());
        Probe none = trained(1, Activation.TANH, Initialiser.xavier());

        assertThat(ProbeFigures.outputs("Norms", "norm", linear, r -> r.output().norm())
                        .getSeries("step 1")
                        .getXData())
                .containsExactly(1, 2);
        assertThat(ProbeFigures.outputs("Norms", "norm", none, r -> r.output().norm())
                        .getSeries("step 1")
                        .getYData())
                .containsExactly(
                        none.snapshots().get(0).layers().get(0).output().norm());
    }

    @Test
    void showsHowTheSizesOfUpdatesAreSpreadOverLayers() {
        HeatMapChart chart = ProbeFigures.updateSizes("Updates", tanh);

        assertThat(chart.getHeatMapSeries().getXData()).isEqualTo(List.of(1, 2, 3));
        Histogram last = tanh.latest().weights().get(2).update().histogram();
        double largest = 0;
        for (Number[] cell : chart.getHeatMapSeries().getHeatData()) {
            largest = cell[0].intValue() == 2 ? Math.max(largest, cell[2].doubleValue()) : largest;
        }
        double most = Arrays.stream(last.counts()).max().orElseThrow();
        assertThat(largest).isCloseTo(100 * most / last.total(), within(1e-12));
        Charts.xml(Charts.svg(chart));
        assertThat(Charts.text(chart)).contains("vertical axis: log₂ of the entries of updates");
    }

    @Test
    void showsTheSingularValuesThatWereReadLast() {
        Probe probe = trained(4, Activation.SIGMOID, Initialiser.xavier());
        assertThatThrownBy(() -> ProbeFigures.jacobians("Stretched", probe))
                .hasMessage("jacobians: the probe has read none yet; call readJacobians(x)");
        probe.readJacobians(Matrix.zeros(1, 64));
        List<Spectrum> latest = probe.readJacobians(Matrix.filled(1, 64, 0.5));
        XYChart chart = ProbeFigures.jacobians("Stretched", probe);

        assertThat(names(chart)).containsExactly("largest", "middle", "smallest");
        assertThat(chart.getSeries("largest").getXData()).containsExactly(1, 2, 3, 4);
        // after the first layer's sigmoid, and at the very end
        assertThat(chart.getSeries("largest").getYData()[0])
                .isEqualTo(latest.get(1).singularValues().get(0));
        List<Double> end = latest.get(6).singularValues();
        assertThat(chart.getSeries("middle").getYData()[3]).isEqualTo(end.get(4));
        assertThat(chart.getSeries("smallest").getYData()[3]).isEqualTo(end.get(9));
        Charts.xml(Charts.svg(chart));
    }

    @Test
    void leavesAGapForSingularValuesThatAreNoMoreThanRounding() {
        Matrix weight = Matrix.column(0.1, 0.2, 0.3).matmul(Matrix.row(0.7, 0.1, 0.3)); // of rank 1
        Linear linear = new Linear("layer1", 3, 3, (in, out, generator) -> weight, new Generator(1));
        Probe probe = new Probe(Sequential.of(linear));
        List<Double> values = probe.readJacobians(Matrix.row(1, 1, 1)).get(0).singularValues();
        XYChart chart = ProbeFigures.jacobians("Flat", probe);

        assertThat(values.get(1)).isLessThan(1e-16);
        assertThat(chart.getSeries("largest").getYData()).containsExactly(values.get(0));
        assertThat(chart.getSeries("middle").getYData()).containsExactly(0);
        assertThat(chart.getSeries("smallest").getYData()).containsExactly(0);
        Charts.xml(Charts.svg(chart));
    }

    private static List<String> names(XYChart chart) {
        return chart.getSeriesCollection().stream().map(Series::getName).toList();
    }

    @Test
    void isTheSameOnEveryRun() {
        assertThat(Charts.svg(ProbeFigures.activations("Outputs", tanh)))
                .isEqualTo(Charts.svg(
                        ProbeFigures.activations("Outputs", trained(3, Activation.TANH, Initialiser.xavier()))));
    }
}
