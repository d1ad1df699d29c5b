package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiftylayers.show.Polyline.Point;
import org.fiftylayers.show.Trace.Mark;
import org.fiftylayers.show.Trace.Shape;

/** Draws one series. */
final class TraceSvg {
    /** Above so many points a cloud is drawn half transparent, so that its dense parts show. */
    private static final int CLOUD = 300;

    /** How much of a colour is left to marks that stay behind: with it all still have a contrast of 3:1. */
    static final double VEIL = 0.72;

    private static final String VEILED = " opacity=\"" + VEIL + "\"";
    private static final double BAR_FILL = 0.8;

    private final Svg svg;
    private final Plot plot;
    private final Frame frame;

    TraceSvg(Svg svg, Plot plot, Frame frame) {
        this.svg = svg;
        this.plot = plot;
        this.frame = frame;
    }

    /** The colour of a series, as attribute of the group that it is drawn in. */
    static String ink(Trace trace) {
        String literal = trace.look.literal();
        return literal == null ? "class=\"c" + (trace.look.ink() + 1) + "\"" : "style=\"color:" + literal + "\"";
    }

    static String dash(Trace trace) {
        Trace.Look look = trace.look;
        return (look.dash().isEmpty() ? "" : " stroke-dasharray=\"" + look.dash() + "\"")
                + (look.width() == 0 ? "" : " style=\"stroke-width:" + Svg.n(look.width()) + "\"");
    }

    void draw(Trace trace) {
        svg.open(ink(trace));
        switch (trace.mark) {
            case BARS -> bars(trace);
            case STICKS -> sticks(trace);
            case STEP_AREA -> stepArea(trace);
            case POINTS -> {}
            case AREA -> {
                area(trace);
                line(trace);
            }
            case LINE, STEP -> line(trace);
        }
        List<Point> visible = new ArrayList<>();
        for (int i = 0; i < Math.min(trace.x.length, trace.y.length); i++) {
            Point point = new Point(frame.x(trace.x[i]), frame.y(trace.y[i]));
            if (frame.contains(point)) {
                visible.add(point);
            }
        }
        points(svg, trace.look.shape(), visible, visible.size() > CLOUD ? VEILED : "");
        svg.close();
    }

    private void line(Trace trace) {
        SvgPath path = new SvgPath();
        for (List<Point> piece : frame.pieces(trace)) {
            List<Point> thinned = Polyline.thinned(piece);
            path.moveTo(thinned.get(0).x(), thinned.get(0).y());
            for (Point point : thinned) {
                path.lineTo(point.x(), point.y());
            }
            if (piece.size() == 1) {
                path.dot(thinned.get(0).x(), thinned.get(0).y());
            }
        }
        svg.path("class=\"l\"" + dash(trace) + (trace.labelled ? "" : VEILED), path);
    }

    private void area(Trace trace) {
        SvgPath path = new SvgPath();
        for (List<Point> piece : frame.pieces(trace)) {
            List<Point> thinned = Polyline.thinned(piece);
            path.moveTo(thinned.get(0).x(), frame.floor());
            for (Point point : thinned) {
                path.lineTo(point.x(), point.y());
            }
            path.lineTo(thinned.get(thinned.size() - 1).x(), frame.floor()).close();
        }
        svg.path("class=\"f\"", path);
    }

    /** The bars of a histogram: from edge to edge, a hair's breadth apart. */
    private void stepArea(Trace trace) {
        SvgPath path = new SvgPath();
        for (int i = 0; i + 1 < Math.min(trace.x.length, trace.y.length); i++) {
            box(path, frame.x(trace.x[i]), frame.x(trace.x[i + 1]), frame.floor(), frame.y(trace.y[i]));
        }
        svg.path("class=\"r\" fill-opacity=\".4\"", path);
        line(trace);
    }

    private void bars(Trace trace) {
        List<Trace> bars =
                plot.traces().stream().filter(other -> other.mark == Mark.BARS).toList();
        int slot = plot.stacked() ? 0 : bars.indexOf(trace);
        int slots = plot.stacked() ? 1 : bars.size();
        SvgPath path = new SvgPath();
        for (int i = 0; i < Math.min(trace.x.length, trace.y.length); i++) {
            double left = trace.x[i] - BAR_FILL / 2 + BAR_FILL * slot / slots;
            double base = 0;
            for (Trace below : plot.stacked() ? bars.subList(0, bars.indexOf(trace)) : List.<Trace>of()) {
                base += i < below.y.length ? below.y[i] : 0;
            }
            double from = base == 0 ? frame.floor() : frame.y(base);
            box(path, frame.x(left), frame.x(left + BAR_FILL / slots), from, frame.y(base + trace.y[i]));
        }
        svg.path("class=\"r\"" + texture(plot, trace), path);
    }

