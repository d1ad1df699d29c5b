package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/**
 * In training, each entry is dropped with probability p, and divided by 1 − p otherwise, so that its mean stays; in
 * evaluation nothing happens (Srivastava and others, 2014; "inverted"). Every forward pass draws a new mask.
 */
public final class Dropout implements Layer {
    private final double p;
    private final Generator generator;
    private boolean training = true;

    /** @param p the probability of being dropped, at least 0, below 1 */
    public Dropout(double p, Generator generator) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("dropout: p is " + p + "; it must be at least 0 and below 1");
        }
        this.p = p;
        this.generator = generator;
    }

    @Override
    public Variable forward(Variable x) {
        return training ? new Masked(x).record(x.rows(), x.columns()) : x;
    }

    /** y = x ⊙ mask. */
    private final class Masked extends Operation {
        private final Variable x;
        private final Matrix mask;

        Masked(Variable x) {
            super(x);
            this.x = x;
            this.mask = buffer(x.rows(), x.columns()).value();
        }

        @Override
        protected void forward(Variable y) {
            for (int i = 0; i < mask.size(); i++) {
                mask.data()[i] = generator.uniform() < p ? 0 : 1 / (1 - p);
            }
            y.primal().addImage(this::multiply, x.primal());
        }

        @Override
        protected void backward(Variable y) {
            if (x.needsGradient()) {
                x.adjoint().addImage(this::multiply, y.adjoint());
            }
        }

        private void multiply(Matrix from, Matrix to) {
            kernels().addProduct(from, mask, to);
        }
    }

    @Override
    public void setTraining(boolean training) {
        this.training = training;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public String toString() {
        return "Dropout " + p;
    }
}
