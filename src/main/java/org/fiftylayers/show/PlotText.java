package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in words what a chart shows: for readers who do not see it, and for whoever searches the book. */
final class PlotText {
    /** Up to so many bars are all named. */
    private static final int FEW = 8;
    /** Correlation from which points are said to rise or fall. */
    private static final double TREND = 0.3;

    private PlotText() {}

    /** A sentence for the axes, one for each series, then where lines cross. */
    static List<String> sentences(Plot plot) {
        List<String> sentences = new ArrayList<>();
        sentences.add(kind(plot) + " " + axis("horizontal", plot.x()) + "; " + axis("vertical", plot.y()) + ".");
        Range unnamed = Range.EMPTY;
        int others = 0;
        for (Trace trace : plot.traces()) {
            if (trace.labelled) {
                sentences.add(trace.name + ": " + words(plot, trace) + "." + missing(plot, trace));
            } else {
                others++;
                unnamed = unnamed.and(trace.y, plot.y().logarithmic());
            }
        }
        if (others > 0) {
            sentences.add((others == 1 ? "One series" : others + " series") + " without a name, values from "
                    + number(unnamed.widened(false).low()) + " to "
                    + number(unnamed.widened(false).high()) + ".");
        }
        sentences.addAll(Crossings.sentences(plot));
        return sentences;
    }

    private static String kind(Plot plot) {
        boolean bars = false;
        boolean points = !plot.traces().isEmpty();
        boolean histogram = false;
        for (Trace trace : plot.traces()) {
            bars |= trace.mark == Trace.Mark.BARS || trace.mark == Trace.Mark.STICKS;
            histogram |= trace.mark == Trace.Mark.STEP_AREA;
            points &= trace.mark == Trace.Mark.POINTS || trace.isUpright();
        }
        return histogram ? "Histogram," : bars ? "Bar chart," : points ? "Scatter chart," : "Line chart,";
    }

    static String axis(String which, Axis axis) {
        String title = axis.title().isEmpty() ? "" : ": " + axis.title();
        if (!axis.categories().isEmpty()) {
            int n = axis.categories().size();
            return which + " axis" + title + ", " + n + " categories from "
                    + axis.categories().get(0) + " to " + axis.categories().get(n - 1);
        }
        return which + " axis" + title + (axis.logarithmic() ? ", logarithmic" : "") + ", from " + number(axis.low())
                + " to " + number(axis.high());
    }

    private static String words(Plot plot, Trace trace) {
        if (trace.isUpright()) {
            return "upright line at " + at(plot.x(), trace.x[0]);
        }
        Course course = new Course(plot.x(), plot.y(), trace.x, trace.y);
        boolean fewBars = trace.mark == Trace.Mark.BARS && trace.x.length <= FEW;
        if (fewBars && course.size() > 0) {
            return IntStream.range(0, Math.min(trace.x.length, trace.y.length))
                    .mapToObj(i -> number(trace.y[i]) + " at " + at(plot.x(), trace.x[i]))
                    .collect(Collectors.joining(", "));
        }
        return switch (trace.mark) {
            case STEP_AREA -> histogram(trace);
            case POINTS -> cloud(plot, course, trace);
            default -> course.words();
        };
    }

    /** How many values, where they are dense, and the intervals that hold their middle half. */
    private static String histogram(Trace trace) {
        int n = Math.min(trace.x.length, trace.y.length) - 1; // the last point only closes the last step
        int peak = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            peak = trace.y[i] > trace.y[peak] ? i : peak;
            total += trace.y[i];
        }
        if (n < 1 || total <= 0) {
            return "no values";
        }
        int lower = n;
        int upper = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += trace.y[i];
            lower = sum >= total / 4 && lower == n ? i : lower;
            upper = sum - trace.y[i] < total * 3 / 4 ? i + 1 : upper;
        }
        return n + (n == 1 ? " interval, " : " intervals, ") + number(total) + " in all, highest "
                + number(trace.y[peak])
                + " from " + number(trace.x[peak]) + " to " + number(trace.x[peak + 1]) + ", the middle half from "
                + number(trace.x[lower]) + " to " + number(trace.x[upper]);
    }

    private static String cloud(Plot plot, Course course, Trace trace) {
        int n = course.size();
        if (n < 2) {
            return course.words();
        }
        Range across = Range.EMPTY.and(trace.x, plot.x().logarithmic());
        Range upwards = Range.EMPTY.and(trace.y, plot.y().logarithmic());
        double[] x = IntStream.range(0, n)
                .mapToDouble(i -> plot.x().position(course.x(i)))
                .toArray();
        double[] y = IntStream.range(0, n).mapToDouble(course::height).toArray();
        double correlation = product(x, y) / Math.sqrt(product(x, x) * product(y, y));
        String trend = Math.abs(correlation) < TREND || Double.isNaN(correlation)
                ? "neither rising nor falling"
                : (correlation > 0 ? "rising" : "falling") + " to the right (correlation "
                        + Numeral.significant(correlation, 2) + ")";
        return n + " points, from " + number(across.low()) + " to " + number(across.high()) + " across and from "
                + number(upwards.low()) + " to " + number(upwards.high()) + " upwards, " + trend;
    }

    private static double product(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum;
    }

    private static String missing(Plot plot, Trace trace) {
        int missing =
                Math.min(trace.x.length, trace.y.length) - new Course(plot.x(), plot.y(), trace.x, trace.y).size();
        return missing == 0 || trace.isUpright() ? "" : " " + missing + " of its values cannot be drawn on these axes.";
    }

    /** A place on an axis, by its name if it has one. */
    static String at(Axis axis, double place) {
        List<String> categories = axis.categories();
        return !categories.isEmpty() && place >= 0 && place < categories.size()
                ? categories.get((int) place)
                : number(place);
    }

    static String number(double value) {
        return Numeral.significant(value, 3).toString();
    }
}
