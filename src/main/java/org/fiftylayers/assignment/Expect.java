package org.fiftylayers.assignment;

import java.util.Objects;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Compares a student's value with the expected one, and says where they differ without saying the expected value.
 *
 * <p>{@code Expect.that("your δ of layer 2", delta(2)).within(1e-9).is(Solution.delta(2))} fails with “your δ of layer 2
 * has shape 3×4, expected 4×3”, or with the first row and column that differ.
 */
public final class Expect {
    private final String name;
    private final @Nullable Object value;
    private final double tolerance;

    private Expect(String name, @Nullable Object value, double tolerance) {
        this.name = name;
        this.value = value;
        this.tolerance = tolerance;
    }

    /** An expectation of a value, which is what messages call {@code name}. */
    public static Expect that(String name, @Nullable Object value) {
        return new Expect(name, value, 0);
    }

    /** The same with a tolerance, absolute and relative: |a − e| ≤ t·max(1, |e|). */
    public Expect within(double tolerance) {
        return new Expect(name, value, tolerance);
    }

    /**
     * Fails unless the value is the expected one.
     *
     * @throws Told if it is not
     */
    public void is(@Nullable Object expected) {
        if (value instanceof Matrix actual && expected instanceof Matrix matrix) {
            matrix(actual, matrix);
        } else if (value instanceof double[] actual && expected instanceof double[] array) {
            array(actual, array);
        } else if (value instanceof double[][] actual && expected instanceof double[][] rows) {
            if (actual.length != rows.length) {
                throw new Told(name + " has " + actual.length + " rows, expected " + rows.length);
            }
            for (int i = 0; i < rows.length; i++) {
                new Expect("row " + i + " of " + name, actual[i], tolerance).is(rows[i]);
            }
        } else if (value instanceof Number actual && expected instanceof Number number) {
            if (!same(actual.doubleValue(), number.doubleValue())) {
                throw new Told(name + " is " + actual + ", which is not the expected value");
            }
        } else if (value == null && expected != null) {
            throw new Told(name + " is null");
        } else if (!Objects.deepEquals(value, expected)) {
            throw new Told(name + " is not the expected value");
        }
    }

    private void matrix(Matrix actual, Matrix expected) {
        if (actual.rows() != expected.rows() || actual.columns() != expected.columns()) {
            throw new Told(name + " has shape " + actual.rows() + "×" + actual.columns() + ", expected "
                    + expected.rows() + "×" + expected.columns());
        }
        for (int row = 0; row < actual.rows(); row++) {
            for (int column = 0; column < actual.columns(); column++) {
                if (!same(actual.get(row, column), expected.get(row, column))) {
                    throw new Told(name + " is " + actual.get(row, column) + " in row " + row + ", column " + column
                            + ", which is not the expected value");
                }
            }
        }
    }

    private void array(double[] actual, double[] expected) {
        if (actual.length != expected.length) {
            throw new Told(name + " has length " + actual.length + ", expected " + expected.length);
        }
        for (int i = 0; i < actual.length; i++) {
            if (!same(actual[i], expected[i])) {
                throw new Told(name + " is " + actual[i] + " at index " + i + ", which is not the expected value");
            }
        }
    }

    private boolean same(double actual, double expected) {
        return Double.compare(actual, expected) == 0
                || Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
    }
}
