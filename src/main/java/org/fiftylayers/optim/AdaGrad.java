package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * s ← s + g² and w ← w − ηg / (√s + ε): each weight has a rate of its own, which only falls, like 1/√t for a constant
 * gradient (Duchi, Hazan and Singer, 2011). ε stands outside of the root, as in the paper and PyTorch; others put it inside.
 */
public final class AdaGrad extends Optimiser {
    private final double epsilon;

    /** With ε = 10⁻¹⁰. */
    public AdaGrad(List<Parameter> parameters, double learningRate) {
        this(parameters, learningRate, 1e-10);
    }

    /** @param epsilon ε, a finite number, at least 0 */
    public AdaGrad(List<Parameter> parameters, double learningRate, double epsilon) {
        super("adaGrad", parameters, learningRate, "squares");
        this.epsilon = epsilon(epsilon);
    }

    @Override
    protected Update update(double rate, double t) {
        return (w, g, memory) -> {
            double[] s = memory[0];
            for (int i = 0; i < s.length; i++) {
                s[i] += g[i] * g[i];
            }
            descend(rate, g, s, epsilon, w);
        };
    }

    /** w ← w − ηg / (√s + ε). */
    static void descend(double rate, double[] g, double[] s, double epsilon, double[] w) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= rate * (g[i] / (Math.sqrt(s[i]) + epsilon));
        }
    }
}
