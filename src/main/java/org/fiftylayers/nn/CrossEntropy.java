package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Elementary;
import org.fiftylayers.matrix.Matrix;

/**
 * L = mean over rows of ln Σⱼ e^{zⱼ} − z[label]. With p = softmax(z), one-hot e and batch size n: ∂L/∂z = (p − e)/n, and
 * its derivative in direction ż is p ⊙ (ż − ⟨p, ż⟩)/n.
 */
final class CrossEntropy extends Operation {
    private final Variable logits;
    private final int[] labels;
    private final Matrix softmax;

    CrossEntropy(Variable logits, int[] labels) {
        super(logits);
        if (labels.length != logits.rows()) {
            throw new IllegalArgumentException("crossEntropy: logits are "
                    + logits.value().shape() + ", labels are " + labels.length + "; there must be one label per row");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= logits.columns()) {
                throw new IllegalArgumentException("crossEntropy: label " + i + " is " + labels[i]
                        + "; labels run from 0 to " + (logits.columns() - 1) + ", one per column of the logits");
            }
        }
        this.logits = logits;
        this.labels = labels;
        this.softmax = buffer(logits.rows(), logits.columns());
    }

    @Override
    protected void forward(Variable y) {
        double[] z = logits.value().data();
        double[] p = softmax.data();
        int columns = logits.columns();
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
                p[j] /= sum;
            }
            total += Elementary.log(sum) + (largest - z[start + labels[row]]);
        }
        y.value().data()[0] = total / labels.length;
    }

    @Override
    protected void backward(Variable y) {
        addGradient(y.gradient().data()[0], logits.gradient());
    }

    @Override
    protected void tangent(Variable y) {
        double[] direction = logits.tangent().data();
        double total = 0;
        for (int row = 0; row < labels.length; row++) {
            total += expectation(row, direction) - direction[row * logits.columns() + labels[row]];
        }
        y.tangent().data()[0] = total / labels.length;
    }

    @Override
    protected void backwardTangent(Variable y) {
        addGradient(y.gradientTangent().data()[0], logits.gradientTangent());
        if (logits.hasTangent()) {
            double[] direction = logits.tangent().data();
            double[] result = logits.gradientTangent().data();
            double factor = y.gradient().data()[0] / labels.length;
            for (int row = 0; row < labels.length; row++) {
                double mean = expectation(row, direction);
                for (int j = row * logits.columns(); j < (row + 1) * logits.columns(); j++) {
                    result[j] += factor * softmax.data()[j] * (direction[j] - mean);
                }
            }
        }
    }

    /** z += factor · (p − e)/n. */
    private void addGradient(double factor, Matrix z) {
        double share = factor / labels.length;
        kernels().add(z.size(), share, softmax.data(), z.data());
        for (int row = 0; row < labels.length; row++) {
            z.data()[row * logits.columns() + labels[row]] -= share;
        }
    }

    /** ⟨p, x⟩ in one row. */
    private double expectation(int row, double[] x) {
        double sum = 0;
        for (int j = row * logits.columns(); j < (row + 1) * logits.columns(); j++) {
            sum += softmax.data()[j] * x[j];
        }
        return sum;
    }
}
