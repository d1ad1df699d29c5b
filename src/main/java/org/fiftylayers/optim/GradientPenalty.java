package org.fiftylayers.optim;

import java.util.List;
import java.util.function.Function;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * Trains J + λ‖∂J/∂W‖², which prefers flat minima: with g = ∂J/∂W and the Hessian H its gradient is g + 2λHg (double
 * backpropagation; Drucker and Le Cun, 1992). H is never formed: a second pass takes g as the direction of its tangents, and
 * the derivative of the gradient in that direction is Hg, exactly (Pearlmutter, 1994).
 */
public final class GradientPenalty {
    private final List<Parameter> parameters;
    private final double strength;
    private final List<Matrix> directions;
    private final Tape first = new Tape();
    private final Tape second = Tape.withTangents();

    /** @param strength λ, finite */
    public GradientPenalty(List<Parameter> parameters, double strength) {
        if (!(Math.abs(strength) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("gradient penalty: strength is " + strength + "; it must be finite");
        }
        this.parameters = List.copyOf(parameters);
        this.strength = strength;
        this.directions = parameters.stream()
                .map(parameter ->
                        Matrix.zeros(parameter.value().rows(), parameter.value().columns()))
                .toList();
    }

    /**
     * Replaces the gradients of all parameters by those of J + λ‖∂J/∂W‖², ready for a step, and gives ‖∂J/∂W‖².
     *
     * @param loss J on a given tape; it runs twice and must be the same function both times, so without dropout
     */
    public double backward(Function<Tape, Variable> loss) {
        run(first, loss);
        double squares = 0;
        for (int i = 0; i < directions.size(); i++) {
            Matrix gradient = parameters.get(i).gradient();
            System.arraycopy(gradient.data(), 0, directions.get(i).data(), 0, gradient.size());
            parameters.get(i).setTangent(directions.get(i));
            double norm = gradient.norm();
            squares += norm * norm;
        }
        try {
            run(second, loss);
        } finally {
            parameters.forEach(parameter -> parameter.setTangent(null));
        }
        for (Parameter parameter : parameters) {
            double[] g = parameter.gradient().data();
            double[] hg = parameter.gradientTangent().data();
            for (int i = 0; i < g.length; i++) {
                g[i] += 2 * strength * hg[i];
            }
        }
        return squares;
    }

    private void run(Tape tape, Function<Tape, Variable> loss) {
        tape.reset();
        parameters.forEach(Parameter::zeroGradient);
        loss.apply(tape).backward();
    }
}
