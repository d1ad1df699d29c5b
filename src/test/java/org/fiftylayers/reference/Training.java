package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.State;
import org.fiftylayers.optim.Optimiser;

/** Ten steps of training from the weights of a row; each loss and all weights in the end must be PyTorch's. */
record Training(
        Map<String, Matrix> state,
        Optimiser optimiser,
        BiFunction<Tape, JsonNode, Variable> loss,
        LongConsumer beforeStep) {
    /** With the loss as a function of the row's data. */
    Training(Map<String, Matrix> state, Optimiser optimiser, BiFunction<Tape, JsonNode, Variable> loss) {
        this(state, optimiser, loss, step -> {});
    }

    void check(JsonNode row) {
        State.load("the row", state, References.matrices(row.get("initial")));
        double[] expected = References.numbers(row.get("losses"));
        double[] losses = new double[expected.length];
        Tape tape = new Tape();
        for (int step = 0; step < losses.length; step++) {
            tape.reset();
            optimiser.zeroGradients();
            Variable result = loss.apply(tape, row.get("data"));
            result.backward();
            beforeStep.accept(step);
            optimiser.step();
            losses[step] = result.number();
        }
        References.requireAgreement("losses", losses, expected);
        assertThat(expected[expected.length - 1]).as("the loss falls").isLessThan(expected[0]);
        References.matrices(row.get("trained"))
                .forEach((name, value) -> References.requireAgreement(name, state.get(name), value));
    }
}
