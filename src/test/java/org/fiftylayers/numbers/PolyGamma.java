package org.fiftylayers.numbers;

/** The first two derivatives of ln Γ, by recurrence up to where the asymptotic series holds all digits. */
final class PolyGamma {
    private PolyGamma() {}

    static double digamma(double x) {
        if (x < 20) {
            return digamma(x + 1) - 1 / x;
        }
        double r = 1 / (x * x);
        return Math.log(x) - 1 / (2 * x) - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r / 240)));
    }

    static double trigamma(double x) {
        if (x < 20) {
            return trigamma(x + 1) + 1 / (x * x);
        }
        double r = 1 / (x * x);
        return 1 / x + r / 2 + r / x * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r / 30)));
    }
}
