package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * The heavy ball, v ← μv + g and w ← w − ηv (Polyak, 1964): a constant gradient is followed 1/(1 − μ) times as fast. As in
 * PyTorch the learning rate stands outside of v; Sutskever and others (2013) keep ηv, which differs when η changes.
 */
public final class Momentum extends Optimiser {
    private final double momentum;

    /** @param momentum μ, in [0, 1) */
    public Momentum(List<Parameter> parameters, double learningRate, double momentum) {
        super("momentum", parameters, learningRate, "velocity");
        this.momentum = fraction("momentum", momentum);
    }

    @Override
    protected Update update(double rate, double t) {
        return (w, g, memory) -> {
            accumulate(momentum, g, memory[0]);
            Sgd.descend(rate, memory[0], w);
        };
    }

    /** v ← μv + g. */
    static void accumulate(double momentum, double[] g, double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = momentum * v[i] + g[i];
        }
    }
}
