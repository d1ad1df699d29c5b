package org.fiftylayers.training;

import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;

/** How often a model is right: a row's largest output, the first of equals, is to be the one of its label. */
public final class Accuracy {
    private static final int ROWS_AT_ONCE = 256;

    private Accuracy() {}

    /** The share of examples that the model, which is left in evaluation mode, puts into their class. */
    public static double of(Layer model, Dataset data) {
        model.setTraining(false);
        Tape tape = new Tape();
        int correct = 0;
        for (int from = 0; from < data.size(); from += ROWS_AT_ONCE) {
            Dataset part = data.rows(from, Math.min(from + ROWS_AT_ONCE, data.size()));
            tape.reset();
            correct += correct(model.forward(tape.constant(part.inputs())).value(), part.labels());
        }
        return (double) correct / data.size();
    }

    static int correct(Matrix outputs, int[] labels) {
        double[] y = outputs.data();
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            int start = i * outputs.columns();
            int largest = start;
            for (int j = start + 1; j < start + outputs.columns(); j++) {
                largest = y[j] > y[largest] ? j : largest;
            }
            correct += largest == start + labels[i] ? 1 : 0;
        }
        return correct;
    }
}
