package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * Layer normalisation, y = γ (x − μ)/√(σ² + ε) + β, with mean μ and biased variance σ² over the features of each row, so that
 * no row depends on the rest of the batch; ε = 10⁻⁵ (Ba, Kiros and Hinton, 2016). Training and evaluation are the same.
 */
public final class LayerNorm implements Layer {
    private static final double EPSILON = 1e-5;

    private final Parameter gain;
    private final Parameter shift;
    /** A column of 1/features: a row times it is the row's mean. */
    private final Matrix average;

    /** @param name the prefix of the parameters' names, {@code name.gain} and {@code name.shift} */
    public LayerNorm(String name, int features) {
        if (features < 1) {
            throw new IllegalArgumentException(
                    "layerNorm " + name + ": features are " + features + "; there must be at least 1");
        }
        gain = new Parameter(name + ".gain", Matrix.filled(1, features, 1));
        shift = new Parameter(name + ".shift", Matrix.zeros(1, features));
        average = Matrix.filled(features, 1, 1.0 / features);
    }

    @Override
    public Variable forward(Variable x) {
        if (x.columns() != average.rows()) {
            throw new IllegalArgumentException("layerNorm: input is "
                    + x.value().shape() + "; it must have " + average.rows() + " columns, as " + gain);
        }
        Variable means = x.tape().constant(average);
        Variable centred = x.minus(x.matmul(means));
        Variable variance = centred.square().matmul(means);
        Variable normalised = centred.dividedBy(variance.plus(EPSILON).sqrt());
        return normalised.times(x.tape().use(gain)).plus(shift);
    }

    /** Gain γ, 1 at first, then shift β, 0 at first; each 1 × features. */
    @Override
    public List<Parameter> parameters() {
        return List.of(gain, shift);
    }

    @Override
    public String toString() {
        return "LayerNorm " + average.rows();
    }
}
