package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;

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
        double[] s = straight.value().data();
        double[] b = branch.value().data();
        kernels()
                .combine(
                        s.length,
                        s,
                        alpha,
                        b,
                        relu ? 0 : Double.NEGATIVE_INFINITY,
                        y.value().overwrite());
    }

    @Override
    protected void backward(Variable y) {
        double[] g = y.gradient().data();
        double[] passed = relu ? scratch(g.length) : g;
        if (relu) {
            kernels().gate(g.length, y.value().data(), g, 0, passed);
        }
        if (straight.needsGradient()) {
            kernels().add(1, passed, straight.gradient());
        }
        if (branch.needsGradient()) {
            kernels().add(alpha, passed, branch.gradient());
        }
    }
}
