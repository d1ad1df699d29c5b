package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.show.Polyline.Point;

/** The part of the drawing between the axes, in units of the drawing, and how values become places in it. */
record Frame(double left, double top, double right, double bottom, Axis xAxis, Axis yAxis) {
    double x(double value) {
        return left + (right - left) * xAxis.position(value);
    }

    double y(double value) {
        return bottom - (bottom - top) * yAxis.position(value);
    }

    double width() {
        return right - left;
    }

    /** Where bars and areas begin: zero, or the axis if zero is not on it. */
    double floor() {
        return yAxis.logarithmic() ? bottom : Math.max(top, Math.min(bottom, y(0)));
    }

    boolean contains(Point point) {
        return point.x() >= left - 0.05
                && point.x() <= right + 0.05
                && point.y() >= top - 0.05
                && point.y() <= bottom + 0.05;
    }

    /** The series as pieces of line: broken where a value cannot be drawn, and cut where it leaves the frame. */
    List<List<Point>> pieces(Trace trace) {
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        Point before = null;
        boolean steps = trace.mark == Trace.Mark.STEP || trace.mark == Trace.Mark.STEP_AREA;
        for (int i = 0; i < Math.min(trace.x.length, trace.y.length); i++) {
            Point point = new Point(x(trace.x[i]), y(trace.y[i]));
            boolean drawable = Double.isFinite(point.x()) && Double.isFinite(point.y());
            if (drawable && before != null) {
                Point corner = new Point(point.x(), before.y());
                if (steps) {
                    piece = extend(pieces, piece, before, corner);
                }
                piece = extend(pieces, piece, steps ? corner : before, point);
            } else if (drawable && contains(point)) {
                piece.add(point);
            } else if (!drawable) {
                piece = finish(pieces, piece);
            }
            before = drawable ? point : null;
        }
        finish(pieces, piece);
        return pieces;
    }

    private List<Point> extend(List<List<Point>> pieces, List<Point> piece, Point from, Point to) {
        Point[] part = clip(from, to);
        if (part.length == 0) {
            return finish(pieces, piece);
        }
        List<Point> current = piece;
        if (current.isEmpty() || !current.get(current.size() - 1).equals(part[0])) {
            current = finish(pieces, current);
            current.add(part[0]);
        }
        current.add(part[1]);
        return current;
    }

    private static List<Point> finish(List<List<Point>> pieces, List<Point> piece) {
        if (piece.isEmpty()) {
            return piece;
        }
        pieces.add(piece);
        return new ArrayList<>();
    }

    /** Liang and Barsky's clipping (1984): the part of a piece of line inside the frame, if any. */
    private Point[] clip(Point a, Point b) {
        if (contains(a) && contains(b)) {
            return new Point[] {a, b};
        }
        double[] move = {a.x() - b.x(), b.x() - a.x(), a.y() - b.y(), b.y() - a.y()};
        double[] room = {a.x() - left, right - a.x(), a.y() - top, bottom - a.y()};
        double enter = 0;
        double leave = 1;
        for (int side = 0; side < 4; side++) {
            if (move[side] == 0 && room[side] < 0) {
                return new Point[0];
            }
            double t = room[side] / move[side];
            if (move[side] < 0) {
                enter = Math.max(enter, t);
            } else if (move[side] > 0) {
                leave = Math.min(leave, t);
            }
        }
        return enter > leave ? new Point[0] : new Point[] {between(a, b, enter), between(a, b, leave)};
    }

    private static Point between(Point a, Point b, double t) {
        return t == 0 ? a : t == 1 ? b : new Point(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()));
    }
}
