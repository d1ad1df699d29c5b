package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * y = s + α b or, with ReLU, max(0, s + α b), in one pass and with the bits of the single steps: the images of a residual
 * block do not fit into the cache, so that each matrix in between costs more than the arithmetic.
 */
final class ResidualSum extends Operation {
    private final Variable straight;
    private final Variable branch;
    private final double alpha;
    private final boolean relu;

    ResidualSum(Variable straight, Variable branch, double alpha, boolean relu) {
        super(straight, branch);
        this.straight = straight;
        this.branch = branch;
        this.alpha = alpha;
        this.relu = relu;
    }

    @Override
    protected void forward(Variable y) {
        double lowest = relu ? 0 : Double.NEGATIVE_INFINITY;
        Matrix s = straight.value();
        kernels()
                .combine(
                        s.size(),
                        s.data(),
                        alpha,
                        branch.value().data(),
                        lowest,
                        y.value().overwrite());
    }

    @Override
    protected void backward(Variable y) {
        double[] g = y.gradient().data();
        double[] passed = relu ? scratch(g.length) : g;
        if (relu) {
            kernels().gate(g.length, y.value().data(), g, 0, passed);
        }
        send(passed, 1, straight);
        send(passed, alpha, branch);
    }

    private void send(double[] g, double factor, Variable to) {
        if (to.needsGradient() && to.gradient().isBlank()) {
            kernels().scale(to.gradient().size(), factor, g, to.gradient().overwrite());
        } else if (to.needsGradient()) {
            kernels().add(to.gradient().size(), factor, g, to.gradient().data());
        }
    }
}
