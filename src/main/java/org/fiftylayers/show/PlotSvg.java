package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lays a chart out and draws it: title, axes, names of the series, and {@link TraceSvg the series}. */
final class PlotSvg {
    private static final double LINE_HEIGHT = 17;
    /** How much of the width the names of lines may take. */
    private static final double MOST_NAMES = 0.3;

    private static final double LEAST_HEIGHT = 190;

    private final Plot plot;
    private final Svg svg = new Svg();

    private PlotSvg(Plot plot) {
        this.plot = plot;
    }

    static String draw(Plot plot) {
        return new PlotSvg(plot).draw();
    }

    private String draw() {
        AxesSvg axes = new AxesSvg(svg);
        double top = axes.titles(plot.title(), plot.y().title(), plot.width());
        List<Trace> named = named();
        List<Trace> uprights = plot.traces().stream()
                .filter(trace -> trace.isUpright() && trace.labelled)
                .toList();
        double left = AxesSvg.left(plot.y());
        double below = AxesSvg.below(plot.x(), plot.width());
        double bottom = plot.height() - below;
        double overhang = plot.x().categories().isEmpty() ? 14 : AxesSvg.EDGE;

        double nameRoom = LineLabels.room(named);
        Frame frame = frame(left, top, plot.width() - nameRoom, bottom, uprights);
        List<LineLabels.Placed> placed =
                nameRoom > MOST_NAMES * plot.width() ? List.of() : LineLabels.place(frame, named, plot.traces());
        boolean needsLegend = placed.isEmpty() && !named.isEmpty();
        if (needsLegend) {
            top = new Legend(svg, plot).draw(named, AxesSvg.EDGE, top, plot.width() - AxesSvg.EDGE);
        }
        bottom = Math.max(bottom, top + LEAST_HEIGHT);
        if (placed.isEmpty()) {
            frame = frame(left, top, plot.width() - overhang, bottom, uprights);
        }
        axes.draw(frame, plot.width());
        TraceSvg drawing = new TraceSvg(svg, plot, frame);
        for (Trace trace : plot.traces()) {
            if (!trace.isUpright()) {
                drawing.draw(trace);
            }
        }
        uprights(frame, uprights);
        for (LineLabels.Placed label : placed) {
            svg.open(TraceSvg.ink(label.trace()));
            svg.text(label.x(), label.y() + 4.5, "class=\"n\"", label.trace().name);
            svg.close();
        }
        return svg.document("fl-chart", plot.width(), bottom + below, title(), PlotText.sentences(plot));
    }

    private String title() {
        return plot.title().isEmpty() ? "Chart" : plot.title();
    }

    private List<Trace> named() {
        List<Trace> named = plot.traces().stream()
                .filter(trace -> trace.labelled && !trace.isUpright())
                .toList();
        return named.size() > 1 ? named : List.of(); // a single series is what title and axis speak of
    }

    private Frame frame(double left, double top, double right, double bottom, List<Trace> uprights) {
        Frame frame = new Frame(left, top + 10, right, bottom, plot.x(), plot.y());
        double rows = 0;
        for (double row : rows(frame, uprights)) {
            rows = Math.max(rows, row + 1);
        }
        return new Frame(left, top + 10 + rows * LINE_HEIGHT, right, bottom, plot.x(), plot.y());
    }

    /** Marks of places on the horizontal axis, named above the plot where no series can be in the way. */
    private void uprights(Frame frame, List<Trace> named) {
        double[] rows = rows(frame, named);
        for (Trace trace : plot.traces()) {
            double x = frame.x(trace.x.length == 0 ? Double.NaN : trace.x[0]);
            if (!trace.isUpright() || !(x >= frame.left() - 0.1 && x <= frame.right() + 0.1)) {
                continue;
            }
            int index = named.indexOf(trace);
            double y = frame.top() - 6 - (index < 0 ? 0 : rows[index]) * LINE_HEIGHT;
            svg.open(TraceSvg.ink(trace));
            SvgPath line = new SvgPath().moveTo(x, frame.bottom()).lineTo(x, index < 0 ? frame.top() : y + 3);
            svg.path("class=\"o\"", line);
            svg.path("class=\"l\"" + TraceSvg.dash(trace), line);
            if (index >= 0) {
                boolean before = flagsLeft(frame, trace);
                svg.text(
                        before ? x + 2 : x - 2,
                        y,
                        before ? "class=\"n\" text-anchor=\"end\"" : "class=\"n\"",
                        trace.name);
            }
            svg.close();
        }
    }

    private static boolean flagsLeft(Frame frame, Trace trace) {
        return frame.x(trace.x[0]) + Svg.width(trace.name) > frame.right();
    }

    /** A row for each name, from the right, such that no name meets another or is crossed by another's line. */
    private static double[] rows(Frame frame, List<Trace> uprights) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < uprights.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -uprights.get(i).x[0]));
        double[] rows = new double[uprights.size()];
        for (int n = 0; n < rows.length; n++) {
            int i = order.get(n);
            boolean free = false;
            for (int row = 0; !free && row <= rows.length; row++) {
                rows[i] = row;
                free = true;
                for (int k : order.subList(0, n)) {
                    Trace one = uprights.get(i);
                    Trace other = uprights.get(k);
                    free &= rows[k] != row || !overlap(frame, one, other);
                    free &= rows[k] < row || !crosses(frame, other, one);
                    free &= row < rows[k] || !crosses(frame, one, other);
                }
            }
        }
        return rows;
    }

    private static boolean crosses(Frame frame, Trace line, Trace name) {
        double distance = frame.x(line.x[0]) - start(frame, name);
        return distance > 3 && distance < Svg.width(name.name) + 3;
    }

    private static boolean overlap(Frame frame, Trace a, Trace b) {
        return start(frame, a) < start(frame, b) + Svg.width(b.name) + 14
                && start(frame, b) < start(frame, a) + Svg.width(a.name) + 14;
    }

    private static double start(Frame frame, Trace trace) {
        double x = frame.x(trace.x[0]);
        return flagsLeft(frame, trace) ? x - Svg.width(trace.name) : x;
    }
}
