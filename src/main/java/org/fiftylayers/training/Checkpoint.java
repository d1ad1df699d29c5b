package org.fiftylayers.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.data.Safetensors;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.State;
import org.fiftylayers.optim.Optimiser;

/**
 * A model in a {@linkplain Safetensors safetensors} file, with its optimiser and its generators if it is to learn on: what
 * is loaded continues as what was saved would have, to the last bit. A file that does not fit, or is damaged, changes
 * nothing. Numbers that a program gives, such as the learning rate, are not in the file.
 */
public final class Checkpoint {
    private static final String OPTIMISER = "optimiser.";
    /** In the metadata: which optimiser it is. */
    private static final String KIND = "optimiser";

    static final String TRAINING = "training.";
    private static final String GENERATOR = TRAINING + "generator";

    private Checkpoint() {}

    /** Saves a model by the names of its matrices. */
    public static void save(Path file, Layer model) throws IOException {
        Safetensors.write(file, model.state(), Map.of());
    }

    /** Loads a model of the same names and shapes; optimiser and generators in the file are left out. */
    public static void load(Path file, Layer model) throws IOException {
        Map<String, Matrix> saved = Safetensors.read(file);
        saved.keySet().removeIf(name -> name.startsWith(OPTIMISER) || name.startsWith(TRAINING));
        State.load(file.toString(), model.state(), saved);
    }

    /** Saves all that training goes on from: names of the optimiser start with {@code optimiser.}, others with {@code training.}. */
    public static void save(Path file, Layer model, Optimiser optimiser, Generator... generators) throws IOException {
        save(file, optimiser, state(model, optimiser, generators));
    }

    /** Loads all that was saved, given an optimiser of the same kind and as many generators in the same order. */
    public static void load(Path file, Layer model, Optimiser optimiser, Generator... generators) throws IOException {
        load(file, optimiser, state(model, optimiser, generators), generators);
    }

    /** Saves a state that begins as {@link #state} gives it. */
    static void save(Path file, Optimiser optimiser, Map<String, Matrix> state) throws IOException {
        Safetensors.write(file, state, Map.of(KIND, optimiser.toString()));
    }

    /** Loads into a state that begins as {@link #state} gives it. */
    static void load(Path file, Optimiser optimiser, Map<String, Matrix> state, Generator... generators)
            throws IOException {
        // some kinds remember as much under the same names, and mean something else by it
        String kind = Safetensors.metadata(file).getOrDefault(KIND, optimiser.toString());
        if (!kind.equals(optimiser.toString())) {
            throw new IllegalArgumentException("load " + file + ": its optimiser is " + kind + ", this one is "
                    + optimiser + "; they must be of the same kind, and nothing was changed");
        }
        State.load(file.toString(), state, Safetensors.read(file));
        for (int i = 0; i < generators.length; i++) {
            generators[i].restore(Objects.requireNonNull(state.get(GENERATOR + (i + 1))));
        }
    }

    /** Live, but for the generators, whose states are copies. */
    static Map<String, Matrix> state(Layer model, Optimiser optimiser, Generator... generators) {
        Map<String, Matrix> state = new LinkedHashMap<>(model.state());
        optimiser.state().forEach((name, matrix) -> state.put(OPTIMISER + name, matrix));
        for (int i = 0; i < generators.length; i++) {
            state.put(GENERATOR + (i + 1), generators[i].state());
        }
        return state;
    }
}
