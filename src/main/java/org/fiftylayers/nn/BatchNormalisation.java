package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * y = γ x̂ + β with x̂ = (x − μ)/s and s = √(σ² + ε), where mean μ and biased variance σ² are taken over the m entries of each
 * channel. With g = ∂L/∂y: ∂L/∂β = Σ g, ∂L/∂γ = Σ g x̂, and ∂L/∂x = (γ/s)(g − mean g − x̂ · mean(g x̂)). In one operation
 * this is a few passes over the batch; {@link BatchNorm} has the same, step by step, for tapes that do not fuse.
 */
final class BatchNormalisation extends Operation {
    private final Variable x;
    private final Variable gain;
    private final Variable shift;
    private final Channels channels;
    private final double epsilon;
    /** Whether y is max(0, γ x̂ + β); its gradient then passes only where y is positive. */
    private final boolean relu;

    private final int m;
    private final Matrix mean;
    private final Matrix variance;
    /** 1/s. */
    private final Matrix inverse;

    private final Matrix sums;
    private final Matrix products;
    private final Matrix[] coefficients;

    BatchNormalisation(Variable x, Variable gain, Variable shift, Channels channels, double epsilon, boolean relu) {
        super(x, gain, shift);
        this.x = x;
        this.gain = gain;
        this.shift = shift;
        this.channels = channels;
        this.epsilon = epsilon;
        this.relu = relu;
        this.m = x.rows() * channels.area();
        this.mean = row();
        this.variance = row();
        this.inverse = row();
        this.sums = row();
        this.products = row();
        this.coefficients = new Matrix[] {row(), row(), row()};
    }

    private Matrix row() {
        return buffer(1, channels.count()).value();
    }

    Matrix mean() {
        return mean;
    }

    Matrix variance() {
        return variance;
    }

    @Override
    protected void forward(Variable y) {
        mean.fill(0);
        channels.addSums(kernels(), x.value(), mean);
        divideByCount(mean);
        variance.fill(0);
        channels.addSquares(kernels(), x.value(), mean, variance);
        divideByCount(variance);
        Matrix factor = coefficients[0];
        for (int c = 0; c < channels.count(); c++) {
            inverse.data()[c] = 1 / Math.sqrt(variance.data()[c] + epsilon);
            factor.data()[c] = gain.value().data()[c] * inverse.data()[c];
        }
        channels.setAffine(kernels(), x.value(), mean, factor, shift.value(), y.value(), relu);
    }

    private void divideByCount(Matrix row) {
        for (int c = 0; c < row.size(); c++) {
            row.data()[c] /= m;
        }
    }

    @Override
    protected void backward(Variable y) {
        sums.fill(0);
        products.fill(0);
        double[] g = y.gradient().data();
        double[] open = relu ? y.value().data() : null;
        if (open != null && channels.area() == 1) {
            double[] passed = scratch(open.length);
            kernels().gate(open.length, open, g, 0, passed);
            g = passed;
            open = null; // images go block by block, which stays in the cache
        }
        channels.addProducts(kernels(), g, open, x.value(), mean, sums, products);
        double[] ofG = coefficients[0].data();
        double[] ofX = coefficients[1].data();
        double[] rest = coefficients[2].data();
        for (int c = 0; c < channels.count(); c++) {
            double scale = inverse.data()[c];
            ofG[c] = gain.value().data()[c] * scale;
            ofX[c] = -ofG[c] * scale * scale * products.data()[c] / m;
            rest[c] = -ofG[c] * sums.data()[c] / m;
            products.data()[c] *= scale;
        }
        if (x.needsGradient()) {
            channels.addCombination(
                    kernels(),
                    g,
                    open,
                    x.value(),
                    mean,
                    coefficients[0],
                    coefficients[1],
                    coefficients[2],
                    x.gradient());
        }
        if (gain.needsGradient()) {
            kernels().add(1, products, gain.gradient());
        }
        if (shift.needsGradient()) {
            kernels().add(1, sums, shift.gradient());
        }
    }
}
