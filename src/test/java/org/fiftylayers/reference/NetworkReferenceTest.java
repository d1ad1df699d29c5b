package org.fiftylayers.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ten steps of gradient descent in each kind of network, beside PyTorch's from the same initial weights. */
class NetworkReferenceTest {
    private static final References REFERENCES = References.of("networks.json");
    private static final Map<String, Supplier<Training>> TABLE = new LinkedHashMap<>();

    static {
        mlp("sigmoid", Curve.SIGMOID);
        mlp("tanh", Curve.TANH);
        mlp("relu", Curve.RELU);
        mlp("leaky relu", Curve.leakyRelu(0.1));
        mlp("hard sigmoid", Curve.HARD_SIGMOID);
        mlp("elu", Curve.ELU);
        mlp("selu", Curve.SELU);
        mlp("softplus", Curve.SOFTPLUS);
        mlp("gelu", Curve.GELU);
        mlp("silu", Curve.SILU);
        mlp("clamp", Curve.clamp(-1, 2));
    }

    private static void mlp(String name, Curve curve) {
        TABLE.put("mlp with " + name, () -> classifier(0.2, mlp(curve)));
    }

    /** The network that the optimisers train too. */
    static Sequential mlp(Curve curve) {
        Layer activation = new Activation(curve);
        return Sequential.of(
                linear("layer1", 5, 6),
                activation,
                linear("layer2", 6, 6),
                activation,
                linear("layer3", 6, 6),
                activation,
                linear("layer4", 6, 3));
    }

    /** Its weights come from the row. */
    private static Linear linear(String name, int in, int out) {
        return new Linear(name, in, out, Initialiser.constant(0), new Generator(1));
    }

    private static Training classifier(double rate, Layer model) {
        return new Training(new Sgd(model.parameters(), rate), crossEntropy(model));
    }

    /** The loss of the row's inputs and labels. */
    static BiFunction<Tape, JsonNode, Variable> crossEntropy(Layer model) {
        return (tape, data) -> Losses.crossEntropy(
                model.forward(tape.constant(References.matrix(data.get("inputs")))),
                References.labels(data.get("labels")));
    }

    @TestFactory
    List<DynamicTest> networkLearnsAsInPyTorch() {
        return TABLE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    JsonNode row = REFERENCES.row(entry.getKey());
                    entry.getValue().get().check(row);
                }))
                .toList();
    }

    @Test
    void everyReferenceIsCompared() {
        REFERENCES.requireRows(TABLE.keySet());
    }
}
