package org.fiftylayers.show;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiftylayers.show.Trace.Look;
import org.fiftylayers.show.Trace.Mark;
import org.fiftylayers.show.Trace.Shape;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.series.MarkerSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.knowm.xchart.style.theme.Theme;

/** Reads a chart out of XChart's objects, through their public methods. */
final class XChartReader {
    /** About one label in so many units of length. */
    private static final int X_TICK_SPACE = 85;

    private static final int Y_TICK_SPACE = 42;

    private XChartReader() {}

    static Plot read(XYChart chart) {
        List<Trace> traces = new ArrayList<>();
        int named = 0;
        for (XYSeries series : chart.getSeriesCollection()) {
            if (series.isEnabled()) {
                var style =
                        series.getXYSeriesRenderStyle().orElse(chart.getStyler().getDefaultSeriesRenderStyle());
                Mark mark =
                        switch (style) {
                            case Line -> Mark.LINE;
                            case Area, PolygonArea -> Mark.AREA;
                            case Step -> Mark.STEP;
                            case StepArea -> Mark.STEP_AREA;
                            case Scatter -> Mark.POINTS;
                        };
                dress(series, mark, series.isShowInLegend() ? named++ : -1, chart.getStyler());
                traces.add(new Trace(
                        label(series),
                        mark,
                        series.getXData(),
                        series.getYData(),
                        look(series, mark),
                        series.isShowInLegend()));
            }
        }
        AxesChartStyler styler = chart.getStyler();
        boolean logarithmic = styler.isXAxisLogarithmic();
        Range range = Range.EMPTY;
        boolean pointsOnly = true;
        for (Trace trace : traces) {
            range = range.and(trace.x, logarithmic);
            pointsOnly &= trace.mark == Mark.POINTS;
        }
        int about = Math.max(2, chart.getWidth() / X_TICK_SPACE);
        String title = text(chart.getXAxisTitle());
        Double min = styler.getXAxisMin();
        Double max = styler.getXAxisMax();
        Range shown = new Range(min == null ? range.low() : min, max == null ? range.high() : max);
        Axis x = pointsOnly && min == null && max == null
                ? Axis.roomy(title, logarithmic, range, null, null, about)
                : Axis.tight(title, logarithmic, shown, about);
        return new Plot(
                text(chart.getTitle()),
                chart.getWidth(),
                chart.getHeight(),
                x,
                yAxis(chart.getYAxisTitle(), styler, chart.getHeight(), traces, false),
                List.copyOf(traces),
                false);
    }

    static Plot read(CategoryChart chart) {
        Set<Object> places = new LinkedHashSet<>();
        for (CategorySeries series : chart.getSeriesCollection()) {
            places.addAll(series.getXData());
        }
        List<Object> order = List.copyOf(places);
        List<String> categories = Names.of(order);
        List<Trace> traces = new ArrayList<>();
        int named = 0;
        for (CategorySeries series : chart.getSeriesCollection()) {
            if (series.isEnabled()) {
                var style = series.getChartCategorySeriesRenderStyle()
                        .orElse(chart.getStyler().getDefaultSeriesRenderStyle());
                Mark mark =
                        switch (style) {
                            case Line -> Mark.LINE;
                            case Area -> Mark.AREA;
                            case Scatter -> Mark.POINTS;
                            case SteppedBar, Bar -> Mark.BARS;
                            case Stick -> Mark.STICKS;
                        };
                double[] x = new double[series.getYData().length];
                int i = 0;
                for (Object place : series.getXData()) {
                    x[i++] = order.indexOf(place);
                }
                dress(series, mark, series.isShowInLegend() ? named++ : -1, chart.getStyler());
                traces.add(new Trace(
                        label(series), mark, x, series.getYData(), look(series, mark), series.isShowInLegend()));
            }
        }
        boolean stacked = chart.getStyler().isStacked();
        Axis x = new Axis(
                text(chart.getXAxisTitle()),
                false,
                -0.5,
                Math.max(1, categories.size()) - 0.5,
                Names.ticks(categories),
                categories);
        return new Plot(
                text(chart.getTitle()),
                chart.getWidth(),
                chart.getHeight(),
                x,
                yAxis(chart.getYAxisTitle(), chart.getStyler(), chart.getHeight(), traces, stacked),
                List.copyOf(traces),
                stacked);
    }

