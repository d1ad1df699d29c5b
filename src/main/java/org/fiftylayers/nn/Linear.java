package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/** y = x W + b for a batch x of batch × in, with W of in × out and b, zero at first, of 1 × out. */
public final class Linear implements Layer, Fused {
    private final Parameter weight;
    private final Parameter bias;

    /** @param name the prefix of the parameters' names, {@code name.weight} and {@code name.bias} */
    public Linear(String name, int in, int out, Initialiser initialiser, Generator generator) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException(
                    "linear " + name + ": in is " + in + ", out is " + out + "; both must be at least 1");
        }
        weight = new Parameter(name + ".weight", initialiser.draw(in, out, generator));
        bias = new Parameter(name + ".bias", Matrix.zeros(1, out));
    }

    @Override
    public Variable forward(Variable x) {
        return Dense.of(x, weight, bias, null);
    }

    @Override
    public boolean takes(Activation next) {
        return true;
    }

    @Override
    public Variable forward(Variable x, Activation next) {
        return Dense.of(x, weight, bias, next.curve());
    }

    /** Weight, then bias. */
    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    /** W, of in × out. */
    public Parameter weight() {
        return weight;
    }

    /** b, of 1 × out. */
    public Parameter bias() {
        return bias;
    }

    @Override
    public String toString() {
        return "Linear " + weight.value().shape();
    }
}
