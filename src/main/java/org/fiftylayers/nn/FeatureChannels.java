package org.fiftylayers.nn;

import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** One channel per column. */
record FeatureChannels(int count) implements Channels {

    @Override
    public int area() {
        return 1;
    }

    @Override
    public void addSums(Kernels kernels, Matrix x, Matrix to) {
        kernels.add(1, x, to);
    }

    @Override
    public void addSpread(Kernels kernels, Matrix x, Matrix to) {
        kernels.add(1, x, to);
    }

    @Override
    public void addSquares(Kernels kernels, Matrix x, Matrix mean, Matrix to) {
        kernels.addSquares(x.rows(), count, x.data(), mean.data(), to.data());
    }

    @Override
    public void setAffine(Kernels kernels, Matrix x, Matrix mean, Matrix factor, Matrix shift, Matrix y, boolean relu) {
        double lowest = relu ? 0 : Double.NEGATIVE_INFINITY;
        kernels.rescale(x.rows(), count, x.data(), mean.data(), factor.data(), shift.data(), lowest, y.overwrite());
    }

    @Override
    public void addProducts(
            Kernels kernels,
            double[] g,
            double @Nullable [] open,
            Matrix x,
            Matrix mean,
            Matrix sums,
            Matrix products) {
        kernels.addProducts(x.rows(), count, g, x.data(), mean.data(), sums.data(), products.data());
    }

    @Override
    public void addCombination(
            Kernels kernels,
            double[] g,
            double @Nullable [] open,
            Matrix x,
            Matrix mean,
            Matrix a,
            Matrix b,
            Matrix d,
            Matrix to) {
        boolean anew = to.isBlank();
        double[] target = anew ? to.overwrite() : to.data();
        kernels.addCombination(x.rows(), count, g, x.data(), mean.data(), a.data(), b.data(), d.data(), target, anew);
    }
}