    private void box(SvgPath path, double x0, double x1, double from, double to) {
        double left = Math.max(frame.left(), Math.min(x0, x1));
        double right = Math.min(frame.right(), Math.max(x0, x1));
        double top = Math.max(frame.top(), Math.min(from, to));
        double bottom = Math.min(frame.bottom(), Math.max(from, to));
        if (right > left && bottom - top > 0.05) {
            path.moveTo(left, bottom)
                    .lineTo(left, top)
                    .lineTo(right, top)
                    .lineTo(right, bottom)
                    .close();
        }
    }

    /** What tells bars of one series from those of another besides their colour: full, half, and outlined. */
    static String texture(Plot plot, Trace trace) {
        int index = 0;
        for (Trace other : plot.traces()) {
            if (other == trace) {
                break;
            }
            index += other.mark == trace.mark ? 1 : 0;
        }
        return switch (index % 3) {
            case 1 -> " fill-opacity=\".45\" style=\"stroke:currentColor\"";
            case 2 -> " fill-opacity=\".12\" style=\"stroke:currentColor\"";
            default -> "";
        };
    }

    private void sticks(Trace trace) {
        SvgPath path = new SvgPath();
        for (int i = 0; i < Math.min(trace.x.length, trace.y.length); i++) {
            double x = frame.x(trace.x[i]);
            double y = frame.y(trace.y[i]);
            if (Double.isFinite(y)) {
                path.moveTo(x, frame.floor()).lineTo(x, Math.max(frame.top(), Math.min(frame.bottom(), y)));
            }
        }
        svg.path("class=\"l\"", path);
    }

    /** Points as one path: dots, boxes, crosses; of points that fall on each other only one is written. */
    static void points(Svg svg, Shape shape, List<Point> points, String attributes) {
        if (shape == Shape.NONE || points.isEmpty()) {
            return;
        }
        Set<Point> distinct = new LinkedHashSet<>();
        double grain = points.size() > CLOUD ? 1 : 10;
        for (Point point : points) {
            distinct.add(new Point(Math.rint(point.x() * grain) / grain, Math.rint(point.y() * grain) / grain));
        }
        SvgPath path = new SvgPath();
        for (Point point : distinct) {
            outline(path, shape, point.x(), point.y());
        }
        String style =
                switch (shape) {
                    case CIRCLE -> "class=\"d\"";
                    case CROSS, PLUS -> "class=\"l\"";
                    default -> "class=\"n\"";
                };
        svg.path(style + attributes, path);
    }

    private static void outline(SvgPath path, Shape shape, double x, double y) {
        switch (shape) {
            case CIRCLE -> path.dot(x, y);
            case SQUARE ->
                path.moveTo(x - 3, y - 3)
                        .lineTo(x + 3, y - 3)
                        .lineTo(x + 3, y + 3)
                        .lineTo(x - 3, y + 3)
                        .close();
            case DIAMOND ->
                path.moveTo(x - 4, y)
                        .lineTo(x, y - 4)
                        .lineTo(x + 4, y)
                        .lineTo(x, y + 4)
                        .close();
            case TRIANGLE ->
                path.moveTo(x - 4, y + 3).lineTo(x, y - 4).lineTo(x + 4, y + 3).close();
            case TRIANGLE_DOWN ->
                path.moveTo(x - 4, y - 3).lineTo(x, y + 4).lineTo(x + 4, y - 3).close();
            case CROSS -> {
                path.moveTo(x - 3, y - 3).lineTo(x + 3, y + 3);
                path.moveTo(x - 3, y + 3).lineTo(x + 3, y - 3);
            }
            case PLUS -> {
                path.moveTo(x - 4, y).lineTo(x + 4, y);
                path.moveTo(x, y - 4).lineTo(x, y + 4);
            }
            case NONE -> {}
        }
    }
}
