package org.fiftylayers.autodiff;

import org.fiftylayers.matrix.Matrix;

/** a·x + b·z + constant, with broadcasting: addition, subtraction, and products and sums with a number. */
final class Combination extends LinearOperation {
    private final double a;
    private final double b;
    private final double constant;

    Combination(Variable x, double a, double constant) {
        super(x);
        this.a = a;
        this.b = 0;
        this.constant = constant;
    }

    Combination(Variable x, double a, Variable z, double b) {
        super(x, z);
        this.a = a;
        this.b = b;
        this.constant = 0;
    }

    @Override
    protected void forward(Variable y) {
        super.forward(y);
        if (constant != 0) {
            double[] data = y.value().data();
            for (int i = 0; i < data.length; i++) {
                data[i] += constant;
            }
        }
    }

    @Override
    protected void apply(int k, Matrix x, Matrix y) {
        Broadcast.add(kernels(), k == 0 ? a : b, x, y);
    }

    @Override
    protected void transposed(int k, Matrix y, Matrix x) {
        Broadcast.addSums(kernels(), k == 0 ? a : b, y, x);
    }
}
