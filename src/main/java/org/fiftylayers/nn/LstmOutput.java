package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;

/** h = σ(o) ⊙ tanh(c) of an {@link Lstm} in one operation, for tapes without tangents. */
final class LstmOutput extends Operation {
    private final Variable a;
    private final Variable c;
    private final Gate o;
    private final Gate t;

    LstmOutput(Variable a, Variable c) {
        super(a, c);
        this.a = a;
        this.c = c;
        o = new Gate(matrix(), matrix());
        t = new Gate(matrix(), matrix());
    }

    private Matrix matrix() {
        return buffer(c.rows(), c.columns()).value();
    }

    @Override
    protected void forward(Variable y) {
        o.open(kernels(), Curve.SIGMOID, a.value(), 3 * c.columns(), y.value());
        kernels()
                .apply(
                        Curve.TANH,
                        y.value().size(),
                        c.value().data(),
                        t.value().data(),
                        t.slope().data());
        y.value().fill(0);
        kernels().addProduct(o.value(), t.value(), y.value());
    }

    @Override
    protected void backward(Variable y) {
        o.sendBack(y.gradient().data(), t.value().data(), a, 3 * c.columns());
        if (c.needsGradient()) {
            t.sendBack(y.gradient().data(), o.value().data(), c, 0);
        }
    }
}
