package org.fiftylayers.operation;

import java.util.function.DoubleBinaryOperator;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Broadcast;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The smaller or the larger of two, entry by entry; a row, a column or a number stands for as many as the other has. The
 * gradient goes to the one that is chosen, and to the first where both are equal.
 */
public final class Choices {
    private Choices() {}

    public static Variable min(Variable a, Variable b) {
        return choice("min", a, b, (p, q) -> q < p ? 0 : 1);
    }

    public static Variable max(Variable a, Variable b) {
        return choice("max", a, b, (p, q) -> q > p ? 0 : 1);
    }

    /** @param first 1 where the first number is chosen, 0 where the second is */
    private static Variable choice(String name, Variable a, Variable b, DoubleBinaryOperator first) {
        int rows = Broadcast.rows(name, a.value(), b.value());
        int columns = Broadcast.columns(name, a.value(), b.value());
        Operation choice = new Operation(a, b) {
            private final Matrix fromA = buffer(rows, columns).value();
            private final Matrix fromB = buffer(rows, columns).value();

            @Override
            protected void forward(Variable y) {
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        double p = entry(a.value(), i, j);
                        double q = entry(b.value(), i, j);
                        double chosen = first.applyAsDouble(p, q);
                        int k = i * columns + j;
                        fromA.data()[k] = chosen;
                        fromB.data()[k] = 1 - chosen;
                        // NaN in either makes the result NaN
                        y.value().data()[k] = Double.isNaN(q) ? q : chosen == 1 ? p : q;
                    }
                }
                addTangent(fromA, a.primal().tangent(), y);
                addTangent(fromB, b.primal().tangent(), y);
            }

            private void addTangent(Matrix share, @Nullable Matrix direction, Variable y) {
                if (direction != null) {
                    kernels().addProduct(share, direction, y.tangent());
                }
            }

            @Override
            protected void backward(Variable y) {
                addGradient(fromA, a, y);
                addGradient(fromB, b, y);
            }

            private void addGradient(Matrix share, Variable to, Variable y) {
                if (to.needsGradient()) {
                    to.adjoint().addProduct(kernels()::addProduct, new Dual(share, null), y.adjoint());
                }
            }
        };
        return choice.record(rows, columns);
    }

    private static double entry(Matrix x, int i, int j) {
        return x.data()[(x.rows() == 1 ? 0 : i * x.columns()) + (x.columns() == 1 ? 0 : j)];
    }
}
