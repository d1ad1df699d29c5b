package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;

/**
 * One function for every entry; a new one is {@code new Activation(new Curve(…))}. The constants are the {@link Curve}s of
 * the same names, whose formulas and sources are there.
 */
public record Activation(Curve curve) implements Layer {
    public static final Activation SIGMOID = new Activation(Curve.SIGMOID);
    public static final Activation TANH = new Activation(Curve.TANH);
    public static final Activation RELU = new Activation(Curve.RELU);
    public static final Activation HARD_SIGMOID = new Activation(Curve.HARD_SIGMOID);
    public static final Activation ELU = new Activation(Curve.ELU);
    public static final Activation SELU = new Activation(Curve.SELU);
    public static final Activation SOFTPLUS = new Activation(Curve.SOFTPLUS);
    public static final Activation GELU = new Activation(Curve.GELU);
    public static final Activation SILU = new Activation(Curve.SILU);
    public static final Activation IDENTITY = new Activation(Curve.IDENTITY);

    /** x where positive, a·x elsewhere. */
    public static Activation leakyRelu(double a) {
        return new Activation(Curve.leakyRelu(a));
    }

    @Override
    public Variable forward(Variable x) {
        return x.apply(curve);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public String toString() {
        return curve.symbol();
    }
}
