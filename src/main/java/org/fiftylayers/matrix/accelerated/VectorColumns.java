package org.fiftylayers.matrix.accelerated;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over m rows of n numbers in which each column has coefficients of its own: row after row, as they lie in memory, a
 * vector at a time as far as whole vectors reach. Each method returns the first column that is left.
 */
final class VectorColumns {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorColumns() {}

    private static int whole(int n) {
        return n - n % LANES;
    }

    static int addToRows(int m, int n, double a, double[] x, double[] y) {
        int end = whole(n);
        for (int row = 0; row < m * n; row += n) {
            for (int j = 0; j < end; j += LANES) {
                DoubleVector moved = DoubleVector.fromArray(SPECIES, x, j).mul(a);
                DoubleVector.fromArray(SPECIES, y, row + j).add(moved).intoArray(y, row + j);
            }
        }
        return end;
    }

    /** sums += the rows of Y, one after the other. Four vectors of sums at a time stay in registers. */
    static int addRows(int m, int n, double[] y, double[] sums) {
        int end = whole(n);
        int j = 0;
        for (; j + 4 * LANES <= end; j += 4 * LANES) {
            DoubleVector s0 = DoubleVector.fromArray(SPECIES, sums, j);
            DoubleVector s1 = DoubleVector.fromArray(SPECIES, sums, j + LANES);
            DoubleVector s2 = DoubleVector.fromArray(SPECIES, sums, j + 2 * LANES);
            DoubleVector s3 = DoubleVector.fromArray(SPECIES, sums, j + 3 * LANES);
            for (int at = j; at < m * n; at += n) {
                s0 = s0.add(DoubleVector.fromArray(SPECIES, y, at));
                s1 = s1.add(DoubleVector.fromArray(SPECIES, y, at + LANES));
                s2 = s2.add(DoubleVector.fromArray(SPECIES, y, at + 2 * LANES));
                s3 = s3.add(DoubleVector.fromArray(SPECIES, y, at + 3 * LANES));
            }
            s0.intoArray(sums, j);
            s1.intoArray(sums, j + LANES);
            s2.intoArray(sums, j + 2 * LANES);
            s3.intoArray(sums, j + 3 * LANES);
        }
        for (; j < end; j += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, j);
            for (int at = j; at < m * n; at += n) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, y, at));
            }
            sum.intoArray(sums, j);
        }
        return end;
    }

    static int addSquares(int m, int n, double[] x, double[] mean, double[] to) {
        int end = whole(n);
        for (int row = 0; row < m * n; row += n) {
            for (int j = 0; j < end; j += LANES) {
                DoubleVector centred =
                        DoubleVector.fromArray(SPECIES, x, row + j).sub(DoubleVector.fromArray(SPECIES, mean, j));
                DoubleVector.fromArray(SPECIES, to, j).add(centred.mul(centred)).intoArray(to, j);
            }
        }
        return end;
    }

    static int rescale(
            int m, int n, double[] x, double[] mean, double[] factor, double[] shift, double lowest, double[] y) {
        int end = whole(n);
        for (int row = 0; row < m * n; row += n) {
            for (int j = 0; j < end; j += LANES) {
                DoubleVector.fromArray(SPECIES, x, row + j)
                        .sub(DoubleVector.fromArray(SPECIES, mean, j))
                        .mul(DoubleVector.fromArray(SPECIES, factor, j))
                        .add(DoubleVector.fromArray(SPECIES, shift, j))
                        .max(lowest)
                        .intoArray(y, row + j);
            }
        }
        return end;
    }

    static int addProducts(int m, int n, double[] g, double[] x, double[] mean, double[] sums, double[] products) {
        int end = whole(n);
        for (int row = 0; row < m * n; row += n) {
            for (int j = 0; j < end; j += LANES) {
                DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, row + j);
                DoubleVector centred =
                        DoubleVector.fromArray(SPECIES, x, row + j).sub(DoubleVector.fromArray(SPECIES, mean, j));
                DoubleVector.fromArray(SPECIES, sums, j).add(gradient).intoArray(sums, j);
                DoubleVector.fromArray(SPECIES, products, j)
                        .add(gradient.mul(centred))
                        .intoArray(products, j);
            }
        }
        return end;
    }

    static int addCombination(
            int m,
            int n,
            double[] g,
            double[] x,
            double[] mean,
            double[] a,
            double[] b,
            double[] d,
            double[] to,
            boolean anew) {
        int end = whole(n);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int row = 0; row < m * n; row += n) {
            for (int j = 0; j < end; j += LANES) {
                DoubleVector centred =
                        DoubleVector.fromArray(SPECIES, x, row + j).sub(DoubleVector.fromArray(SPECIES, mean, j));
                DoubleVector part = DoubleVector.fromArray(SPECIES, b, j).mul(centred);
                DoubleVector start = anew ? zero : DoubleVector.fromArray(SPECIES, to, row + j);
                DoubleVector.fromArray(SPECIES, a, j)
                        .mul(DoubleVector.fromArray(SPECIES, g, row + j))
                        .add(part)
                        .add(DoubleVector.fromArray(SPECIES, d, j))
                        .add(start)
                        .intoArray(to, row + j);
            }
        }
        return end;
    }
}
