package org.fiftylayers.data;

import org.fiftylayers.matrix.Generator;

/**
 * Digits as strokes of a pen, each a chain of points in the unit square, x to the right and y down. A pixel is as dark as
 * its distance to the nearest stroke says.
 */
final class Glyph {
    static final int SIZE = 28;

    private static final double[][][] STROKES = {
        {oval(0.5, 0.5, 0.32, 0.48, 16)},
        {{0.3, 0.2, 0.55, 0.02, 0.55, 0.98}},
        {{0.2, 0.25, 0.26, 0.1, 0.42, 0.02, 0.6, 0.03, 0.75, 0.13, 0.78, 0.3, 0.68, 0.5, 0.18, 0.97, 0.82, 0.97}},
        {
            {0.2, 0.12, 0.38, 0.02, 0.6, 0.03, 0.75, 0.14, 0.75, 0.32, 0.62, 0.45, 0.4, 0.48},
            {0.4, 0.48, 0.66, 0.5, 0.8, 0.63, 0.8, 0.8, 0.66, 0.94, 0.42, 0.98, 0.18, 0.88}
        },
        {{0.6, 0.02, 0.15, 0.66, 0.85, 0.66}, {0.65, 0.4, 0.65, 0.98}},
        {
            {
                0.76, 0.03, 0.28, 0.03, 0.23, 0.45, 0.45, 0.38, 0.66, 0.42, 0.79, 0.57, 0.79, 0.76, 0.66, 0.93, 0.44,
                0.98, 0.2, 0.9
            }
        },
        {{0.7, 0.03, 0.48, 0.12, 0.3, 0.32, 0.21, 0.55, 0.21, 0.7}, oval(0.5, 0.72, 0.29, 0.26, 14)},
        {{0.18, 0.03, 0.82, 0.03, 0.6, 0.4, 0.42, 0.98}},
        {oval(0.5, 0.25, 0.25, 0.22, 14), oval(0.5, 0.73, 0.3, 0.25, 14)},
        {oval(0.5, 0.29, 0.28, 0.26, 14), {0.78, 0.32, 0.77, 0.5, 0.68, 0.75, 0.5, 0.98}},
    };

    private Glyph() {}

    /** Draws a digit, slanted, stretched, shifted and thick as chance has it, over 28×28 numbers from {@code start}. */
    static void draw(int digit, Generator generator, double[] pixels, int start) {
        double height = generator.uniform(17, 21);
        double width = generator.uniform(13, 19);
        double slant = generator.uniform(-0.25, 0.35);
        double turn = generator.uniform(-0.15, 0.15);
        double x0 = SIZE / 2.0 + generator.uniform(-2, 2);
        double y0 = SIZE / 2.0 + generator.uniform(-2, 2);
        double pen = generator.uniform(0.9, 1.7);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (double[] stroke : STROKES[digit]) {
                    for (int k = 0; k + 3 < stroke.length; k += 2) {
                        // where the affine map of this digit puts both ends of the line
                        double ya = stroke[k + 1] - 0.5;
                        double xa = stroke[k] - 0.5 - slant * ya;
                        double yb = stroke[k + 3] - 0.5;
                        double xb = stroke[k + 2] - 0.5 - slant * yb;
                        nearest = Math.min(
                                nearest,
                                distance(
                                        j + 0.5 - x0,
                                        i + 0.5 - y0,
                                        width * xa,
                                        height * (ya + turn * xa),
                                        width * xb,
                                        height * (yb + turn * xb)));
                    }
                }
                pixels[start + i * SIZE + j] = Pixels.nearest(pen + 0.5 - Math.sqrt(nearest));
            }
        }
    }

    /** The squared distance of a point from the line between two. */
    private static double distance(double x, double y, double xa, double ya, double xb, double yb) {
        double dx = xb - xa;
        double dy = yb - ya;
        double along = ((x - xa) * dx + (y - ya) * dy) / (dx * dx + dy * dy);
        double t = Math.max(0, Math.min(along, 1));
        double ex = x - xa - t * dx;
        double ey = y - ya - t * dy;
        return ex * ex + ey * ey;
    }

    private static double[] oval(double x, double y, double halfWidth, double halfHeight, int lines) {
        double[] points = new double[2 * lines + 2];
        for (int k = 0; k <= lines; k++) {
            double angle = 2 * Math.PI * k / lines;
            points[2 * k] = x + halfWidth * StrictMath.sin(angle);
            points[2 * k + 1] = y - halfHeight * StrictMath.cos(angle);
        }
        return points;
    }
}
