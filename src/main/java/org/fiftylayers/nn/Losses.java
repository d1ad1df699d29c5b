package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;

/** What a prediction is judged by, as 1×1 variables. */
public final class Losses {
    private Losses() {}

    /** The mean of (p − t)² over all entries. */
    public static Variable squaredError(Variable prediction, Matrix target) {
        requireTarget("squaredError", prediction, target);
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

    /**
     * The mean over all entries of −t ln σ(z) − (1 − t) ln σ(−z), for logits z: stable and with all digits for logits of any
     * size, and with the gradient (σ(z) − t) / entries.
     *
     * @param target t of the logits' shape, each from 0 to 1
     */
    public static Variable binaryCrossEntropy(Variable logits, Matrix target) {
        logits.value().requireShapeOf("binaryCrossEntropy: target", target);
        for (int i = 0; i < target.size(); i++) {
            double t = target.data()[i];
            if (!(t >= 0 && t <= 1)) {
                throw new IllegalArgumentException("binaryCrossEntropy: target at row " + i / target.columns()
                        + ", column " + i % target.columns() + " is " + t + "; targets run from 0 to 1");
            }
        }
        // −ln σ(z) is softplus(−z); one softplus less would do, but where the loss is small only this keeps its digits
        Variable t = logits.tape().constant(target);
        Variable one = logits.negated().softplus().times(t);
        Variable other = logits.softplus().times(t.negated().plus(1));
        return one.plus(other).mean();
    }

    /**
     * The mean over all entries of ½r² where |r| ≤ δ, δ(|r| − ½δ) beyond, for r = p − t: no entry's gradient is larger than
     * δ / entries (Huber, 1964).
     *
     * @param delta δ, above 0
     */
    public static Variable huber(Variable prediction, Matrix target, double delta) {
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("huber: delta is " + delta + "; it must be a finite number above 0");
        }
        requireTarget("huber", prediction, target);
        Curve huber = new Curve(
                "huber",
                delta,
                r -> Math.abs(r) <= delta ? 0.5 * r * r : delta * (Math.abs(r) - 0.5 * delta),
                (r, y) -> Math.max(-delta, Math.min(r, delta)),
                (r, y) -> Math.abs(r) <= delta ? 1 : 0);
        return prediction.minus(prediction.tape().constant(target)).apply(huber).mean();
    }

    private static void requireTarget(String loss, Variable prediction, Matrix target) {
        prediction.value().requireShapeOf(loss + ": target", target);
        for (int i = 0; i < target.size(); i++) {
            if (Double.isNaN(target.data()[i])) {
                throw new IllegalArgumentException(loss + ": target at row " + i / target.columns() + ", column "
                        + i % target.columns() + " is NaN; targets must be numbers");
            }
        }
    }
}
