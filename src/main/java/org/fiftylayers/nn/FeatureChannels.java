package org.fiftylayers.nn;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** One channel per column. */
final class FeatureChannels implements Channels {
    private final int count;
    private double[] passed = new double[0];

    FeatureChannels(int count) {
        this.count = count;
    }

    @Override
    public int count() {
        return count;
    }

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
        kernels.rescale(x.rows(), count, x.data(), mean.data(), factor.data(), shift.data(), y.overwrite());
        if (relu) {
            kernels.apply(Curve.RELU, y.size(), y.data(), y.data(), null);
        }
    }

    @Override
    public void addProducts(
            Kernels kernels, Matrix g, @Nullable Matrix open, Matrix x, Matrix mean, Matrix sums, Matrix products) {
        kernels.addProducts(
                x.rows(), count, passed(kernels, g, open), x.data(), mean.data(), sums.data(), products.data());
    }

    @Override
    public void addCombination(
            Kernels kernels,
            Matrix g,
            @Nullable Matrix open,
            Matrix x,
            Matrix mean,
            Matrix a,
            Matrix b,
            Matrix d,
            Matrix to) {
        boolean anew = to.isBlank();
        double[] target = anew ? to.overwrite() : to.data();
        kernels.addCombination(
                x.rows(),
                count,
                passed(kernels, g, open),
                x.data(),
                mean.data(),
                a.data(),
                b.data(),
                d.data(),
                target,
                anew);
    }

    private double[] passed(Kernels kernels, Matrix g, @Nullable Matrix open) {
        if (open == null) {
            return g.data();
        }
        if (passed.length < g.size()) {
            passed = new double[g.size()];
        }
        kernels.gate(g.size(), open.data(), g.data(), 0, passed);
        return passed;
    }
}
