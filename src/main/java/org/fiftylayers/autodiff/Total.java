package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Matrix;

/** The sum of all entries divided by a number: sum and mean. */
final class Total extends LinearOperation {
    private final double divisor;

    Total(Variable x, double divisor) {
        super(x);
        this.divisor = divisor;
    }

    @Override
    protected void apply(int k, Matrix x, Matrix y) {
        y.data()[0] += kernels().sum(x.size(), x.data(), 0) / divisor;
    }

    @Override
    protected void transposed(int k, Matrix y, Matrix x) {
        double share = y.data()[0] / divisor;
        double[] data = x.data();
        for (int i = 0; i < data.length; i++) {
            data[i] += share;
        }
    }
}
