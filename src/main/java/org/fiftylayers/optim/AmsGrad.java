package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * {@link Adam} that never forgets the largest v, u ← max(u, v) and w ← w − ηm̂ / (√û + ε), so that rates per weight do not
 * rise again (Reddi, Kale and Kumar, 2018). The paper has no correction for the start at 0; as in PyTorch the largest v is
 * taken before it, û = u/(1 − β₂ᵗ).
 */
public final class AmsGrad extends Optimiser {
    private final double beta1;
    private final double beta2;
    private final double epsilon;

    /** With β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸. */
    public AmsGrad(List<Parameter> parameters, double learningRate) {
        this(parameters, learningRate, 0.9, 0.999, 1e-8);
    }

    /** @param beta1 in [0, 1), as is beta2 */
    public AmsGrad(List<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon) {
        super("amsGrad", parameters, learningRate, "mean", "square", "largestSquare");
        this.beta1 = fraction("beta1", beta1);
        this.beta2 = fraction("beta2", beta2);
        this.epsilon = epsilon(epsilon);
    }

    @Override
    protected Update update(double rate, double t) {
        double scaled = rate / (1 - StrictMath.pow(beta1, t));
        double root = Math.sqrt(1 - StrictMath.pow(beta2, t));
        return (w, g, memory) -> {
            average(beta1, g, memory[0]);
            averageSquare(beta2, g, memory[1]);
            keepLarger(memory[1], memory[2]);
            Adam.descend(scaled, memory[0], memory[2], root, epsilon, w);
        };
    }

    private static void keepLarger(double[] v, double[] u) {
        for (int i = 0; i < u.length; i++) {
            u[i] = Math.max(u[i], v[i]);
        }
    }
}
