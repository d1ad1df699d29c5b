package org.fiftylayers.probe;

import java.util.List;
import java.util.function.Function;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Layer;

/**
 * What went through one part of a network.
 *
 * @param in at each time step, which in most networks is one
 * @param out as many
 */
record Passage(int layer, Layer part, List<Variable> in, List<Variable> out) {
    /** What the parameters are called; what is made of layers only combines them, and says how. */
    String name() {
        if (!part.layers().isEmpty()) {
            return part.getClass().getSimpleName();
        }
        if (part.parameters().isEmpty()) {
            return part.toString();
        }
        String name = part.parameters().get(0).name();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    LayerReading reading() {
        Matrix output = stacked(out, Variable::value);
        Matrix gradient = stacked(out, y -> y.needsGradient() ? y.gradient() : Matrix.zeros(y.rows(), y.columns()));
        Slopes slopes = part instanceof Activation activation
                ? Slopes.of(activation.curve(), stacked(in, Variable::value), output)
                : Slopes.NONE;
        return new LayerReading(
                layer,
                name(),
                output.columns(),
                Statistics.of(output),
                Statistics.ofSizes(gradient),
                slopes.saturated(),
                slopes.dead());
    }

    /** The derivatives of the outputs in the direction of the tangents. */
    Matrix tangent() {
        return stacked(out, Variable::tangent);
    }

    /** The rows of all time steps, one below the other. */
    private static Matrix stacked(List<Variable> steps, Function<Variable, Matrix> which) {
        if (steps.size() == 1) {
            return which.apply(steps.get(0));
        }
        int rows = steps.get(0).rows();
        Matrix all = Matrix.zeros(rows * steps.size(), steps.get(0).columns());
        for (int t = 0; t < steps.size(); t++) {
            Matrix one = which.apply(steps.get(t));
            System.arraycopy(one.data(), 0, all.data(), t * one.size(), one.size());
        }
        return all;
    }
}
