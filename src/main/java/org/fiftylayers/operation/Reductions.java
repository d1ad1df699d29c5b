package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** Many entries become one: of x of m × n, {@link Axis#ROWS} leaves 1 × n, COLUMNS m × 1, ALL 1 × 1. */
public final class Reductions {
    private Reductions() {}

    /** Σ x. */
    public static Variable sum(Variable x, Axis axis) {
        Operation sum = new Operation(x) {
            @Override
            protected void forward(Variable y) {
                y.primal().addImage(this::add, x.primal());
            }

            @Override
            protected void backward(Variable y) {
                x.adjoint().addImage(this::add, y.adjoint());
            }

            private void add(Matrix from, Matrix to) {
                kernels().add(1, from, to);
            }
        };
        return sum.record(axis.rows(x.value()), axis.columns(x.value()));
    }

    /** Σ x / n. */
    public static Variable mean(Variable x, Axis axis) {
        return sum(x, axis).dividedBy(axis.count(x.value()));
    }

    /** Σ (x − mean)² / n, the biased variance. */
    public static Variable variance(Variable x, Axis axis) {
        return mean(x.minus(mean(x, axis)).square(), axis);
    }

    /** The largest entry, NaN if there is one; the gradient goes to the first largest. */
    public static Variable max(Variable x, Axis axis) {
        Matrix value = x.value();
        int rows = axis.rows(value);
        int columns = axis.columns(value);
        return new Selection(x, rows * columns, (entries, index) -> {
                    for (int k = 0; k < index.length; k++) {
                        index[k] = firstLargest(entries, axis.start(value, k), axis.step(value), axis.count(value));
                    }
                })
                .record(rows, columns);
    }

    /** ln Σ eˣ, stable for entries of any size; its gradient is the softmax. */
    public static Variable logSumExp(Variable x, Axis axis) {
        return new LogSumExp(x, axis).record(axis.rows(x.value()), axis.columns(x.value()));
    }

    private static int firstLargest(double[] x, int start, int step, int count) {
        int best = start;
        for (int i = start + step; i < start + count * step; i += step) {
            if (x[i] > x[best] || Double.isNaN(x[i])) {
                best = i;
            }
        }
        return best;
    }
}
