package org.fiftylayers.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tapes that round, beside machines of narrow numbers: Java's floats, and numpy's types by {@code rounding.py}. */
class RoundingTest {
    @Test
    void computesAsJavaDoesWithFloats() {
        int n = 10_000;
        Generator generator = new Generator(1);
        Matrix a = Matrix.gaussian(1, n, 100, generator).map(x -> (float) x);
        Matrix b = Matrix.gaussian(1, n, 1, generator).map(x -> (float) x);
        Tape tape = Tape.rounding(Precision.FLOAT32);
        Variable x = tape.variable(b);
        Variable sum = tape.constant(a).times(x).minus(tape.constant(a));
        Variable y =
                Choices.max(sum.square().dividedBy(x), tape.constant(a)).abs().sqrt();
        Shapes.rows(sum, 0, 1).sum().backward();
        for (int i = 0; i < n; i++) {
            float p = (float) a.data()[i];
            float q = (float) b.data()[i];
            float s = p * q - p;
            float expected = (float) Math.sqrt(Math.abs(Math.max(s * s * (1 / q), p)));
            assertThat(y.value().data()[i]).as("a = %s, b = %s", p, q).isEqualTo(expected);
            assertThat(x.gradient().data()[i]).isEqualTo(p);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Precision.class, names = "FLOAT64", mode = EnumSource.Mode.EXCLUDE)
    void computesAsNumpyDoesInThatFormat(Precision precision) {
        int rows = 0;
        for (double[] row : rows(precision.name())) {
            Tape tape = Tape.rounding(precision);
            Variable a = tape.constant(Matrix.row(row[0]));
            Variable b = tape.variable(Matrix.row(row[1]));
            Variable product = a.times(b);
            Variable sum = product.plus(a);
            Variable quotient = sum.dividedBy(b);
            Variable root = quotient.abs().sqrt();
            sum.square().backward();
            double[] found = {
                row[0],
                row[1],
                product.number(),
                sum.number(),
                quotient.number(),
                root.number(),
                b.gradient().number()
            };
            assertThat(found).isEqualTo(row);
            rows++;
        }
        assertThat(rows).isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource(value = Precision.class, names = "FLOAT64", mode = EnumSource.Mode.EXCLUDE)
    void roundsProductsOfMatricesAndSoftmaxOnce(Precision precision) {
        Matrix x = Matrix.zeros(2, 3);
        Matrix w = Matrix.zeros(3, 4);
        for (int i = 0; i < x.size(); i++) {
            x.data()[i] = precision.round((i - 2) / 3.0);
        }
        for (int i = 0; i < w.size(); i++) {
            w.data()[i] = precision.round((i / 4 * 4 + i % 4 * (i % 4)) / 7.0 - 1);
        }
        Tape tape = Tape.rounding(precision);
        Variable scores = tape.constant(x).matmul(tape.constant(w));
        Variable shares = Softmax.softmax(scores);
        int rows = 0;
        for (double[] row : rows(precision + " softmax")) {
            assertThat(scores.value().get((int) row[0], (int) row[1])).isEqualTo(row[2]);
            assertThat(shares.value().get((int) row[0], (int) row[1])).isEqualTo(row[3]);
            rows++;
        }
        assertThat(rows).isEqualTo(8);
    }

    private static List<double[]> rows(String name) {
        try (var in = Objects.requireNonNull(RoundingTest.class.getResourceAsStream("/reference/rounding.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(","))
                    .filter(row -> row[0].equals(name))
                    .map(row -> Arrays.stream(row)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
