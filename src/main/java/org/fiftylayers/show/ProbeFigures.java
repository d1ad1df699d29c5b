package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fiftylayers.probe.Histogram;
import org.fiftylayers.probe.LayerReading;
import org.fiftylayers.probe.ParameterReading;
import org.fiftylayers.probe.Probe;
import org.fiftylayers.probe.Snapshot;
import org.fiftylayers.probe.Spectrum;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * What a {@link Probe} has read, as charts in the style of {@link Figures}.
 *
 * <pre>{@code
 * ProbeFigures.gradients("Sigmoid: the gradient is lost on the way down", probe)
 * }</pre>
 */
public final class ProbeFigures {
    private static final int MOST_ROWS = 36;
    /** From here on lines are a grey bundle, and only a few have a name. */
    private static final int MOST_NAMED = 4;

    private ProbeFigures() {}

    /** The norm of δ, the gradient ∂L/∂output, against the layer, for the first step read and the latest. */
    public static XYChart gradients(String title, Probe probe) {
        XYChart chart = Figures.logY(Figures.xy(title, "layer", "norm of the gradient, ‖δ‖"));
        return overLayers(
                chart, probe, Snapshot::weightLayers, r -> r.gradient().norm());
    }

    private static XYChart overLayers(
            XYChart chart,
            Probe probe,
            Function<Snapshot, List<LayerReading>> which,
            ToDoubleFunction<LayerReading> number) {
        List<Snapshot> snapshots = probe.snapshots();
        for (Snapshot snapshot : snapshots.size() < 2 ? snapshots : List.of(snapshots.get(0), probe.latest())) {
            List<LayerReading> layers = which.apply(snapshot);
            chart.addSeries(
                    "step " + snapshot.step(),
                    layers.stream().mapToDouble(LayerReading::layer).toArray(),
                    layers.stream().mapToDouble(number).toArray());
        }
        return chart;
    }

    private static List<LayerReading> activations(Snapshot snapshot) {
        List<LayerReading> activations = snapshot.layers().stream()
                .filter(reading -> !Double.isNaN(reading.dead()))
                .toList();
        return activations.isEmpty() ? snapshot.weightLayers() : activations;
    }

    /**
     * Any number of a reading against the layer, for the first step read and the latest, such as {@code LayerReading::dead}
     * or {@code r -> r.output().deviation()}: of activations, or without any of the parts that have the weights.
     */
    public static XYChart outputs(String title, String quantity, Probe probe, ToDoubleFunction<LayerReading> number) {
        return overLayers(Figures.xy(title, "layer", quantity), probe, ProbeFigures::activations, number);
    }

    /** The ratio ‖update‖/‖weight‖ of each weight matrix against the step, beside the 1/1000 that is sound. */
    public static XYChart updates(String title, Probe probe) {
        XYChart chart = Figures.logY(Figures.xy(title, "step", "size of the update relative to the weight"));
        List<ParameterReading> weights = probe.latest().weights();
        int last = weights.size() - 1;
        List<Integer> named =
                last < MOST_NAMED ? IntStream.rangeClosed(0, last).boxed().toList() : List.of(0, last / 2, last);
        double[] steps = probe.snapshots().stream().mapToDouble(Snapshot::step).toArray();
        // the named ones come last, so that they lie on top
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
        order.removeAll(named);
        order.addAll(named);
        for (int i : order) {
            double[] ratios = probe.snapshots().stream()
                    .mapToDouble(snapshot -> snapshot.weights().get(i).ratio())
                    .toArray();
            XYSeries series = chart.addSeries(weights.get(i).name(), steps, ratios);
            if (!named.contains(i)) {
                series.setShowInLegend(false);
                series.setLineColor(Figures.SOFT);
                series.setLineWidth(0.6f);
            }
        }
        Figures.markY(chart, "1/1000", 1e-3);
        return chart;
    }

    /**
     * How the outputs of each activation are spread in the latest step: a column of colours per layer, whose boxes are named
     * by their lower ends.
     */
    public static HeatMapChart activations(String title, Probe probe) {
        return spread(title, "output", activations(probe.latest()), LayerReading::layer, reading -> reading.output()
                .histogram());
    }

