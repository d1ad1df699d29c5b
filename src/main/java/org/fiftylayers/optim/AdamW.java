package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;

/**
 * {@link Adam} with decoupled decay, w ← (1 − ηλ)w before its step, with PyTorch's λ = 0.01 unless {@link #with} sets
 * another (Loshchilov and Hutter, 2019).
 */
public final class AdamW extends Adam {
    /** With β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸. */
    public AdamW(List<Parameter> parameters, double learningRate) {
        super("adamw", parameters, learningRate, 0.9, 0.999, 1e-8);
        with(Decay.decoupled(0.01));
    }
}
