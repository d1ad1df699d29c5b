package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;

/** Assertions with a relative tolerance. */
final class Agreement {
    private Agreement() {}

    static void requireClose(double found, double expected, double tolerance) {
        assertThat(Math.abs(found - expected))
                .as("%s, expected %s: relative to that they differ by", found, expected)
                .isLessThanOrEqualTo(tolerance * Math.abs(expected));
    }

    /** Fails unless the mean of many draws lies within three standard errors of the expected one. */
    static void requireMean(double expected, int draws, DoubleSupplier draw) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double x = draw.getAsDouble();
            sum += x;
            squares += x * x;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(Math.abs(mean - expected))
                .as(
                        "the mean of %d draws is %s, its standard error %s, the expected mean %s",
                        draws, mean, error, expected)
                .isLessThanOrEqualTo(3 * error);
    }
}
