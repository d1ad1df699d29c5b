package org.fiftylayers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiftylayers.data.DataException;
import org.fiftylayers.data.Safetensors;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.optim.Momentum;
import org.fiftylayers.optim.Nesterov;
import org.fiftylayers.optim.Optimiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private final Path folder;

    CheckpointTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Linear layer(int in, long seed) {
        return new Linear("layer1", in, 3, Initialiser.xavier(), new Generator(seed));
    }

    private static Optimiser moved(Linear layer) {
        Optimiser optimiser = new Momentum(layer.parameters(), 0.1, 0.9);
        layer.weight().gradient().fill(0.25);
        optimiser.step();
        return optimiser;
    }

    private static Map<String, Matrix> copy(Map<String, Matrix> state) {
        Map<String, Matrix> copy = new LinkedHashMap<>();
        state.forEach((name, matrix) -> copy.put(name, matrix.copy()));
        return copy;
    }

    @Test
    void aModelComesBackByNameWithOrWithoutWhatItLearnsWith() throws IOException {
        Linear saved = layer(2, 1);
        Optimiser optimiser = moved(saved);
        Generator generator = new Generator(5);
        generator.gaussian();
        Path file = folder.resolve("model.safetensors");
        Checkpoint.save(file, saved, optimiser, generator);
        assertThat(Safetensors.read(file).keySet())
                .containsExactly(
                        "layer1.weight",
                        "layer1.bias",
                        "optimiser.step",
                        "optimiser.layer1.weight.velocity",
                        "optimiser.layer1.bias.velocity",
                        "training.generator1");

        Linear alone = layer(2, 9);
        Checkpoint.load(file, alone);
        assertThat(alone.state()).isEqualTo(saved.state());

        Linear loaded = layer(2, 8);
        Optimiser itsOptimiser = new Momentum(loaded.parameters(), 0.1, 0.9);
        Generator itsGenerator = new Generator(0);
        Checkpoint.load(file, loaded, itsOptimiser, itsGenerator);
        assertThat(loaded.state()).isEqualTo(saved.state());
        assertThat(itsOptimiser.state()).isEqualTo(optimiser.state());
        assertThat(itsGenerator.gaussian()).isEqualTo(generator.gaussian());

        Checkpoint.save(file, saved);
        Checkpoint.load(file, alone);
    }

    @Test
    void aFileThatDoesNotFitNamesEveryDifferenceAndChangesNothing() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Checkpoint.save(file, layer(3, 1));
        Linear model = layer(2, 1);
        Optimiser optimiser = moved(model);
        Map<String, Matrix> before = copy(Checkpoint.state(model, optimiser));
        assertThatThrownBy(() -> Checkpoint.load(file, model, optimiser))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("layer1.weight is 3×3, expected 2×3")
                .hasMessageContaining("optimiser.step is missing")
                .hasMessageContaining("optimiser.layer1.weight.velocity is missing");
        assertThat(Checkpoint.state(model, optimiser)).isEqualTo(before);
    }

    /** Both remember a velocity under the same names. */
    @Test
    void anOptimiserOfAnotherKindTakesNothing() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Linear model = layer(2, 1);
        Optimiser momentum = moved(model);
        Checkpoint.save(file, model, momentum);
        Linear other = layer(2, 2);
        Optimiser nesterov = new Nesterov(other.parameters(), 0.1, 0.9);
        Map<String, Matrix> before = copy(Checkpoint.state(other, nesterov));
        assertThatThrownBy(() -> Checkpoint.load(file, other, nesterov))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "load " + file + ": its optimiser is momentum, this one is nesterov; they must be of the same"
                                + " kind, and nothing was changed");
        assertThat(Checkpoint.state(other, nesterov)).isEqualTo(before);
        // a file that does not say, as earlier versions and other programs write it
        Safetensors.write(file, Checkpoint.state(model, momentum), Map.of());
        Checkpoint.load(file, other, nesterov);
        assertThat(nesterov.state()).isEqualTo(momentum.state());
    }

    @Test
    void aDamagedFileChangesNothing() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Linear model = layer(2, 1);
        Checkpoint.save(file, layer(2, 2));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Map<String, Matrix> before = copy(model.state());
        assertThatThrownBy(() -> Checkpoint.load(file, model))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("SHA-256");
        assertThat(model.state()).isEqualTo(before);
    }
}
