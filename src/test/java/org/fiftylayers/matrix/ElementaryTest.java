package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against 40 digits by mpmath; {@code reference/elementary.py} wrote them. */
class ElementaryTest {
    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "exp", Elementary::exp,
            "expm1", Elementary::expm1,
            "log", Elementary::log,
            "log1p", Elementary::log1p,
            "tanh", Elementary::tanh,
            "sigmoid", Elementary::sigmoid,
            "softplus", Elementary::softplus,
            "normal", Elementary::normal,
            "normalDensity", Elementary::normalDensity);

    @ParameterizedTest
    @ValueSource(strings = {"exp", "expm1", "log", "log1p", "tanh", "sigmoid", "softplus", "normal", "normalDensity"})
    void staysWithinOneUnitInTheLastPlace(String name) {
        DoubleUnaryOperator function = Objects.requireNonNull(FUNCTIONS.get(name));
        int rows = 0;
        for (String line : reference()) {
            String[] row = line.split(",");
            if (row[0].equals(name)) {
                double x = Double.parseDouble(row[1]);
                double nearest = Double.parseDouble(row[2]);
                double found = function.applyAsDouble(x);
                double error = Double.compare(found, nearest) == 0
                        ? 0
                        : (found - nearest) / Math.ulp(nearest) - Double.parseDouble(row[3]);
                assertThat(Math.abs(error))
                        .as("%s(%s) = %s, not %s", name, x, found, nearest)
                        .isLessThanOrEqualTo(1);
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(200);
    }

    @ParameterizedTest
    @CsvSource({
        "exp, 0, 1",
        "exp, -0.0, 1",
        "exp, Infinity, Infinity",
        "exp, -Infinity, 0",
        "exp, NaN, NaN",
        "exp, 800, Infinity",
        "exp, -800, 0",
        "expm1, 0, 0",
        "expm1, -0.0, -0.0",
        "expm1, Infinity, Infinity",
        "expm1, -Infinity, -1",
        "expm1, NaN, NaN",
        "expm1, 800, Infinity",
        "expm1, -800, -1",
        "log, 0, -Infinity",
        "log, -0.0, -Infinity",
        "log, -1, NaN",
        "log, Infinity, Infinity",
        "log, NaN, NaN",
        "log1p, 0, 0",
        "log1p, -0.0, -0.0",
        "log1p, -1, -Infinity",
        "log1p, -2, NaN",
        "log1p, Infinity, Infinity",
        "log1p, NaN, NaN",
        "tanh, 0, 0",
        "tanh, -0.0, -0.0",
        "tanh, Infinity, 1",
        "tanh, -Infinity, -1",
        "tanh, NaN, NaN",
        "tanh, 800, 1",
        "tanh, -800, -1",
        "sigmoid, 0, 0.5",
        "sigmoid, -0.0, 0.5",
        "sigmoid, Infinity, 1",
        "sigmoid, -Infinity, 0",
        "sigmoid, NaN, NaN",
        "sigmoid, 800, 1",
        "sigmoid, -800, 0",
        "softplus, Infinity, Infinity",
        "softplus, -Infinity, 0",
        "softplus, NaN, NaN",
        "softplus, 800, 800",
        "softplus, -800, 0",
        "normal, 0, 0.5",
        "normal, -0.0, 0.5",
        "normal, Infinity, 1",
        "normal, -Infinity, 0",
        "normal, NaN, NaN",
        "normal, 800, 1",
        "normal, -800, 0",
        "normalDensity, Infinity, 0",
        "normalDensity, -Infinity, 0",
        "normalDensity, NaN, NaN",
        "normalDensity, -800, 0",
    })
    void keepsZerosInfinitiesAndNotANumber(String name, double x, double expected) {
        double found = Objects.requireNonNull(FUNCTIONS.get(name)).applyAsDouble(x);
        assertThat(Double.doubleToLongBits(found))
                .as("%s(%s) = %s", name, x, found)
                .isEqualTo(Double.doubleToLongBits(expected));
    }

    @Test
    void neverDecreaseWhereTheyGrow() {
        for (Map.Entry<String, DoubleUnaryOperator> f : FUNCTIONS.entrySet()) {
            if (f.getKey().equals("normalDensity")) {
                continue;
            }
            double last = f.getValue().applyAsDouble(0.001);
            for (double x = 0.001; x < 40; x += 0.001) {
                double next = f.getValue().applyAsDouble(x);
                assertThat(next).as("%s at %s", f.getKey(), x).isGreaterThanOrEqualTo(last);
                last = next;
            }
        }
    }

    private static List<String> reference() {
        try (var in = Objects.requireNonNull(ElementaryTest.class.getResourceAsStream("/reference/elementary.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
