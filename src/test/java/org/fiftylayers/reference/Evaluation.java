package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.nn.Layer;

/** One function at the inputs of a row, and its derivatives. */
final class Evaluation {
    private final JsonNode row;
    private final Tape tape;
    private final Precision precision;
    private final boolean hasTangents;
    private final Map<String, Matrix> directions;
    /** Inputs and parameters by their names. */
    private final Map<String, Variable> leaves = new LinkedHashMap<>();

    private final Map<String, Matrix> results = new LinkedHashMap<>();

    private Evaluation(JsonNode row, Tape tape, Precision precision) {
        this.row = row;
        this.tape = tape;
        this.precision = precision;
        this.hasTangents = !tape.fuses() && precision == Precision.FLOAT64;
        this.directions = hasTangents ? rounded("directions") : Map.of();
    }

    /** An operation on the inputs in their order. */
    static Table.Computation operation(Function<Variable[], Variable> operation) {
        return (row, tape, precision) -> {
            Evaluation evaluation = new Evaluation(row, tape, precision);
            evaluation.rounded("inputs").forEach(evaluation::addVariable);
            evaluation.differentiate(operation.apply(evaluation.leaves.values().toArray(Variable[]::new)));
            return evaluation.results;
        };
    }

    /** A layer, a new one for each tape, on the input x; the other inputs are its parameters. */
    static Table.Computation layer(Supplier<Layer> maker) {
        return (row, tape, precision) -> {
            Evaluation evaluation = new Evaluation(row, tape, precision);
            evaluation.run(maker.get());
            return evaluation.results;
        };
    }

    private void run(Layer layer) {
        Map<String, Matrix> inputs = rounded("inputs");
        addVariable("x", inputs.remove("x"));
        assertThat(layer.parameters()).extracting(Parameter::name).containsExactlyInAnyOrderElementsOf(inputs.keySet());
        for (Parameter parameter : layer.parameters()) {
            addParameter(parameter, inputs.get(parameter.name()));
        }
        Map<String, Matrix> state = new LinkedHashMap<>(layer.state());
        state.keySet().removeAll(inputs.keySet());
        if (row.has("before")) {
            References.matrices(row.get("before"))
                    .forEach((name, value) -> References.copy(name, value, state.get(name)));
        }
        differentiate(layer.forward(leaves.get("x")));
        results.putAll(state);
    }

    private Map<String, Matrix> rounded(String key) {
        Map<String, Matrix> matrices = References.matrices(row.get(key));
        matrices.values().forEach(matrix -> precision.round(matrix.data()));
        return matrices;
    }

    private void addVariable(String name, Matrix value) {
        leaves.put(name, hasTangents ? tape.variable(value, directions.get(name)) : tape.variable(value));
    }

    private void addParameter(Parameter parameter, Matrix value) {
        References.copy(parameter.name(), value, parameter.value());
        if (hasTangents) {
            parameter.setTangent(directions.get(parameter.name()));
        }
        leaves.put(parameter.name(), tape.use(parameter));
    }

    private void differentiate(Variable y) {
        Matrix upstream = References.matrix(row.get("upstream"));
        precision.round(upstream.data());
        y.times(tape.constant(upstream)).sum().backward();
        results.put("value", y.value());
        leaves.forEach((name, leaf) -> results.put("gradient of " + name, leaf.gradient()));
        if (hasTangents) {
            results.put("tangent", y.tangent());
            leaves.forEach((name, leaf) -> results.put("gradient tangent of " + name, leaf.gradientTangent()));
        }
    }
}
