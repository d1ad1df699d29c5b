package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiftylayers.show.Polyline.Point;

/** Names of lines, written where the lines end: no eye has to travel to a legend and back. */
final class LineLabels {
    private static final double GAP = 8;
    private static final double LINE_HEIGHT = 16;
    /** Ends closer than this count as one. */
    private static final double SAME = 4;

    private static final double MOST_SHIFT = 30;
    private static final double MOST_ROOM = 190;

    /** A name and where it begins; y is the middle of its line. */
    record Placed(Trace trace, double x, double y) {}

    private LineLabels() {}

    /** How much of the width the names need at the right. */
    static double room(List<Trace> traces) {
        double room = 0;
        for (Trace trace : traces) {
            room = Math.max(room, Svg.width(trace.name) + GAP + 2);
        }
        return room;
    }

    /** A place for each name, or none at all if one of them would be in the way or too far from its line. */
    static List<Placed> place(Frame frame, List<Trace> traces, List<Trace> all) {
        if (room(traces) > MOST_ROOM || traces.size() > 8) {
            return List.of();
        }
        List<Placed> placed = new ArrayList<>();
        for (Trace trace : traces) {
            List<List<Point>> pieces = frame.pieces(trace);
            if (!trace.isLine() || pieces.isEmpty()) {
                return List.of();
            }
            Point end = rightmost(pieces);
            placed.add(new Placed(trace, end.x() + GAP, end.y()));
        }
        List<Placed> spread = spread(placed, frame);
        for (int i = 0; i < spread.size(); i++) {
            if (Math.abs(spread.get(i).y() - placed.get(i).y()) > MOST_SHIFT || covers(spread.get(i), frame, all)) {
                return List.of();
            }
        }
        return spread;
    }

    /** How high a line runs on the whole: lines that meet at the end are named in the order in which they arrive. */
    private static double middle(Frame frame, Trace trace) {
        double sum = 0;
        int n = 0;
        for (double value : trace.y) {
            double y = frame.y(value);
            sum += Double.isFinite(y) ? y : 0;
            n += Double.isFinite(y) ? 1 : 0;
        }
        return sum / Math.max(1, n);
    }

    private static Point rightmost(List<List<Point>> pieces) {
        Point end = pieces.get(0).get(0);
        for (List<Point> piece : pieces) {
            for (Point point : piece) {
                end = point.x() >= end.x() ? point : end;
            }
        }
        return end;
    }

    /** Moves names that are too close to each other apart, evenly up and down, and keeps all inside the frame. */
    private static List<Placed> spread(List<Placed> placed, Frame frame) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer>comparingLong(i -> Math.round(placed.get(i).y() / SAME))
                        .thenComparingDouble(i -> middle(frame, placed.get(i).trace())));
        double[] y = new double[placed.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = placed.get(order.get(i)).y();
        }
        for (int round = 0; round < 60; round++) {
            for (int i = 1; i < y.length; i++) {
                double lack = LINE_HEIGHT - (y[i] - y[i - 1]);
                if (lack > 0) {
                    y[i - 1] -= lack / 2;
                    y[i] += lack / 2;
                }
            }
            for (int i = 0; i < y.length; i++) {
                y[i] = Math.max(frame.top() - 4, Math.min(frame.bottom() - 4, y[i]));
            }
        }
        List<Placed> spread = new ArrayList<>(placed);
        for (int i = 0; i < y.length; i++) {
            Placed before = placed.get(order.get(i));
            spread.set(order.get(i), new Placed(before.trace(), before.x(), y[i]));
        }
        return spread;
    }

    /** Whether any line runs through the name. */
    private static boolean covers(Placed label, Frame frame, List<Trace> all) {
        double right = label.x() + Svg.width(label.trace().name);
        for (Trace trace : all) {
            if (trace.isUpright()) {
                double x = frame.x(trace.x[0]);
                if (x > label.x() - 3 && x < right) {
                    return true;
                }
                continue;
            }
            for (List<Point> piece : frame.pieces(trace)) {
                for (int i = 1; i < piece.size(); i++) {
                    if (hits(piece.get(i - 1), piece.get(i), label, right)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean hits(Point a, Point b, Placed label, double right) {
        int steps = 1 + (int) (Math.max(Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y())) / 3);
        for (int k = 0; k <= steps; k++) {
            double x = a.x() + (b.x() - a.x()) * k / steps;
            double y = a.y() + (b.y() - a.y()) * k / steps;
            if (x > label.x() - 3 && x < right && Math.abs(y - label.y()) < 8) {
                return true;
            }
        }
        return false;
    }
}
