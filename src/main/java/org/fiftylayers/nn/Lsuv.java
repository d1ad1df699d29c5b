package org.fiftylayers.nn;

import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/**
 * Layer-sequential unit variance (Mishkin and Matas, 2016): weights start orthogonal, then, from the first layer to the last,
 * each weight is divided by the deviation of its layer's outputs for a batch, until their variance is 1.
 */
public final class Lsuv {
    private static final double TOLERANCE = 1e-3;
    private static final int TRIALS = 10;

    private final Generator generator;

    private Lsuv(Generator generator) {
        this.generator = generator;
    }

    /**
     * Overwrites every {@code weight} of the model: of layers in a row, also inside of residual bodies.
     *
     * @param batch inputs, as large a batch as in training
     * @throws IllegalStateException if the outputs of a layer do not vary, or never get variance 1
     */
    public static void apply(Sequential model, Matrix batch, Generator generator) {
        new Lsuv(generator).initialise(model, batch);
    }

    private Matrix initialise(Layer layer, Matrix input) {
        if (layer instanceof Sequential sequential) {
            Matrix x = input;
            for (Layer inner : sequential.layers()) {
                x = initialise(inner, x);
            }
            return x;
        }
        if (layer instanceof Residual residual) {
            initialise(residual.body(), input);
            return output(layer, input);
        }
        for (Parameter parameter : layer.parameters()) {
            if (parameter.name().endsWith(".weight")) {
                return normalise(layer, parameter, input);
            }
        }
        return output(layer, input);
    }

    private Matrix normalise(Layer layer, Parameter weight, Matrix input) {
        Matrix value = weight.value();
        set(value, Initialiser.orthogonal().draw(value.rows(), value.columns(), generator));
        Matrix y = output(layer, input);
        double variance = variance(y);
        for (int trial = 0; !(Math.abs(variance - 1) < TOLERANCE); trial++) {
            if (!(variance > 0 && variance < Double.POSITIVE_INFINITY) || trial == TRIALS) {
                throw new IllegalStateException("lsuv: outputs with " + weight.name() + " have variance " + variance
                        + " after " + trial + " steps; it must be above 0 and reach 1");
            }
            set(value, value.dividedBy(Math.sqrt(variance)));
            y = output(layer, input);
            variance = variance(y);
        }
        return y;
    }

    private static Matrix output(Layer layer, Matrix input) {
        Variable y = layer.forward(new Tape().constant(input));
        return y.value();
    }

    private static double variance(Matrix y) {
        return y.minus(y.mean()).square().mean();
    }

    private static void set(Matrix to, Matrix from) {
        System.arraycopy(from.data(), 0, to.data(), 0, to.size());
    }
}
