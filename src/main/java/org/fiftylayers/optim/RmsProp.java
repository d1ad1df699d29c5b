package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * s ← ρs + (1 − ρ)g² and w ← w − ηg / (√s + ε): the gradient divided by its recent size (Tieleman and Hinton, 2012, lecture
 * 6e, with ρ = 0.9 and no ε). ε stands outside of the root, as in PyTorch; TensorFlow had it inside. s starts at 0 and is not
 * corrected for that, so the first step is η/√(1 − ρ).
 */
public final class RmsProp extends Optimiser {
    private final double decay;
    private final double epsilon;

    /** With PyTorch's ρ = 0.99 and ε = 10⁻⁸. */
    public RmsProp(List<Parameter> parameters, double learningRate) {
        this(parameters, learningRate, 0.99, 1e-8);
    }

    /** @param decay ρ, in [0, 1) */
    public RmsProp(List<Parameter> parameters, double learningRate, double decay, double epsilon) {
        super("rmsProp", parameters, learningRate, "square");
        this.decay = fraction("decay", decay);
        this.epsilon = epsilon(epsilon);
    }

    @Override
    protected Update update(double rate, double t) {
        return (w, g, memory) -> {
            averageSquare(decay, g, memory[0]);
            AdaGrad.descend(rate, g, memory[0], epsilon, w);
        };
    }
}
