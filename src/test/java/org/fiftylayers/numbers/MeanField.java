package org.fiftylayers.numbers;

import org.fiftylayers.matrix.Curve;

/**
 * A random network of infinite width, after Poole and others, 2016: z has variance q in one layer and
 * σ_w² E f(√q z)² + σ_b² in the next, and squared gradients shrink or grow by χ = σ_w² E f′(√q z)² per layer.
 */
record MeanField(Curve f, double weightVariance, double biasVariance) {
    double next(double q) {
        double root = Math.sqrt(q);
        return weightVariance * Quadrature.normal(z -> square(f.value().applyAsDouble(root * z))) + biasVariance;
    }

    double chi(double q) {
        return weightVariance * slopeSquares(f, q);
    }

    /** E f′(√q z)². */
    static double slopeSquares(Curve f, double q) {
        double root = Math.sqrt(q);
        return Quadrature.normal(z -> {
            double x = root * z;
            return square(f.slope().applyAsDouble(x, f.value().applyAsDouble(x)));
        });
    }

    /** q*, the variance that stays. */
    double fixedPoint() {
        double q = 1;
        for (double last = 0; Math.abs(q - last) > 1e-15 * q; ) {
            last = q;
            q = next(q);
        }
        return q;
    }

    /** The correlation that the z of two inputs settle at. */
    double fixedCorrelation(double q) {
        double c = 0.1;
        // Newton's method, for which the slope is at hand
        for (int i = 0; i < 6; i++) {
            c += (nextCorrelation(q, c) - c) / (1 - correlationSlope(q, c));
        }
        return c;
    }

    private double nextCorrelation(double q, double c) {
        double root = Math.sqrt(q);
        double mixed = Quadrature.normal((x, y) ->
                f.value().applyAsDouble(root * x) * f.value().applyAsDouble(root * (c * x + Math.sqrt(1 - c * c) * y)));
        return (weightVariance * mixed + biasVariance) / q;
    }

    /** By how much a small difference from c* shrinks per layer. */
    double correlationSlope(double q, double c) {
        double root = Math.sqrt(q);
        return weightVariance
                * Quadrature.normal((x, y) -> slope(root * x) * slope(root * (c * x + Math.sqrt(1 - c * c) * y)));
    }

    private double slope(double x) {
        return f.slope().applyAsDouble(x, f.value().applyAsDouble(x));
    }

    private static double square(double x) {
        return x * x;
    }
}
