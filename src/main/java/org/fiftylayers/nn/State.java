package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Matrix;

/** What a model or an optimiser must save: matrices by name. */
public final class State {
    private State() {}

    /**
     * Copies matrices into those of the same name, all or none: first every name and every shape is compared.
     *
     * @param what what is being loaded, for the error, such as a file's name
     * @param into the matrices to be overwritten, such as {@link Layer#state}
     * @param from the matrices to be copied, neither more nor fewer
     * @throws IllegalArgumentException naming every difference; then nothing has changed
     */
    public static void load(String what, Map<String, Matrix> into, Map<String, Matrix> from) {
        List<String> differences = new ArrayList<>();
        into.forEach((name, matrix) -> {
            Matrix found = from.get(name);
            if (found == null) {
                differences.add(name + " is missing");
            } else if (found.rows() != matrix.rows() || found.columns() != matrix.columns()) {
                differences.add(name + " is " + found.shape() + ", expected " + matrix.shape());
            }
        });
        from.forEach((name, matrix) -> {
            if (!into.containsKey(name)) {
                differences.add(name + " (" + matrix.shape() + ") is unknown");
            }
        });
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("load " + what + ": " + String.join(", ", differences)
                    + "; names and shapes must be those of the model, and nothing was changed");
        }
        into.forEach((name, matrix) -> {
            Matrix found = from.get(name);
            if (found != null) {
                System.arraycopy(found.data(), 0, matrix.data(), 0, matrix.size());
            }
        });
    }

    /** The values of parameters by their names. */
    static Map<String, Matrix> of(List<Parameter> parameters) {
        Map<String, Matrix> state = new LinkedHashMap<>();
        parameters.forEach(parameter -> add(state, parameter.name(), parameter.value()));
        return Collections.unmodifiableMap(state);
    }

    /** The states of several layers in their order. */
    static Map<String, Matrix> merged(Collection<? extends Layer> layers) {
        Map<String, Matrix> state = new LinkedHashMap<>();
        layers.forEach(layer -> layer.state().forEach((name, matrix) -> add(state, name, matrix)));
        return Collections.unmodifiableMap(state);
    }

    private static void add(Map<String, Matrix> state, String name, Matrix matrix) {
        Matrix other = state.putIfAbsent(name, matrix);
        // a shared layer comes twice with the same matrices, which is one entry
        if (other != null && other.data() != matrix.data()) {
            throw new IllegalArgumentException("state: two matrices, " + other.shape() + " and " + matrix.shape()
                    + ", are called " + name + "; every layer needs a name of its own");
        }
    }
}
