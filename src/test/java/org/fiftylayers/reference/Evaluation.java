package org.fiftylayers.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/** Computes one function at the inputs of a row, on a tape with tangents, and compares all its derivatives with the row. */
final class Evaluation {
    private Evaluation() {}

    /** Checks y = f(inputs), where inputs that are parameters of the same name come by way of those. */
    static void check(JsonNode row, List<Parameter> parameters, Function<Variable[], Variable> function) {
        Map<String, Matrix> at = References.matrices(row.get("inputs"));
        Map<String, Matrix> directions = References.matrices(row.get("directions"));
        Map<String, Parameter> byName = new LinkedHashMap<>();
        parameters.forEach(parameter -> byName.put(parameter.name(), parameter));
        Tape tape = Tape.withTangents();
        Map<String, Variable> leaves = new LinkedHashMap<>();
        List<Variable> inputs = new ArrayList<>();
        at.forEach((name, value) -> {
            Matrix direction = Objects.requireNonNull(directions.get(name));
            Parameter parameter = byName.remove(name);
            if (parameter == null) {
                inputs.add(tape.variable(value, direction));
                leaves.put(name, inputs.get(inputs.size() - 1));
            } else {
                copy(value, parameter);
                parameter.setTangent(direction);
                leaves.put(name, tape.use(parameter));
            }
        });
        if (!byName.isEmpty()) {
            throw new AssertionError("parameters that PyTorch does not have: " + byName.keySet());
        }
        Variable y = function.apply(inputs.toArray(Variable[]::new));
        References.requireAgreement("value", y.value(), References.matrix(row.get("value")));
        References.requireAgreement("tangent", y.tangent(), References.matrix(row.get("tangent")));
        y.times(tape.constant(References.matrix(row.get("upstream")))).sum().backward();
        Map<String, Matrix> gradients = References.matrices(row.get("gradients"));
        Map<String, Matrix> gradientTangents = References.matrices(row.get("gradientTangents"));
        leaves.forEach((name, leaf) -> {
            References.requireAgreement("gradient of " + name, leaf.gradient(), gradients.get(name));
            References.requireAgreement(
                    "gradient tangent of " + name, leaf.gradientTangent(), gradientTangents.get(name));
        });
    }

    /** Gives the parameter the value of another matrix of its shape. */
    static void copy(Matrix value, Parameter parameter) {
        parameter.value().requireShapeOf(parameter.name(), value);
        System.arraycopy(value.data(), 0, parameter.value().data(), 0, value.size());
    }
}
