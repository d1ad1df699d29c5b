package org.fiftylayers.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * XChart charts in the style of the house. What comes back is a plain XChart object: everything XChart can do can be
 * done with it.
 *
 * <pre>{@code
 * var chart = Figures.logY(Figures.xy("Gradient per layer", "layer", "gradient norm"));
 * chart.addSeries("sigmoid", layers, norms);
 * chart
 * }</pre>
 *
 * <p>Each series has a colour and a dash or marker of its own. Lines are named where they end if there is room,
 * otherwise in a legend; {@code series.setShowInLegend(false)} leaves one unnamed, {@code setLineColor(Figures.SOFT)}
 * draws it in the grey of reference lines.
 */
public final class Figures {
    /** The grey of reference lines and of bundles of lines that stay in the background. */
    public static final Color SOFT = Palette.SOFT.colour();

    static final float LINE_WIDTH = 2f;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 380;
    private static final String[] DASHES = {"", "8 4", "1 4.5", "9 4 1 4", "15 5", "4 3", "15 4 4 4", "9 4 1 4 1 4"};
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.SQUARE,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.CROSS,
        SeriesMarkers.PLUS,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CIRCLE
    };

    private Figures() {}

    /** Lines over a horizontal axis of numbers. */
    public static XYChart xy(String title, String xLabel, String yLabel) {
        XYChart chart = new XYChart(WIDTH, HEIGHT, ChartTheme.XChart);
        style(chart.getStyler());
        chart.setTitle(title);
        chart.setXAxisTitle(xLabel);
        chart.setYAxisTitle(yLabel);
        return chart;
    }

    /** Points over a horizontal axis of numbers. */
    public static XYChart scatter(String title, String xLabel, String yLabel) {
        XYChart chart = xy(title, xLabel, yLabel);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        return chart;
    }

    /** Bars over named categories. */
    public static CategoryChart bars(String title, String xLabel, String yLabel) {
        CategoryChart chart = new CategoryChart(WIDTH, HEIGHT, ChartTheme.XChart);
        style(chart.getStyler());
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.setTitle(title);
        chart.setXAxisTitle(xLabel);
        chart.setYAxisTitle(yLabel);
        return chart;
    }

    /**
     * How many of the values lie in each of {@code bins} equal intervals, from the smallest to the largest; the last
     * interval includes its upper end. Values that are not finite are left out.
     *
     * @throws IllegalArgumentException if there are no finite values, or {@code bins} is less than 1
     */
    public static XYChart histogram(String title, String xLabel, double[] values, int bins) {
        Range range = Range.EMPTY.and(values, false);
        if (range.isEmpty()) {
            throw new IllegalArgumentException("histogram: none of the " + values.length
                    + " values is finite; give at least one (of zeros and infinities take no logarithm)");
        }
        return histogram(
                title,
                xLabel,
                values,
                bins,
                range.widened(false).low(),
                range.widened(false).high());
    }

    /** As {@link #histogram(String, String, double[], int)}, of the values from {@code low} to {@code high}. */
    public static XYChart histogram(String title, String xLabel, double[] values, int bins, double low, double high) {
        if (bins < 1) {
            throw new IllegalArgumentException("histogram: bins is " + bins + "; must be at least 1");
        }
        if (!(low < high)) {
            throw new IllegalArgumentException("histogram: low is " + Numeral.shortest(low) + ", high is "
                    + Numeral.shortest(high) + "; low must be less than high");
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low + (high - low) * i / bins;
        }
        double[] counts = new double[bins + 1]; // the last repeats: a step goes on to the next edge
        for (double value : values) {
            if (value >= low && value <= high) {
                int bin = Math.min(bins - 1, (int) ((value - low) / (high - low) * bins));
                counts[bin]++;
            }
        }
        counts[bins] = counts[bins - 1];
        XYChart chart = xy(title, xLabel, "count");
        chart.addSeries("count", edges, counts).setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
        return chart;
    }

    /** An upright line that marks a place on the horizontal axis, from the bottom to the top of the plot. */
    public static XYSeries markX(XYChart chart, String name, double x) {
        double[] ends = {1, 2};
        for (XYSeries series : chart.getSeriesCollection()) {
            Range range = Range.EMPTY.and(series.getYData(), chart.getStyler().isYAxisLogarithmic());
            if (!range.isEmpty()) {
                boolean fromZero = series.getXYSeriesRenderStyle().orElse(XYSeriesRenderStyle.Line)
                        == XYSeriesRenderStyle.StepArea;
                ends = new double[] {fromZero ? 0 : range.low(), range.high()};
                break;
            }
        }
        return chart.addSeries(name, new double[] {x, x}, ends);
    }

    /** A level line in the grey of reference lines, as wide as the series that are there already. */
    public static XYSeries markY(XYChart chart, String name, double y) {
        Range range = Range.EMPTY;
        for (XYSeries series : chart.getSeriesCollection()) {
            range = range.and(series.getXData(), chart.getStyler().isXAxisLogarithmic());
        }
        if (range.isEmpty()) {
            throw new IllegalArgumentException(
                    "markY: the chart has no series yet, so the line would have no length; add the series first");
        }
        XYSeries series = chart.addSeries(name, new double[] {range.low(), range.high()}, new double[] {y, y});
        series.setLineColor(SOFT);
        series.setLineWidth(1.3f);
        return series;
    }

    /** A logarithmic vertical axis. Values that are zero or negative cannot be drawn and leave a gap. */
    public static XYChart logY(XYChart chart) {
        chart.getStyler().setYAxisLogarithmic(true);
        return chart;
    }

    /** A logarithmic horizontal axis. */
    public static XYChart logX(XYChart chart) {
        chart.getStyler().setXAxisLogarithmic(true);
        return chart;
    }

    /** Both axes logarithmic. */
    public static XYChart logLog(XYChart chart) {
        return logX(logY(chart));
    }

    /** Colours over two axes, from light (low) to dark (high); the other way round on a dark page. */
    public static HeatMapChart heatMap(String title, String xLabel, String yLabel) {
        HeatMapChart chart = new HeatMapChart(WIDTH, WIDTH * 3 / 4, ChartTheme.XChart);
        style(chart.getStyler());
        chart.getStyler().setRangeColors(HeatRamp.colours());
        chart.getStyler().setDrawBorder(false);
        chart.getStyler().setHeatMapDecimalValueFormatter(value -> Numeral.significant(value, 3)
                .toString());
        chart.getStyler().setValueFont(chart.getStyler().getAxisTickLabelsFont());
        chart.setTitle(title);
        chart.setXAxisTitle(xLabel);
        chart.setYAxisTitle(yLabel);
        return chart;
    }

    static Marker marker(int index) {
        return MARKERS[Math.max(0, index) % MARKERS.length];
    }

    static BasicStroke stroke(int index, Trace.Mark mark) {
        boolean isLine = mark == Trace.Mark.LINE || mark == Trace.Mark.STEP || mark == Trace.Mark.AREA;
        return index >= 0 && isLine ? stroke(DASHES[index % DASHES.length]) : stroke("");
    }

    private static void style(AxesChartStyler styler) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        List<Color> colours = new ArrayList<>();
        for (Palette.Ink ink : Palette.SERIES) {
            colours.add(ink.colour());
        }
        styler.setBaseFont(plain);
        styler.setChartTitleFont(plain.deriveFont(Font.BOLD, 15));
        styler.setChartTitleBoxVisible(false);
        styler.setLegendFont(plain);
        styler.setAxisTitleFont(plain);
        styler.setAxisTickLabelsFont(plain.deriveFont(11f));
        styler.setChartFontColor(Palette.TEXT.colour());
        styler.setAxisTickLabelsColor(SOFT);
        styler.setXAxisTitleColor(SOFT);
        styler.setYAxisTitleColor(SOFT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(Palette.GRID.colour());
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(0.97);
        styler.setSeriesColors(colours.toArray(new Color[0]));
        styler.setMarkerSize(7);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendBackgroundColor(Color.WHITE);
        styler.setXAxisTickMarkSpacingHint(85);
        styler.setXAxisMaxLabelCount(10);
        styler.setYAxisTickMarkSpacingHint(45);
        styler.setLocale(Locale.ROOT);
    }

    private static BasicStroke stroke(String dash) {
        if (dash.isEmpty()) {
            return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        String[] lengths = dash.split(" ");
        float[] dashes = new float[lengths.length];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = Float.parseFloat(lengths[i]);
        }
        return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10f, dashes, 0f);
    }
}
