package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * Nesterov's accelerated gradient, v ← μv + g and w ← w − η(g + μv), where w stands for the point that the paper looks
 * ahead to, w + μv: so the gradient is taken where the weights are (Sutskever and others, 2013, after Nesterov, 1983). As in
 * PyTorch the learning rate stands outside of v, which differs from the paper when η changes.
 */
public final class Nesterov extends Optimiser {
    private final double momentum;

    /** @param momentum μ, in [0, 1) */
    public Nesterov(List<Parameter> parameters, double learningRate, double momentum) {
        super("nesterov", parameters, learningRate, "velocity");
        this.momentum = fraction("momentum", momentum);
    }

    @Override
    protected Update update(double rate, double t) {
        return (w, g, memory) -> {
            double[] v = memory[0];
            Momentum.accumulate(momentum, g, v);
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * (g[i] + momentum * v[i]);
            }
        };
    }
}
