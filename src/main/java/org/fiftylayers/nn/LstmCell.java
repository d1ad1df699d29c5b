package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;

/** c′ = σ(f) ⊙ c + σ(i) ⊙ tanh(g) of an {@link Lstm} in one operation, for tapes without tangents. */
final class LstmCell extends Operation {
    private final Variable a;
    private final Variable c;
    private final Gate i;
    private final Gate f;
    private final Gate g;

    LstmCell(Variable a, Variable c) {
        super(a, c);
        this.a = a;
        this.c = c;
        i = gate();
        f = gate();
        g = gate();
    }

    private Gate gate() {
        return new Gate(matrix(), matrix());
    }

    private Matrix matrix() {
        return buffer(c.rows(), c.columns()).value();
    }

    @Override
    protected void forward(Variable y) {
        int n = c.columns();
        Matrix scratch = y.value();
        i.open(kernels(), Curve.SIGMOID, a.value(), 0, scratch);
        f.open(kernels(), Curve.SIGMOID, a.value(), n, scratch);
        g.open(kernels(), Curve.TANH, a.value(), 2 * n, scratch);
        set(
                y.value().data(),
                f.value().data(),
                c.value().data(),
                i.value().data(),
                g.value().data());
    }

    private static void set(double[] y, double[] f, double[] c, double[] i, double[] g) {
        for (int k = 0; k < y.length; k++) {
            y[k] = f[k] * c[k] + i[k] * g[k];
        }
    }

    @Override
    protected void backward(Variable y) {
        int n = c.columns();
        double[] gradient = y.gradient().data();
        i.sendBack(gradient, g.value().data(), a, 0);
        f.sendBack(gradient, c.value().data(), a, n);
        g.sendBack(gradient, i.value().data(), a, 2 * n);
        if (c.needsGradient()) {
            kernels().addProduct(y.gradient(), f.value(), c.gradient());
        }
    }
}
