package org.fiftylayers.nn;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.operation.Shapes;

/**
 * A recurrent layer among others: each row of a batch is a whole sequence, time step after time step, and what comes out is
 * the hidden state after the last one, batch × hidden.
 *
 * @param features the columns of one time step
 */
public record LastHidden(Recurrent recurrent, int features) implements Layer {
    public LastHidden {
        if (features < 1) {
            throw new IllegalArgumentException("lastHidden: features are " + features + "; there must be at least 1");
        }
    }

    @Override
    public Variable forward(Variable x) {
        return recurrent.forward(steps(x)).last();
    }

    @Override
    public Variable forwardWith(Variable x, BiFunction<Layer, Variable, Variable> run) {
        return recurrent.forwardWith(steps(x), run).last();
    }

    private List<Variable> steps(Variable x) {
        if (x.columns() % features != 0) {
            throw new IllegalArgumentException(
                    "lastHidden: input is " + x.value().shape() + "; its columns must be"
                            + " time steps times features, and so a multiple of " + features);
        }
        return IntStream.range(0, x.columns() / features)
                .mapToObj(t -> Shapes.columns(x, t * features, (t + 1) * features))
                .toList();
    }

    @Override
    public List<Parameter> parameters() {
        return recurrent.parameters();
    }

    @Override
    public Map<String, Matrix> state() {
        return recurrent.state();
    }
}
