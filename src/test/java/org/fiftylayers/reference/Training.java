package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.optim.Optimiser;

/** Ten steps of training from the weights of a row; each loss and all weights in the end must be PyTorch's. */
record Training(Optimiser optimiser, BiFunction<Tape, JsonNode, Variable> loss, LongConsumer beforeStep) {
    /** Training with the loss as a function of the row's data. */
    Training(Optimiser optimiser, BiFunction<Tape, JsonNode, Variable> loss) {
        this(optimiser, loss, step -> {});
    }

    void check(JsonNode row) {
        List<Parameter> parameters = optimiser.parameters();
        Map<String, Matrix> initial = References.matrices(row.get("parameters"));
        assertThat(parameters).extracting(Parameter::name).containsExactlyInAnyOrderElementsOf(initial.keySet());
        parameters.forEach(parameter -> Evaluation.copy(initial.get(parameter.name()), parameter));
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
        Map<String, Matrix> trained = References.matrices(row.get("trained"));
        parameters.forEach(parameter ->
                References.requireAgreement(parameter.name(), parameter.value(), trained.get(parameter.name())));
    }
}
