package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class StateTest {
    private static Sequential model(long seed) {
        Generator generator = new Generator(seed);
        return Sequential.of(
                new Linear("layer1", 3, 4, Initialiser.xavier(), generator),
                Activation.TANH,
                new Linear("layer2", 4, 2, Initialiser.xavier(), generator));
    }

    @Test
    void loadsWhatAnotherModelOfTheSameShapesHolds() {
        Sequential from = model(1);
        Sequential into = model(2);
        State.load("copy", into.state(), from.state());
        assertThat(into.state().keySet())
                .containsExactly("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias");
        assertThat(into.state()).isEqualTo(from.state()).isNotEqualTo(model(2).state());
        assertThat(into.parameters().get(0).value())
                .isEqualTo(from.parameters().get(0).value());
        from.parameters().get(0).value().fill(7);
        assertThat(into.parameters().get(0).value().max()).isLessThan(7);
    }

    @Test
    void namesEveryDifferenceAndChangesNothing() {
        Sequential into = model(2);
        Map<String, Matrix> from = new LinkedHashMap<>(model(1).state());
        from.put("layer1.bias", Matrix.zeros(1, 5));
        from.remove("layer2.weight");
        from.put("layer9.weight", Matrix.zeros(2, 2));
        assertThatThrownBy(() -> State.load("model.safetensors", into.state(), from))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("load model.safetensors: layer1.bias is 1×5, expected 1×4, layer2.weight is missing,"
                        + " layer9.weight (2×2) is unknown; names and shapes must be those of the model,"
                        + " and nothing was changed");
        assertThat(into.state()).isEqualTo(model(2).state());
    }

    @Test
    void refusesTwoMatricesOfOneNameButTakesASharedLayerOnce() {
        Generator generator = new Generator(1);
        Linear layer = new Linear("layer1", 2, 2, Initialiser.he(), generator);
        Linear other = new Linear("layer1", 2, 2, Initialiser.he(), generator);
        assertThat(Sequential.of(layer, layer).state()).hasSize(2);
        assertThatThrownBy(() -> Sequential.of(layer, other).state())
                .hasMessage("state: two matrices, 2×2 and 2×2, are called layer1.weight;"
                        + " every layer needs a name of its own");
    }
}
