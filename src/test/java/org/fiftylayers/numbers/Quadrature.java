package org.fiftylayers.numbers;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Integrals to nearly all digits of a double. */
final class Quadrature {
    private Quadrature() {}

    /**
     * E f(z) for z from the normal distribution and f smooth on the whole line. The trapezoidal rule converges
     * exponentially there (Trefethen and Weideman, 2014).
     */
    static double normal(DoubleUnaryOperator f) {
        double step = 1.0 / 16;
        double sum = 0;
        for (int i = -12 * 16; i <= 12 * 16; i++) {
            double z = i * step;
            sum += f.applyAsDouble(z) * density(z);
        }
        return sum * step;
    }

    /** E f(x, y) for independent x and y from the normal distribution and f smooth. */
    static double normal(DoubleBinaryOperator f) {
        double step = 1.0 / 16;
        double sum = 0;
        for (int i = -9 * 16; i <= 9 * 16; i++) {
            for (int j = -9 * 16; j <= 9 * 16; j++) {
                sum += f.applyAsDouble(i * step, j * step) * (density(i * step) * density(j * step));
            }
        }
        return sum * step * step;
    }

    /** E f(z) for z from the normal distribution and f smooth on either side of 0. */
    static double normalWithKink(DoubleUnaryOperator f) {
        return interval(z -> (f.applyAsDouble(z) + f.applyAsDouble(-z)) * density(z), 0, 13);
    }

    /** ∫ f from a to b, where f may have any slope at a and b (tanh-sinh rule; Takahasi and Mori, 1974). */
    static double interval(DoubleUnaryOperator f, double a, double b) {
        double step = 1.0 / 64;
        double sum = 0;
        for (int i = -64 * 4; i <= 64 * 4; i++) {
            double t = i * step;
            double u = Math.PI / 2 * Math.sinh(t);
            // the distance from a, which must not be lost in a
            double x = a + (b - a) / (1 + Math.exp(-2 * u));
            double weight = Math.PI / 2 * Math.cosh(t) / (Math.cosh(u) * Math.cosh(u));
            if (x > a && x < b) {
                sum += f.applyAsDouble(x) * weight;
            }
        }
        return sum * step * (b - a) / 2;
    }

    /** The x between low and high where the function, of different sign at both, is 0. */
    static double root(DoubleUnaryOperator f, double low, double high) {
        boolean rising = f.applyAsDouble(high) > 0;
        double a = low;
        double b = high;
        for (double middle = (a + b) / 2; a < middle && middle < b; middle = (a + b) / 2) {
            if (f.applyAsDouble(middle) > 0 == rising) {
                b = middle;
            } else {
                a = middle;
            }
        }
        return b;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
