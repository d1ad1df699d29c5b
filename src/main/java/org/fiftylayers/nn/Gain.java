package org.fiftylayers.nn;

import java.util.function.DoubleUnaryOperator;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Elementary;

/**
 * How much larger than {@link Initialiser#lecun} weights before or after an activation f must be, so that signals keep their
 * size: with z from N(0, 1) and weights of variance gain²/in, the next layer's z has variance gain² E f(z)². So the gain is
 * 1/√E f(z)²: √2 for ReLU (He and others, 2015), √(2/(1 + a²)) for leaky ReLU, 1 for SELU by its construction. The factor of
 * 5/3 often quoted for tanh is not of this kind: 1.5925… would keep z at variance 1, and 5/3 lets it settle a bit above.
 *
 * <p>The expectations are integrals over −12 … 12, by Gauss and Legendre's rule with five points on each of 96 pieces: exact
 * to about 12 digits wherever f is smooth between multiples of ¼.
 */
public final class Gain {
    private static final int PIECES = 96;
    private static final double HALF = 0.125;

    private Gain() {}

    /** 1/√E f(z)² for z from N(0, 1): the size of signals stays on the way forward. */
    public static double of(Curve f) {
        return 1 / Math.sqrt(expectation(z -> square(f.value().applyAsDouble(z))));
    }

    /** 1/√E f′(z)² for z from N(0, 1): the size of gradients stays on the way back, for weights of variance gain²/out. */
    public static double backward(Curve f) {
        return 1
                / Math.sqrt(expectation(
                        z -> square(f.slope().applyAsDouble(z, f.value().applyAsDouble(z)))));
    }

    private static double expectation(DoubleUnaryOperator g) {
        double outer = Math.sqrt(5 + 2 * Math.sqrt(10.0 / 7)) / 3;
        double inner = Math.sqrt(5 - 2 * Math.sqrt(10.0 / 7)) / 3;
        double sum = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            double middle = (2 * piece + 1 - PIECES) * HALF;
            sum += 128.0 / 225 * weighted(g, middle)
                    + (322 + 13 * Math.sqrt(70))
                            / 900
                            * (weighted(g, middle - HALF * inner) + weighted(g, middle + HALF * inner))
                    + (322 - 13 * Math.sqrt(70))
                            / 900
                            * (weighted(g, middle - HALF * outer) + weighted(g, middle + HALF * outer));
        }
        return sum * HALF / Math.sqrt(2 * Math.PI);
    }

    private static double weighted(DoubleUnaryOperator g, double z) {
        return g.applyAsDouble(z) * Elementary.exp(-0.5 * z * z);
    }

    private static double square(double x) {
        return x * x;
    }
}
