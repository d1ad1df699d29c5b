package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x W + b), or x W + b alone, in one operation: the bits of a product, a sum and a curve, without the matrices that
 * these would write and read again in between. The matrices of a deep network do not stay in the cache, so that counts.
 */
final class Dense extends Operation {
    private final Variable x;
    private final Variable weight;
    private final Variable bias;
    private final @Nullable Curve f;
    /** f′(x W + b); none for ReLU, whose output tells where it is 1 and where 0. */
    private final @Nullable Matrix slope;

    private Dense(Variable x, Variable weight, Variable bias, @Nullable Curve f) {
        super(x, weight, bias);
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.f = f;
        this.slope = f == null || f.equals(Curve.RELU)
                ? null
                : buffer(x.rows(), weight.columns()).value();
    }

    static Variable of(Variable x, Parameter weight, Parameter bias, @Nullable Curve f) {
        Tape tape = x.tape();
        if (!tape.fuses() || x.columns() != weight.value().rows()) {
            Variable z = x.matmul(weight).plus(bias);
            return f == null ? z : z.apply(f);
        }
        return new Dense(x, tape.use(weight), tape.use(bias), f)
                .record(x.rows(), weight.value().columns());
    }

    @Override
    protected void forward(Variable y) {
        // the array of slopes holds z = x W + b until they are computed from it
        Matrix z = slope == null ? y.value() : slope;
        z.clear();
        kernels().multiply(x.value().view(), weight.value().view(), z);
        kernels().add(1, bias.value(), z);
        if (f != null) {
            kernels().apply(f, z.size(), z.data(), y.value().overwrite(), slope == null ? null : z.data());
        }
    }

    @Override
    protected void backward(Variable y) {
        double[] gradient = y.gradient().data();
        if (f != null) {
            double[] through = scratch(gradient.length);
            if (slope == null) {
                kernels().gate(gradient.length, y.value().data(), gradient, 0, through);
            } else {
                kernels().product(gradient.length, slope.data(), gradient, through);
            }
            gradient = through;
        }
        View g = new View(gradient, 0, y.rows(), y.columns(), y.columns(), 1);
        if (x.needsGradient()) {
            kernels().multiply(g, weight.value().view().transposed(), x.gradient());
        }
        kernels().multiply(x.value().view().transposed(), g, weight.gradient());
        kernels().addRows(y.rows(), y.columns(), 1, gradient, bias.gradient().data());
    }
}
