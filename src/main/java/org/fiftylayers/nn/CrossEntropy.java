package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Dual;
import org.fiftylayers.matrix.Elementary;
import org.fiftylayers.matrix.Matrix;

/**
 * L = mean over rows of ln Σⱼ e^{zⱼ} − z[label]. With p = softmax(z), one-hot e and batch size n: ∂L/∂z = (p − e)/n, and
 * in direction ż, L̇ = ⟨(p − e)/n, ż⟩ and ṗ = p ⊙ (ż − ⟨p, ż⟩).
 */
final class CrossEntropy extends Operation {
    private final Variable logits;
    private final int[] labels;
    private final int columns;
    /** (p − e)/n. */
    private final Dual slope;

    CrossEntropy(Variable logits, int[] labels) {
        super(logits);
        this.logits = logits;
        this.labels = labels;
        this.columns = logits.columns();
        if (labels.length != logits.rows()) {
            throw new IllegalArgumentException("crossEntropy: logits are "
                    + logits.value().shape() + ", labels are " + labels.length + "; there must be one label per row");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= columns) {
                throw new IllegalArgumentException("crossEntropy: label " + i + " is " + labels[i]
                        + "; labels run from 0 to " + (columns - 1) + ", one per column of the logits");
            }
        }
        slope = buffer(logits.rows(), columns).cleared();
    }

    @Override
    protected void forward(Variable y) {
        double[] z = logits.value().data();
        double[] p = slope.value().overwrite();
        double total = 0;
        for (int row = 0; row < labels.length; row++) {
            int start = row * columns;
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = start; j < start + columns; j++) {
                largest = Math.max(largest, z[j]);
            }
            for (int j = start; j < start + columns; j++) {
                p[j] = Elementary.exp(z[j] - largest);
            }
            double sum = kernels().sum(columns, p, start);
            for (int j = start; j < start + columns; j++) {
                p[j] /= sum * labels.length;
            }
            total += Elementary.log(sum) + (largest - z[start + labels[row]]);
        }
        y.value().data()[0] = total / labels.length;
        Matrix direction = logits.primal().tangent();
        Matrix moved = slope.tangent();
        if (direction != null && moved != null) {
            y.tangent().data()[0] = move(direction.data(), moved.data());
        }
        for (int row = 0; row < labels.length; row++) {
            p[row * columns + labels[row]] -= 1.0 / labels.length;
        }
    }

    /** Sets ṗ/n, and gives L̇. */
    private double move(double[] direction, double[] moved) {
        double[] p = slope.value().data();
        double total = 0;
        for (int row = 0; row < labels.length; row++) {
            int start = row * columns;
            double mean = labels.length * kernels().dot(columns, p, start, direction, start);
            for (int j = start; j < start + columns; j++) {
                moved[j] = p[j] * (direction[j] - mean);
            }
            total += mean - direction[start + labels[row]];
        }
        return total / labels.length;
    }

    @Override
    protected void backward(Variable y) {
        logits.adjoint().addProduct(kernels()::addProduct, slope, y.adjoint());
    }
}
