package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a batch are normalised together: those of one feature, or of one channel of an image. What there is one
 * of per channel is a row of 1 × count; below, letters with an index c are such rows.
 */
interface Channels {
    int count();

    /** Columns per channel: 1, or the pixels of an image. */
    int area();

    /** The columns of a batch. */
    default int columns() {
        return count() * area();
    }

    /** to_c += Σ x over channel c. */
    void addSums(Kernels kernels, Matrix x, Matrix to);

    /** to += x_c at every entry of channel c. */
    void addSpread(Kernels kernels, Matrix x, Matrix to);

    /** to_c += Σ (x − mean_c)². */
    void addSquares(Kernels kernels, Matrix x, Matrix mean, Matrix to);

    /** y = (x − mean_c) factor_c + shift_c, or 0 if that is less and ReLU follows. */
    void setAffine(Kernels kernels, Matrix x, Matrix mean, Matrix factor, Matrix shift, Matrix y, boolean relu);

    /**
     * sums_c += Σ g and products_c += Σ g (x − mean_c). Where {@code open} is given, for images only, g counts as 0 wherever
     * that is not positive.
     */
    void addProducts(
            Kernels kernels, double[] g, double @Nullable [] open, Matrix x, Matrix mean, Matrix sums, Matrix products);

    /** to += a_c g + b_c (x − mean_c) + d_c, with g as above. */
    void addCombination(
            Kernels kernels,
            double[] g,
            double @Nullable [] open,
            Matrix x,
            Matrix mean,
            Matrix a,
            Matrix b,
            Matrix d,
            Matrix to);

    /** {@link #addSums} as an operation. */
    default Variable sums(Variable x) {
        Kernels kernels = new PlainKernels();
        return Operation.linear(x, (from, to) -> addSums(kernels, from, to), (from, to) -> addSpread(kernels, from, to))
                .record(1, count());
    }

    /** A row with one entry per column, from one with an entry per channel. */
    default Variable spread(Variable x) {
        Kernels kernels = new PlainKernels();
        return area() == 1
                ? x
                : Operation.linear(
                                x, (from, to) -> addSpread(kernels, from, to), (from, to) -> addSums(kernels, from, to))
                        .record(1, columns());
    }
}
