package org.fiftylayers.probe;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;

/** How much slope of an activation is left at the places where a batch meets it. */
record Slopes(double saturated, double dead) {
    /** A unit is saturated where the slope is below this part of the steepest: for tanh beyond |tanh| = 0.975. */
    private static final double FLAT = 0.05;

    static final Slopes NONE = new Slopes(Double.NaN, Double.NaN);

    /**
     * @param x what goes into the activation, batch × units
     * @param y what comes out
     */
    static Slopes of(Curve f, Matrix x, Matrix y) {
        double steepest = 0;
        for (int i = -80; i <= 80; i++) {
            steepest = Math.max(steepest, Math.abs(slope(f, i / 8.0)));
        }
        int flat = 0;
        int dead = 0;
        for (int j = 0; j < x.columns(); j++) {
            int zeros = 0;
            for (int i = 0; i < x.rows(); i++) {
                int k = i * x.columns() + j;
                double slope = Math.abs(f.slope().applyAsDouble(x.data()[k], y.data()[k]));
                flat += slope < FLAT * steepest ? 1 : 0;
                zeros += slope == 0 ? 1 : 0;
            }
            dead += zeros == x.rows() ? 1 : 0;
        }
        boolean isFlatByDesign = slope(f, -10) == 0 && slope(f, 10) != 0;
        return new Slopes(isFlatByDesign ? Double.NaN : (double) flat / x.size(), (double) dead / x.columns());
    }

    private static double slope(Curve f, double x) {
        return f.slope().applyAsDouble(x, f.value().applyAsDouble(x));
    }
}
