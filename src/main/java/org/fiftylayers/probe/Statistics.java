package org.fiftylayers.probe;

import org.fiftylayers.matrix.Matrix;

/**
 * The numbers of a matrix in a few.
 *
 * @param norm the Frobenius norm √Σx²
 * @param deviation the standard deviation, √(Σ(x − mean)²/n)
 * @param isFinite whether there is neither NaN nor infinity among them
 */
public record Statistics(double norm, double mean, double deviation, boolean isFinite, Histogram histogram) {
    /** With a histogram of the numbers. */
    static Statistics of(Matrix matrix) {
        return of(matrix, Histogram.of(matrix.data()));
    }

    /** With a histogram of their binary exponents. */
    static Statistics ofSizes(Matrix matrix) {
        return of(matrix, Histogram.ofExponents(matrix.data()));
    }

    private static Statistics of(Matrix matrix, Histogram histogram) {
        double norm = matrix.norm();
        double mean = matrix.mean();
        // by way of the norm, since squares of vanished gradients underflow
        double deviation = matrix.map(x -> x - mean).norm() / Math.sqrt(matrix.size());
        boolean isFinite = true;
        for (double x : matrix.data()) {
            isFinite &= Double.isFinite(x);
        }
        return new Statistics(norm, mean, deviation, isFinite, histogram);
    }
}
