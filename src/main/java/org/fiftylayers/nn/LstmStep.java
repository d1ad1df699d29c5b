package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;
import org.jspecify.annotations.Nullable;

/**
 * One time step of an {@link Lstm} in one operation, for tapes that fuse; the formulas are there. State and result are
 * of (2 · batch) × hidden: the rows of h, then those of c. With δ for gradients and ⊙ between all factors:
 *
 * <pre>δc += δh o tanh′(c),   δo = δh tanh(c) σ′,   δf = δc c₋₁ σ′,   δi = δc g σ′,   δg = δc i tanh′,   δc₋₁ += δc f.</pre>
 */
final class LstmStep extends Operation {
    /** What the gates see from the input, x W, for this step and its neighbours; rows belong to one step each. */
    private final Variable projected;

    private final int row;
    private final Variable before;
    private final Variable u;
    private final Variable bias;
    private final int batch;
    private final int n;
    private final Gate i;
    private final Gate f;
    private final Gate g;
    private final Gate o;
    private final Gate tanh;
    private final Matrix gates;
    private final Matrix[] scratch;

    /**
     * @param row where this step's rows begin
     * @param earlier a step of the same sequence, whose scratch memory serves again; null for the first
     */
    LstmStep(Variable projected, int row, Variable before, Variable u, Variable bias, @Nullable LstmStep earlier) {
        super(projected, before, u, bias);
        this.projected = projected;
        this.row = row;
        this.before = before;
        this.u = u;
        this.bias = bias;
        this.batch = before.rows() / 2;
        this.n = before.columns();
        Matrix[] parts = parts(10);
        i = new Gate(parts[0], parts[1]);
        f = new Gate(parts[2], parts[3]);
        g = new Gate(parts[4], parts[5]);
        o = new Gate(parts[6], parts[7]);
        tanh = new Gate(parts[8], parts[9]);
        gates = earlier != null ? earlier.gates : buffer(batch, 4 * n).value();
        scratch = earlier != null ? earlier.scratch : parts(4);
    }

    /** σ or tanh of one gate, or tanh c, and the slope there: what the way back needs. */
    private record Gate(Matrix value, Matrix slope) {}

    /**
     * Made in a loop: of the same calls one by one, all inlined, the JIT compiler of Java 17 at times makes a graph that it
     * does not end to analyse, and keeps a processor busy for good.
     */
    private Matrix[] parts(int count) {
        Matrix[] parts = new Matrix[count];
        for (int k = 0; k < count; k++) {
            parts[k] = buffer(batch, n).value();
        }
        return parts;
    }

    @Override
    protected void forward(Variable y) {
        System.arraycopy(projected.value().data(), row * 4 * n, gates.data(), 0, gates.size());
        kernels().add(1, bias.value(), gates);
        kernels().multiply(before.value().view().rows(0, batch), u.value().view(), gates.view());
        open(Curve.SIGMOID, 0, i);
        open(Curve.SIGMOID, n, f);
        open(Curve.TANH, 2 * n, g);
        open(Curve.SIGMOID, 3 * n, o);
        double[] result = y.value().overwrite();
        double[] c = scratch[0].data();
        int size = c.length;
        System.arraycopy(before.value().data(), size, c, 0, size);
        remember(size, f.value.data(), i.value.data(), g.value.data(), c);
        kernels().apply(Curve.TANH, size, c, tanh.value.data(), tanh.slope.data());
        System.arraycopy(c, 0, result, size, size);
        kernels().product(size, o.value.data(), tanh.value.data(), scratch[1].data());
        System.arraycopy(scratch[1].data(), 0, result, 0, size);
    }

    /** Applies the curve to a gate's columns, which are copied together first, since kernels run over whole arrays. */
    private void open(Curve curve, int first, Gate gate) {
        double[] in = scratch[0].data();
        for (int k = 0; k < batch; k++) {
            System.arraycopy(gates.data(), k * 4 * n + first, in, k * n, n);
        }
        kernels().apply(curve, in.length, in, gate.value.data(), gate.slope.data());
    }

    /** c = f c + i g; every array has the same index, so that the JIT compiler uses vector instructions. */
    private static void remember(int size, double[] f, double[] i, double[] g, double[] c) {
        for (int k = 0; k < size; k++) {
            c[k] = f[k] * c[k] + i[k] * g[k];
        }
    }

    @Override
    protected void backward(Variable y) {
        double[] ofH = scratch[0].data();
        double[] ofC = scratch[1].data();
        double[] cBefore = scratch[2].data();
        int size = ofH.length;
        System.arraycopy(y.gradient().data(), 0, ofH, 0, size);
        System.arraycopy(y.gradient().data(), size, ofC, 0, size);
        System.arraycopy(before.value().data(), size, cBefore, 0, size);
        sendBack(ofH, tanh.value.data(), o, 3 * n);
        setProduct(size, ofH, o.value.data(), tanh.slope.data(), scratch[3].data());
        kernels().add(size, 1, scratch[3].data(), ofC);
        sendBack(ofC, g.value.data(), i, 0);
        sendBack(ofC, cBefore, f, n);
        sendBack(ofC, i.value.data(), g, 2 * n);
        // no other step sends gradients to these rows, so they are set, not added to
        System.arraycopy(gates.data(), 0, projected.gradient().data(), row * 4 * n, gates.size());
        kernels().add(1, gates, bias.gradient());
        View h = before.value().view().rows(0, batch);
        kernels().multiply(h.transposed(), gates.view(), u.gradient());
        if (before.needsGradient()) {
            Matrix to = before.gradient();
            kernels()
                    .multiply(
                            gates.view(),
                            u.value().view().transposed(),
                            to.view().rows(0, batch));
            System.arraycopy(to.data(), size, ofH, 0, size);
            kernels().addProduct(size, ofC, f.value.data(), ofH);
            System.arraycopy(ofH, 0, to.data(), size, size);
        }
    }

    /** Sets the gradient of a gate's columns. */
    private void sendBack(double[] gradient, double[] factor, Gate gate, int first) {
        double[] product = scratch[3].data();
        setProduct(product.length, gradient, factor, gate.slope.data(), product);
        for (int k = 0; k < batch; k++) {
            System.arraycopy(product, k * n, gates.data(), k * 4 * n + first, n);
        }
    }

    /** to = a b c. */
    private static void setProduct(int size, double[] a, double[] b, double[] c, double[] to) {
        for (int k = 0; k < size; k++) {
            to[k] = a[k] * b[k] * c[k];
        }
    }
}