    /** How the sizes of the gradient's entries are spread in the latest step, in powers of two: a column per layer. */
    public static HeatMapChart gradientSizes(String title, Probe probe) {
        return spread(
                title,
                "log₂ of the entries of δ",
                probe.latest().weightLayers(),
                LayerReading::layer,
                reading -> reading.gradient().histogram());
    }

    /** The same of what the latest step added to each weight matrix. */
    public static HeatMapChart updateSizes(String title, Probe probe) {
        return spread(
                title,
                "log₂ of the entries of updates",
                probe.latest().weights(),
                ParameterReading::layer,
                reading -> reading.update().histogram());
    }

    /**
     * By how much the network stretches small changes of its input up to each layer: the largest, the middle and the smallest
     * singular value of the Jacobian ∂output/∂input, as {@link Probe#readJacobians} has found them last. What cannot be told
     * from 0, given the largest, leaves a gap.
     */
    public static XYChart jacobians(String title, Probe probe) {
        SortedMap<Integer, List<Double>> values = new TreeMap<>();
        for (Spectrum spectrum : probe.spectra()) {
            // a later part of a layer takes the place of earlier ones
            values.put(spectrum.layer(), spectrum.singularValues());
        }
        if (values.isEmpty()) {
            throw new IllegalStateException("jacobians: the probe has read none yet; call readJacobians(x)");
        }
        XYChart chart = Figures.logY(Figures.xy(title, "layer", "singular value of ∂output/∂input"));
        double[] layers = values.keySet().stream().mapToDouble(layer -> layer).toArray();
        addValues(chart, "largest", layers, values, count -> 0);
        addValues(chart, "middle", layers, values, count -> (count - 1) / 2);
        addValues(chart, "smallest", layers, values, count -> count - 1);
        return chart;
    }

    private static void addValues(
            XYChart chart,
            String name,
            double[] layers,
            SortedMap<Integer, List<Double>> values,
            IntUnaryOperator place) {
        chart.addSeries(
                name,
                layers,
                values.values().stream()
                        .mapToDouble(all -> sound(all, all.get(place.applyAsInt(all.size()))))
                        .toArray());
    }

    /** The value, or 0 if rounding alone may have made it: a Jacobian is exact to about 16 digits of its largest value. */
    private static double sound(List<Double> all, double value) {
        return value > all.get(0) * all.size() * Math.ulp(1.0) ? value : 0;
    }

    private static <T> HeatMapChart spread(
            String title, String quantity, List<T> readings, Function<T, Integer> layer, Function<T, Histogram> which) {
        List<Histogram> histograms =
                new ArrayList<>(readings.stream().map(which).toList());
        double width = histograms.stream().mapToDouble(Histogram::width).max().orElse(1);
        while (rows(histograms, width) > MOST_ROWS) {
            width *= 2;
        }
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int column = 0; column < histograms.size(); column++) {
            Histogram histogram = histograms.get(column);
            while (histogram.width() < width) {
                histogram = histogram.coarser();
            }
            histograms.set(column, histogram);
            first = Math.min(first, histogram.first());
            last = Math.max(last, histogram.first() + histogram.counts().length - 1);
        }
        List<Number[]> data = new ArrayList<>();
        for (int column = 0; column < histograms.size(); column++) {
            Histogram histogram = histograms.get(column);
            for (int k = 0; k < histogram.counts().length; k++) {
                if (histogram.counts()[k] > 0) {
                    double share = 100.0 * histogram.counts()[k] / histogram.total();
                    data.add(new Number[] {column, histogram.first() + k - first, share});
                }
            }
        }
        HeatMapChart chart = Figures.heatMap(title, "layer", quantity);
        double step = width;
        List<String> places = IntStream.rangeClosed(first, last)
                .mapToObj(k -> Numeral.significant(k * step, 3).toString())
                .toList();
        HeatMapSeries series = chart.addSeries("%", readings.stream().map(layer).toList(), places, data);
        series.setMin(0);
        series.setMax(Math.ceil(series.getMax()));
        return chart;
    }

    private static double rows(List<Histogram> histograms, double width) {
        double low = histograms.stream().mapToDouble(Histogram::low).min().orElse(0);
        double high = histograms.stream().mapToDouble(Histogram::high).max().orElse(0);
        return (high - low) / width;
    }
}
