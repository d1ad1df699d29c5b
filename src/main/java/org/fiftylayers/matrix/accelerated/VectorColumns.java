package org.fiftylayers.matrix.accelerated;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over m rows of n numbers in which each column has coefficients of its own: a vector of columns at a time, all rows
 * down, as far as whole vectors reach. Each returns the first column that is left.
 */
final class VectorColumns {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorColumns() {}

    static int addToRows(int m, int n, double a, double[] x, double[] y) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector moved = load(x, j).mul(a);
            for (int at = j; at < m * n; at += n) {
                load(y, at).add(moved).intoArray(y, at);
            }
        }
        return j;
    }

    static int addRows(int m, int n, double a, double[] y, double[] x) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector total = DoubleVector.zero(SPECIES);
            for (int at = j; at < m * n; at += n) {
                total = total.add(load(y, at));
            }
            load(x, j).add(total.mul(a)).intoArray(x, j);
        }
        return j;
    }

    static int addSquares(int m, int n, double[] x, double[] mean, double[] to) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector centre = load(mean, j);
            DoubleVector total = load(to, j);
            for (int at = j; at < m * n; at += n) {
                DoubleVector centred = load(x, at).sub(centre);
                total = total.add(centred.mul(centred));
            }
            total.intoArray(to, j);
        }
        return j;
    }

    static int rescale(int m, int n, double[] x, double[] mean, double[] factor, double[] shift, double[] y) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector centre = load(mean, j);
            DoubleVector scale = load(factor, j);
            DoubleVector addend = load(shift, j);
            for (int at = j; at < m * n; at += n) {
                load(x, at).sub(centre).mul(scale).add(addend).intoArray(y, at);
            }
        }
        return j;
    }

    static int addProducts(int m, int n, double[] g, double[] x, double[] mean, double[] sums, double[] products) {
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector centre = load(mean, j);
            DoubleVector sum = load(sums, j);
            DoubleVector product = load(products, j);
            for (int at = j; at < m * n; at += n) {
                DoubleVector gradient = load(g, at);
                sum = sum.add(gradient);
                product = product.add(gradient.mul(load(x, at).sub(centre)));
            }
            sum.intoArray(sums, j);
            product.intoArray(products, j);
        }
        return j;
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
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            DoubleVector centre = load(mean, j);
            DoubleVector ofG = load(a, j);
            DoubleVector ofX = load(b, j);
            DoubleVector rest = load(d, j);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            for (int at = j; at < m * n; at += n) {
                DoubleVector part = ofX.mul(load(x, at).sub(centre));
                DoubleVector start = anew ? zero : load(to, at);
                start.add(ofG.mul(load(g, at)).add(part).add(rest)).intoArray(to, at);
            }
        }
        return j;
    }

    private static DoubleVector load(double[] from, int at) {
        return DoubleVector.fromArray(SPECIES, from, at);
    }
}
