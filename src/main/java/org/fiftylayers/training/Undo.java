package org.fiftylayers.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;

/**
 * Takes back a step that does not come to its end. Before the optimiser moves the parameters, a step moves what layers
 * remember besides them, such as running statistics, and generators: little, and kept in the same memory at every step.
 */
final class Undo {
    private final List<Matrix> remembered = new ArrayList<>();
    private final List<Matrix> kept;
    private final Generator[] generators;
    private final Generator[] keptGenerators;

    Undo(Layer model, Generator... generators) {
        Set<double[]> learnt = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Parameter parameter : model.parameters()) {
            learnt.add(parameter.value().data());
        }
        collect(model, learnt);
        this.kept = remembered.stream().map(Matrix::copy).toList();
        this.generators = generators;
        this.keptGenerators =
                Arrays.stream(generators).map(any -> new Generator(0)).toArray(Generator[]::new);
    }

    /** Layer by layer, since only what is saved needs different names. */
    private void collect(Layer layer, Set<double[]> learnt) {
        layer.layers().forEach(inner -> collect(inner, learnt));
        if (layer.layers().isEmpty()) {
            for (Matrix matrix : layer.state().values()) {
                if (learnt.add(matrix.data())) {
                    remembered.add(matrix);
                }
            }
        }
    }

    /** Keeps everything as it is now. */
    void keep() {
        for (int i = 0; i < remembered.size(); i++) {
            copy(remembered.get(i), kept.get(i));
        }
        for (int i = 0; i < generators.length; i++) {
            keptGenerators[i].restore(generators[i]);
        }
    }

    /** Makes everything as it was when it was kept. */
    void restore() {
        for (int i = 0; i < remembered.size(); i++) {
            copy(kept.get(i), remembered.get(i));
        }
        for (int i = 0; i < generators.length; i++) {
            generators[i].restore(keptGenerators[i]);
        }
    }

    private static void copy(Matrix from, Matrix to) {
        System.arraycopy(from.data(), 0, to.data(), 0, to.size());
    }
}
