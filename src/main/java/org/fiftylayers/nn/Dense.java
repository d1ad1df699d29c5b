package org.fiftylayers.nn;

import java.util.Arrays;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.View;

/**
 * y = f(x W + b) in one operation: the bits of a product, a sum and a curve, without two of the matrices that these would
 * write and read again. The matrices of a deep network do not stay in the cache, so that counts.
 */
final class Dense extends Operation {
    private final Variable x;
    private final Variable weight;
    private final Variable bias;
    private final Curve f;
    /** f′(x W + b). */
    private final Dual slope;

    private Dense(Variable x, Variable weight, Variable bias, Curve f) {
        super(x, weight, bias);
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.f = f;
        this.slope = buffer(x.rows(), weight.columns());
    }

    static Variable of(Variable x, Parameter weight, Parameter bias, Curve f) {
        Tape tape = x.tape();
        if (!tape.fuses() || x.columns() != weight.value().rows()) {
            return x.matmul(weight).plus(bias).apply(f);
        }
        return new Dense(x, tape.use(weight), tape.use(bias), f)
                .record(x.rows(), weight.value().columns());
    }

    @Override
    protected void forward(Variable y) {
        double[] z = slope.value().data();
        Arrays.fill(z, 0);
        kernels()
                .multiply(x.value().view(), weight.value().view(), slope.value().view());
        kernels().add(1, bias.value(), slope.value());
        kernels().apply(f, z.length, z, y.value().data(), z);
    }

    @Override
    protected void backward(Variable y) {
        double[] gradient = scratch(y.value().size());
        kernels().product(y.value().size(), slope.value().data(), y.gradient().data(), gradient);
        View g = new View(gradient, 0, y.rows(), y.columns(), y.columns(), 1);
        if (x.needsGradient()) {
            kernels()
                    .multiply(
                            g, weight.value().view().transposed(), x.gradient().view());
        }
        kernels().multiply(x.value().view().transposed(), g, weight.gradient().view());
        kernels().addRows(y.rows(), y.columns(), 1, gradient, bias.gradient().data());
    }
}
