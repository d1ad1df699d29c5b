package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;

/** Says in words what a chart shows: for readers who do not see it, and for whoever searches the book. */
final class PlotText {
    private static final int CROSSINGS = 6;

    private PlotText() {}

    /** One sentence per axis and per series, then where lines cross. */
    static List<String> sentences(Plot plot) {
        List<String> sentences = new ArrayList<>();
        sentences.add(kind(plot) + " " + axis("horizontal", plot.x()) + "; " + axis("vertical", plot.y()) + ".");
        Range unnamed = Range.EMPTY;
        int others = 0;
        for (Trace trace : plot.traces()) {
            if (trace.labelled) {
                sentences.add(trace(plot, trace));
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
        sentences.addAll(crossings(plot));
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

    private static String trace(Plot plot, Trace trace) {
        if (trace.isUpright()) {
            return trace.name + ": upright line at " + at(plot, trace.x[0]) + ".";
        }
        int n = 0;
        int first = -1;
        int last = -1;
        int lowest = -1;
        int highest = -1;
        boolean rises = true;
        boolean falls = true;
        int count = Math.min(trace.x.length, trace.y.length);
        if (trace.mark == Trace.Mark.STEP_AREA && count > 1 && trace.y[count - 1] == trace.y[count - 2]) {
            count--; // only closes the last step
        }
        for (int i : inOrder(trace, count)) {
            if (!Double.isFinite(plot.y().position(trace.y[i]))
                    || !Double.isFinite(plot.x().position(trace.x[i]))) {
                continue;
            }
            n++;
            first = first < 0 ? i : first;
            rises &= last < 0 || trace.y[i] >= trace.y[last];
            falls &= last < 0 || trace.y[i] <= trace.y[last];
            last = i;
            lowest = lowest < 0 || trace.y[i] < trace.y[lowest] ? i : lowest;
            highest = highest < 0 || trace.y[i] > trace.y[highest] ? i : highest;
        }
        String missing = count > n ? " " + (count - n) + " of its values cannot be drawn on these axes." : "";
        if (n == 0) {
            return trace.name + ": no points." + missing;
        }
        String unit =
                trace.mark == Trace.Mark.BARS ? " bar" : trace.mark == Trace.Mark.STEP_AREA ? " interval" : " point";
        String what = ": " + n + unit + (n == 1 ? "" : "s");
        String course;
        if (n == 1) {
            course = ", " + number(trace.y[first]) + " at " + at(plot, trace.x[first]);
        } else if (rises && falls) {
            course = ", always " + number(trace.y[first]);
        } else if (trace.mark != Trace.Mark.POINTS && (rises || falls)) {
            course = ", " + (rises ? "rises" : "falls") + " from " + number(trace.y[first]) + " at "
                    + at(plot, trace.x[first]) + " to " + number(trace.y[last]) + " at " + at(plot, trace.x[last]);
        } else {
            course = (trace.mark == Trace.Mark.LINE
                            ? ", from " + number(trace.y[first]) + " to " + number(trace.y[last])
                            : "")
                    + ", lowest " + number(trace.y[lowest]) + " at " + at(plot, trace.x[lowest]) + ", highest "
                    + number(trace.y[highest]) + " at " + at(plot, trace.x[highest]);
        }
        return trace.name + what + course + "." + missing;
    }

    /** The places of a series from left to right, whatever order its points came in. */
    private static List<Integer> inOrder(Trace trace, int count) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(i);
        }
        places.sort((a, b) -> Double.compare(trace.x[a], trace.x[b]));
        return places;
    }

    private static String at(Plot plot, double x) {
        List<String> categories = plot.x().categories();
        if (!categories.isEmpty() && x >= 0 && x < categories.size()) {
            return categories.get((int) x);
        }
        return number(x);
    }

    /** Where lines on the same horizontal values change places. */
    private static List<String> crossings(Plot plot) {
        List<String> found = new ArrayList<>();
        List<Trace> lines = plot.traces().stream()
                .filter(trace -> trace.isLine() && !trace.isUpright() && trace.labelled)
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            for (int k = i + 1; k < lines.size(); k++) {
                crossings(plot, lines.get(i), lines.get(k), found);
            }
        }
        return found.size() <= CROSSINGS ? found : List.of("The lines cross at " + found.size() + " places.");
    }

    private static void crossings(Plot plot, Trace a, Trace b, List<String> found) {
        if (!java.util.Arrays.equals(a.x, b.x)) {
            return;
        }
        double sign = 0;
        int before = 0;
        for (int i = 0; i < Math.min(a.y.length, b.y.length); i++) {
            double difference = Math.signum(a.y[i] - b.y[i]);
            if (difference == 0 || Double.isNaN(difference)) {
                continue;
            }
            if (sign != 0 && difference != sign) {
                String where = i - before > 1
                        ? "at " + at(plot, a.x[before + 1])
                        : "between " + at(plot, a.x[before]) + " and " + at(plot, a.x[i]);
                found.add(a.name + " and " + b.name + " cross " + where + ".");
            }
            sign = difference;
            before = i;
        }
    }

    static String number(double value) {
        return Numeral.significant(value, 4).toString();
    }
}
