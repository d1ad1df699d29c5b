package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/** Gradient descent, w ← w − η ∂L/∂w; stochastic if the gradient comes from a part of the data (Robbins and Monro, 1951). */
public final class Sgd extends Optimiser {
    /** @param learningRate η, a finite number, at least 0 */
    public Sgd(List<Parameter> parameters, double learningRate) {
        super("sgd", parameters, learningRate);
    }

    @Override
    protected Update update(double rate, double t) {
        return (w, g, memory) -> descend(rate, g, w);
    }

    /** w ← w − η d. */
    static void descend(double rate, double[] d, double[] w) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= rate * d[i];
        }
    }
}
