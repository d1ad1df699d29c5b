package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.Matrix;

/** Scores become probabilities, row by row and for scores of any size (Bridle, 1990). */
public final class Softmax {
    private Softmax() {}

    /** p = eˣ / Σ eˣ within each row, with ∂L/∂x = p ⊙ (g − ⟨p, g⟩). */
    public static Variable softmax(Variable x) {
        Operation softmax = new Operation(x) {
            private final Dual product = buffer(x.rows(), 1);
            private final Dual centred = buffer(x.rows(), x.columns());

            @Override
            protected void forward(Variable y) {
                for (int row = 0; row < x.rows(); row++) {
                    LogSumExp.normalise(x.value(), Axis.COLUMNS, row, y.value().data());
                }
                Matrix direction = x.primal().tangent();
                if (direction != null) {
                    project(new Dual(y.value(), null), new Dual(direction, null), new Dual(y.tangent(), null));
                }
            }

            @Override
            protected void backward(Variable y) {
                project(y.primal(), y.adjoint(), x.adjoint());
            }

            /** to += p ⊙ (v − ⟨p, v⟩). */
            private void project(Dual p, Dual v, Dual to) {
                product.cleared().addProduct(kernels()::addProduct, p, v);
                centred.cleared().addImage((from, t) -> kernels().add(1, from, t), v);
                centred.addImage((from, t) -> kernels().add(-1, from, t), product);
                to.addProduct(kernels()::addProduct, p, centred);
            }
        };
        return softmax.record(x.rows(), x.columns());
    }

    /** x − ln Σ eˣ within each row: the logarithm of {@link #softmax} also where that underflows. */
    public static Variable logSoftmax(Variable x) {
        Variable shifted = new Operation(x) {
            @Override
            protected void forward(Variable y) {
                y.primal().addImage((from, to) -> kernels().add(1, from, to), x.primal());
                subtractLargest(y.value());
            }

            @Override
            protected void backward(Variable y) {
                // what is subtracted changes nothing in the end, and so counts as a constant
                x.adjoint().addImage((from, to) -> kernels().add(1, from, to), y.adjoint());
            }
        }.record(x.rows(), x.columns());
        return shifted.minus(Reductions.logSumExp(shifted, Axis.COLUMNS));
    }

    private static void subtractLargest(Matrix x) {
        double[] entries = x.data();
        int n = x.columns();
        for (int start = 0; start < entries.length; start += n) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = start; j < start + n; j++) {
                largest = Math.max(largest, entries[j]);
            }
            for (int j = start; j < start + n; j++) {
                entries[j] -= largest;
            }
        }
    }
}
