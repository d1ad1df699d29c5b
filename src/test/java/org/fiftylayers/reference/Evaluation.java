package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;

/** One function at the inputs of a row; its derivatives must be those of the row, on tapes with tangents and without. */
final class Evaluation {
    private final JsonNode row;
    private final Tape tape;
    private final Map<String, Matrix> directions;
    /** Inputs and parameters by their names. */
    private final Map<String, Variable> leaves = new LinkedHashMap<>();

    private Evaluation(JsonNode row, Tape tape) {
        this.row = row;
        this.tape = tape;
        this.directions = References.matrices(row.get("directions"));
    }

    /** Checks an operation on the inputs in their order. */
    static void checkOperation(JsonNode row, Function<Variable[], Variable> operation) {
        for (Tape tape : List.of(new Tape(), Tape.withTangents())) {
            Evaluation evaluation = new Evaluation(row, tape);
            References.matrices(row.get("inputs")).forEach(evaluation::addVariable);
            evaluation.checkDerivatives(
                    operation.apply(evaluation.leaves.values().toArray(Variable[]::new)));
        }
    }

    /** Checks a layer, a new one for each tape, on the input x; the other inputs are its parameters. */
    static void checkLayer(JsonNode row, Supplier<Layer> maker) {
        for (Tape tape : List.of(new Tape(), Tape.withTangents())) {
            Evaluation evaluation = new Evaluation(row, tape);
            Layer layer = maker.get();
            Map<String, Matrix> inputs = References.matrices(row.get("inputs"));
            evaluation.addVariable("x", inputs.remove("x"));
            assertThat(layer.parameters())
                    .extracting(Parameter::name)
                    .containsExactlyInAnyOrderElementsOf(inputs.keySet());
            for (Parameter parameter : layer.parameters()) {
                evaluation.addParameter(parameter, inputs.get(parameter.name()));
            }
            Map<String, Matrix> state = new LinkedHashMap<>(layer.state());
            state.keySet().removeAll(inputs.keySet());
            if (row.has("before")) {
                References.matrices(row.get("before")).forEach((name, value) -> copy(name, value, state.get(name)));
            }
            evaluation.checkDerivatives(layer.forward(evaluation.leaves.get("x")));
            if (row.has("after")) {
                References.matrices(row.get("after"))
                        .forEach((name, value) -> References.requireAgreement(name, state.remove(name), value));
            }
            assertThat(state).as("state that PyTorch does not have").isEmpty();
        }
    }

    private void addVariable(String name, Matrix value) {
        boolean tangents = !tape.fuses();
        leaves.put(name, tangents ? tape.variable(value, directions.get(name)) : tape.variable(value));
    }

    private void addParameter(Parameter parameter, Matrix value) {
        copy(parameter.name(), value, parameter.value());
        parameter.setTangent(directions.get(parameter.name()));
        leaves.put(parameter.name(), tape.use(parameter));
    }

    private void checkDerivatives(Variable y) {
        References.requireAgreement("value", y.value(), References.matrix(row.get("value")));
        y.times(tape.constant(References.matrix(row.get("upstream")))).sum().backward();
        compare("gradient of ", "gradients", Variable::gradient);
        if (!tape.fuses()) {
            References.requireAgreement("tangent", y.tangent(), References.matrix(row.get("tangent")));
            compare("gradient tangent of ", "gradientTangents", Variable::gradientTangent);
        }
    }

    private void compare(String what, String key, Function<Variable, Matrix> found) {
        References.matrices(row.get(key))
                .forEach((name, expected) ->
                        References.requireAgreement(what + name, found.apply(leaves.get(name)), expected));
    }

    /** Overwrites a matrix with another of its shape. */
    static void copy(String name, Matrix value, Matrix target) {
        target.requireShapeOf(name, value);
        System.arraycopy(value.data(), 0, target.data(), 0, value.size());
    }
}