    private static Axis yAxis(
            @Nullable String title, AxesChartStyler styler, int height, List<Trace> traces, boolean stacked) {
        boolean logarithmic = styler.isYAxisLogarithmic();
        Range range = Range.EMPTY;
        double[] sums = new double[0];
        for (Trace trace : traces) {
            if (trace.isUpright()) {
                continue;
            }
            range = range.and(trace.y, logarithmic);
            if (trace.startsAtZero() && !logarithmic) {
                range = range.and(0);
            }
            if (stacked && trace.mark == Mark.BARS) {
                sums = sums.length == 0 ? trace.y.clone() : plus(sums, trace.y);
                range = range.and(sums, logarithmic);
            }
        }
        int about = Math.max(2, (height - 90) / Y_TICK_SPACE);
        return Axis.roomy(text(title), logarithmic, range, styler.getYAxisMin(), styler.getYAxisMax(), about);
    }

    private static double[] plus(double[] sums, double[] y) {
        double[] result = sums.clone();
        for (int i = 0; i < Math.min(sums.length, y.length); i++) {
            result[i] += y[i];
        }
        return result;
    }

    /**
     * Gives the series what its author left open: the house's colour, dash and marker of its place among the named
     * series (counted from 0), or the soft look of one without a name (−1). Drawing fills the same fields in XChart,
     * but with one dash for all; filled here, bitmap and SVG agree.
     */
    private static void dress(MarkerSeries series, Mark mark, int index, AxesChartStyler styler) {
        Color[] colours = styler.getSeriesColors();
        Theme theme = styler.getTheme();
        boolean asShipped = colours == null || theme == null || Arrays.equals(colours, theme.getSeriesColors());
        Color colour = index < 0
                ? Figures.SOFT
                : asShipped
                        ? Palette.SERIES.get(index % Palette.SERIES.size()).colour()
                        : colours[index % colours.length];
        if (series.getLineColor() == null) {
            series.setLineColor(colour);
        }
        if (series.getMarkerColor() == null) {
            series.setMarkerColor(series.getLineColor());
        }
        if (series.getFillColor() == null) {
            boolean solid = mark == Mark.BARS || mark == Mark.STEP_AREA;
            Color line = series.getLineColor();
            series.setFillColor(solid ? line : new Color(line.getRed(), line.getGreen(), line.getBlue(), 40));
        }
        if (series.getLineStyle() == null) {
            series.setLineStyle(Figures.stroke(index, mark));
        }
        if (series.getMarker() == null) {
            series.setMarker(mark == Mark.POINTS ? Figures.marker(index) : SeriesMarkers.NONE);
        }
    }

    private static Look look(MarkerSeries series, Mark mark) {
        Color colour = mark == Mark.POINTS
                ? series.getMarkerColor()
                : mark == Mark.BARS || mark == Mark.STEP_AREA ? series.getFillColor() : series.getLineColor();
        int ink = Palette.indexOf(colour);
        boolean isOwn = ink < 0 && !Palette.SOFT.colour().equals(colour);
        String literal = isOwn
                ? "#"
                        + Integer.toHexString(0x1000000 | (colour.getRGB() & 0xffffff))
                                .substring(1)
                : null;
        float width = series.getLineWidth() > 0
                ? series.getLineWidth()
                : series.getLineStyle().getLineWidth();
        return new Look(
                ink,
                literal,
                dash(series.getLineStyle()),
                width == Figures.LINE_WIDTH ? 0 : width,
                shape(series.getMarker()));
    }

    private static String dash(BasicStroke stroke) {
        float[] dashes = stroke.getDashArray();
        if (dashes == null) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        for (float dash : dashes) {
            out.append(out.length() == 0 ? "" : " ").append(Numeral.significant(dash, 4));
        }
        return out.toString();
    }

    private static Shape shape(Marker marker) {
        if (marker == SeriesMarkers.NONE) {
            return Shape.NONE;
        } else if (marker == SeriesMarkers.SQUARE || marker == SeriesMarkers.RECTANGLE) {
            return Shape.SQUARE;
        } else if (marker == SeriesMarkers.DIAMOND) {
            return Shape.DIAMOND;
        } else if (marker == SeriesMarkers.TRIANGLE_UP || marker == SeriesMarkers.TRAPEZOID) {
            return Shape.TRIANGLE;
        } else if (marker == SeriesMarkers.TRIANGLE_DOWN) {
            return Shape.TRIANGLE_DOWN;
        } else if (marker == SeriesMarkers.CROSS) {
            return Shape.CROSS;
        } else if (marker == SeriesMarkers.PLUS) {
            return Shape.PLUS;
        }
        return Shape.CIRCLE;
    }

    private static String label(MarkerSeries series) {
        return series.getLabel() == null || series.getLabel().isEmpty() ? series.getName() : series.getLabel();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
