package org.fiftylayers.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.nn.State;
import org.fiftylayers.optim.Optimiser;

/** Ten steps of training from the weights of a row. */
record Training(
        Map<String, Matrix> state,
        Optimiser optimiser,
        BiFunction<Tape, JsonNode, Variable> loss,
        LongConsumer beforeStep) {
    private static final int STEPS = 10;

    /** With the loss as a function of the row's data. */
    Training(Map<String, Matrix> state, Optimiser optimiser, BiFunction<Tape, JsonNode, Variable> loss) {
        this(state, optimiser, loss, step -> {});
    }

    /** Each loss, and all that is learnt and remembered in the end. */
    Map<String, Matrix> results(JsonNode row, Tape tape, Precision precision) {
        State.load("the row", state, References.matrices(row.get("initial")));
        optimiser
                .parameters()
                .forEach(parameter -> precision.round(parameter.value().data()));
        optimiser.roundedTo(precision);
        double[] losses = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            tape.reset();
            optimiser.zeroGradients();
            Variable result = loss.apply(tape, row.get("data"));
            result.backward();
            beforeStep.accept(step);
            optimiser.step();
            losses[step] = result.number();
        }
        Map<String, Matrix> results = new LinkedHashMap<>(Map.of("losses", Matrix.row(losses)));
        results.putAll(state);
        return results;
    }
}
