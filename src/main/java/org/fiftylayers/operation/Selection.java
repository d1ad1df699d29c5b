package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** y[k] = x[index[k]], where the entries of x may decide which ones are taken; each gradient goes where its value was. */
final class Selection extends Operation {
    /** Writes down which entries are taken. */
    interface Choice {
        void choose(double[] x, double[] index);
    }

    private final Variable x;
    /** Whole numbers as doubles, so that they can lie in a tape's buffer. */
    private final double[] index;

    Selection(Variable x, int count, Choice choice) {
        super(x);
        this.x = x;
        this.index = buffer(1, count).value().data();
        choice.choose(x.value().data(), index);
    }

    @Override
    protected void forward(Variable y) {
        y.primal().addImage(this::take, x.primal());
    }

    @Override
    protected void backward(Variable y) {
        x.adjoint().addImage(this::put, y.adjoint());
    }

    private void take(Matrix from, Matrix to) {
        for (int k = 0; k < index.length; k++) {
            to.data()[k] += from.data()[(int) index[k]];
        }
    }

    private void put(Matrix from, Matrix to) {
        for (int k = 0; k < index.length; k++) {
            to.data()[(int) index[k]] += from.data()[k];
        }
    }
}
