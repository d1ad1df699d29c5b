package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;

/** A line through points of the drawing, without those that the eye cannot miss. */
final class Polyline {
    /** A point that lies closer to the line than this, in units of the drawing, is left out. */
    private static final double INVISIBLE = 0.12;

    record Point(double x, double y) {}

    private Polyline() {}

    /** Douglas and Peucker's thinning (1973), without recursion: a line may have 100,000 points. */
    static List<Point> thinned(List<Point> points) {
        int n = points.size();
        if (n < 3) {
            return points;
        }
        boolean[] kept = new boolean[n];
        kept[0] = true;
        kept[n - 1] = true;
        int[] stack = new int[2 * n];
        int top = 0;
        stack[top++] = 0;
        stack[top++] = n - 1;
        while (top > 0) {
            int end = stack[--top];
            int begin = stack[--top];
            int farthest = -1;
            double distance = INVISIBLE;
            for (int i = begin + 1; i < end; i++) {
                double d = distance(points.get(i), points.get(begin), points.get(end));
                if (d > distance) {
                    distance = d;
                    farthest = i;
                }
            }
            if (farthest > 0) {
                kept[farthest] = true;
                stack[top++] = begin;
                stack[top++] = farthest;
                stack[top++] = farthest;
                stack[top++] = end;
            }
        }
        List<Point> result = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (kept[i]) {
                result.add(points.get(i));
            }
        }
        return result;
    }

    /** From a point to a piece of line. */
    private static double distance(Point p, Point a, Point b) {
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
        double ex = p.x - a.x - t * dx;
        double ey = p.y - a.y - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }
}
