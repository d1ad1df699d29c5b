package org.fiftylayers.show;

import org.jspecify.annotations.Nullable;

/** One series of a chart, as it is to be drawn. */
final class Trace {
    enum Mark {
        LINE,
        AREA,
        STEP,
        STEP_AREA,
        POINTS,
        BARS,
        STICKS
    }

    /** Shapes of points; NONE on a line without points. */
    enum Shape {
        NONE,
        CIRCLE,
        SQUARE,
        DIAMOND,
        TRIANGLE,
        TRIANGLE_DOWN,
        CROSS,
        PLUS
    }

    /**
     * What tells a series from the others.
     *
     * @param ink series colour counted from 0; −1 for the soft ink of reference lines
     * @param literal a colour of the author's own, as {@code #rrggbb}, instead of the ink
     * @param dash as in SVG's stroke-dasharray; empty for a solid line
     * @param width of the line; 0 for the usual one
     */
    record Look(int ink, @Nullable String literal, String dash, double width, Shape shape) {}

    final String name;
    final Mark mark;
    final double[] x;
    final double[] y;
    final Look look;
    final boolean labelled;

    Trace(String name, Mark mark, double[] x, double[] y, Look look, boolean labelled) {
        this.name = name;
        this.mark = mark;
        this.x = x;
        this.y = y;
        this.look = look;
        this.labelled = labelled;
    }

    /** Whether this is an upright line that marks one place on the horizontal axis. */
    boolean isUpright() {
        if (mark != Mark.LINE || x.length < 2) {
            return false;
        }
        for (double value : x) {
            if (value != x[0]) {
                return false;
            }
        }
        return true;
    }

    boolean isLine() {
        return mark == Mark.LINE || mark == Mark.AREA || mark == Mark.STEP;
    }

    boolean startsAtZero() {
        return mark == Mark.AREA || mark == Mark.STEP_AREA || mark == Mark.BARS || mark == Mark.STICKS;
    }
}
