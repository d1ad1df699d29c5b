package org.fiftylayers.autodiff;

import java.util.Arrays;
import org.fiftylayers.matrix.Matrix;

/** Y = A ⊙ B entry by entry, with broadcasting. */
final class EntryProduct extends BilinearOperation {
    EntryProduct(Variable a, Variable b) {
        super(a, b);
    }

    @Override
    protected void multiply(Matrix a, Matrix b, Matrix y) {
        addProduct(a, b, y);
    }

    @Override
    protected void left(Matrix g, Matrix b, Matrix byA) {
        addProduct(g, b, byA);
    }

    @Override
    protected void right(Matrix g, Matrix a, Matrix byB) {
        addProduct(g, a, byB);
    }

    /** y += a ⊙ b: repeats what is smaller than the product, and sums the product where y is smaller. */
    private void addProduct(Matrix a, Matrix b, Matrix y) {
        int rows = Math.max(a.rows(), b.rows());
        int columns = Math.max(a.columns(), b.columns());
        if (a.size() == y.size() && b.size() == y.size()) {
            kernels().addProduct(y.size(), a.data(), b.data(), y.data());
        } else {
            Matrix product = zeros(rows, columns);
            kernels().addProduct(product.size(), spread(a, rows, columns), spread(b, rows, columns), product.data());
            Broadcast.addSums(kernels(), 1, product, y);
        }
    }

    private double[] spread(Matrix x, int rows, int columns) {
        if (x.size() == rows * columns) {
            return x.data();
        }
        Matrix y = zeros(rows, columns);
        Broadcast.add(kernels(), 1, x, y);
        return y.data();
    }

    private Matrix zeros(int rows, int columns) {
        Matrix result = buffer(rows, columns);
        Arrays.fill(result.data(), 0);
        return result;
    }
}
