package org.fiftylayers.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.LayerNorm;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.PRelu;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every layer beside PyTorch's: value, tangent, gradients, the Hessian in one direction, and running statistics. */
class LayerReferenceTest {
    private static final References REFERENCES = References.of("layers.json");
    private static final Map<String, Supplier<Layer>> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("linear", () -> linear("layer", 3, 5));
        TABLE.put("prelu", () -> new PRelu("layer", 3));
        TABLE.put("prelu with one slope", () -> new PRelu("layer", 1));
        TABLE.put("dense batch norm", () -> BatchNorm.dense("norm", 3));
        TABLE.put("dense batch norm of two rows", () -> BatchNorm.dense("norm", 3));
        TABLE.put("dense batch norm without epsilon", () -> BatchNorm.dense("norm", 3)
                .withEpsilon(0));
        TABLE.put("dense batch norm in evaluation", () -> evaluating(BatchNorm.dense("norm", 3)));
        TABLE.put("layer norm", () -> new LayerNorm("norm", 5));
        TABLE.put("dropout", () -> new Dropout(0.4, new Generator(7)));
        TABLE.put("dropout in evaluation", () -> evaluating(new Dropout(0.4, new Generator(7))));
        TABLE.put("residual", () -> Residual.identity(body(3, 5, 3)));
        TABLE.put("scaled residual, then relu", () -> Residual.scaled(0.3, body(3, 5, 3))
                .then(Activation.RELU));
        TABLE.put("projected residual", () -> Residual.projected(body(3, 5, 2), linear("shortcut", 3, 2)));
    }

    private static Layer evaluating(Layer layer) {
        layer.setTraining(false);
        return layer;
    }

    private static Layer body(int in, int hidden, int out) {
        return Sequential.of(linear("layer1", in, hidden), Activation.TANH, linear("layer2", hidden, out));
    }

    /** Its weights come from the row. */
    static Linear linear(String name, int in, int out) {
        return new Linear(name, in, out, Initialiser.constant(0), new Generator(1));
    }

    @TestFactory
    List<DynamicTest> layerAgreesWithPyTorch() {
        return TABLE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> Evaluation.checkLayer(REFERENCES.row(entry.getKey()), entry.getValue())))
                .toList();
    }

    @Test
    void everyReferenceIsCompared() {
        REFERENCES.requireRows(TABLE.keySet());
    }
}
