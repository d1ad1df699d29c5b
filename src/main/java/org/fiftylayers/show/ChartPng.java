package org.fiftylayers.show;

import java.awt.AWTError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.XYStyler;

/** XChart's own bitmap of a chart, for viewers that show no SVG. */
final class ChartPng {
    private static final int MOST_LABELS = 8;

    private final AtomicBoolean hasWarned = new AtomicBoolean();

    /** As base64; null on a Java that cannot draw: without fonts, without AWT, or on a display that is gone. */
    @Nullable
    String of(IChart chart) {
        List<Runnable> undo = new ArrayList<>();
        try {
            if (chart instanceof XYChart lines) {
                calm(lines, undo);
            }
            return Base64.getEncoder().encodeToString(ChartEncoder.getBytes(chart, "png"));
        } catch (IOException | RuntimeException | LinkageError | AWTError | InternalError e) {
            if (hasWarned.compareAndSet(false, true)) {
                System.err.println("notice: charts are shown as SVG without a PNG copy, because this Java cannot draw"
                        + " one (" + e + "); a Java with fonts can (on Debian: apt install fontconfig fonts-dejavu)");
            }
            return null;
        } finally {
            undo.forEach(Runnable::run);
        }
    }

    /** On logarithmic axes XChart labels every decade, and refuses zeros and negative values. */
    private static void calm(XYChart chart, List<Runnable> undo) {
        XYStyler styler = chart.getStyler();
        if (styler.isYAxisLogarithmic() && styler.getYAxisTickLabelsFormattingFunction() == null) {
            Range range = Range.EMPTY;
            for (XYSeries series : chart.getSeriesCollection()) {
                range = range.and(series.getYData(), true);
            }
            styler.setYAxisTickLabelsFormattingFunction(labels(range));
            styler.setPlotGridHorizontalLinesVisible(decades(range) <= MOST_LABELS);
            undo.add(() -> styler.setYAxisTickLabelsFormattingFunction(null));
            undo.add(() -> styler.setPlotGridHorizontalLinesVisible(true));
        }
        if (styler.isXAxisLogarithmic() && styler.getXAxisTickLabelsFormattingFunction() == null) {
            Range range = Range.EMPTY;
            for (XYSeries series : chart.getSeriesCollection()) {
                range = range.and(series.getXData(), true);
            }
            styler.setXAxisTickLabelsFormattingFunction(labels(range));
            undo.add(() -> styler.setXAxisTickLabelsFormattingFunction(null));
        }
        for (XYSeries series : chart.getSeriesCollection()) {
            double[] x = series.getXData();
            double[] y = series.getYData();
            if (styler.isYAxisLogarithmic() && Arrays.stream(y).anyMatch(value -> value <= 0)) {
                double[] gaps = Arrays.stream(y)
                        .map(value -> value > 0 ? value : Double.NaN)
                        .toArray();
                series.replaceData(x, gaps, series.getExtraValues());
                undo.add(() -> series.replaceData(x, y, series.getExtraValues()));
            }
        }
    }

    private static Function<Double, String> labels(Range range) {
        int step = Tick.logStep(decades(range), MOST_LABELS);
        return value -> {
            int exponent = Numeral.magnitude(value * (1 + 1e-9));
            boolean isDecade = Math.abs(value / Double.parseDouble("1e" + exponent) - 1) < 1e-6;
            return isDecade && exponent % step == 0
                    ? Numeral.significant(value, 6).toString()
                    : " ";
        };
    }

    private static double decades(Range range) {
        return range.isEmpty() ? 1 : StrictMath.log10(range.high()) - StrictMath.log10(range.low());
    }
}
