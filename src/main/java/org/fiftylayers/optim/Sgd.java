package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.PlainKernels;

/** Gradient descent, w ← w − η ∂L/∂w; stochastic if the gradient comes from a part of the data (Robbins and Monro, 1951). */
public final class Sgd {
    private final List<Parameter> parameters;
    private final double learningRate;
    private final Kernels kernels = new PlainKernels();

    public Sgd(List<Parameter> parameters, double learningRate) {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "sgd: learning rate is " + learningRate + "; it must be a finite number, at least 0");
        }
        this.parameters = List.copyOf(parameters);
        this.learningRate = learningRate;
    }

    /** Moves every parameter against its gradient. */
    public void step() {
        for (Parameter parameter : parameters) {
            kernels.add(
                    parameter.value().size(),
                    -learningRate,
                    parameter.gradient().data(),
                    parameter.value().data());
        }
    }

    /** Sets all gradients to 0, to be called once per step, before backward. */
    public void zeroGradients() {
        parameters.forEach(Parameter::zeroGradient);
    }
}
