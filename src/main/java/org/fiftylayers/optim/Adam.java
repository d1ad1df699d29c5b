package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g² and, since both start at 0, m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ); then
 * w ← w − ηm̂ / (√v̂ + ε) (Kingma and Ba, 2015, algorithm 1). ε stands outside of the root and beside the corrected v̂, as in
 * the paper's algorithm and PyTorch; the paper's faster variant puts it beside √v.
 */
public class Adam extends Optimiser {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private boolean corrected = true;

    /** With β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸. */
    public Adam(List<Parameter> parameters, double learningRate) {
        this(parameters, learningRate, 0.9, 0.999, 1e-8);
    }

    /** @param beta1 in [0, 1), as is beta2 */
    public Adam(List<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon) {
        this("adam", parameters, learningRate, beta1, beta2, epsilon);
    }

    /** @param name what error messages and checkpoints call this optimiser */
    @SuppressWarnings("this-escape") // to checks of the superclass, which is complete
    Adam(String name, List<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon) {
        super(name, parameters, learningRate, "mean", "square");
        this.beta1 = fraction("beta1", beta1);
        this.beta2 = fraction("beta2", beta2);
        this.epsilon = epsilon(epsilon);
    }

    /** Takes m and v as they are from now on, to see what the correction is good for; returns this optimiser. */
    public final Adam withoutCorrection() {
        corrected = false;
        return this;
    }

    @Override
    protected Update update(double rate, double t) {
        double scaled = corrected ? rate / (1 - StrictMath.pow(beta1, t)) : rate;
        double root = corrected ? Math.sqrt(1 - StrictMath.pow(beta2, t)) : 1;
        return (w, g, memory) -> {
            average(beta1, g, memory[0]);
            averageSquare(beta2, g, memory[1]);
            descend(scaled, memory[0], memory[1], root, epsilon, w);
        };
    }

    /** w ← w − ηm / (√v / root + ε). */
    static void descend(double rate, double[] m, double[] v, double root, double epsilon, double[] w) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= rate * (m[i] / (Math.sqrt(v[i]) / root + epsilon));
        }
    }
}
