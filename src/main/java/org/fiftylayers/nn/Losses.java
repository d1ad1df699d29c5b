package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** What a prediction is judged by, as 1×1 variables. */
public final class Losses {
    private Losses() {}

    /** The mean of (p − t)² over all entries. */
    public static Variable squaredError(Variable prediction, Matrix target) {
        prediction.value().requireShapeOf("squaredError: target", target);
        return prediction.minus(prediction.tape().constant(target)).square().mean();
    }

    /**
     * The mean over the batch of −ln softmax(z)[label], for logits z of batch × classes: stable for logits of any size,
     * and with the exact gradient (softmax(z) − one-hot) / batch (Bridle, 1990).
     *
     * @param labels one class per row, from 0; not copied
     */
    public static Variable crossEntropy(Variable logits, int[] labels) {
        return new CrossEntropy(logits, labels).record(1, 1);
    }
}
