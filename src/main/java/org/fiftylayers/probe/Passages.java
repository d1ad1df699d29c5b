package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.nn.Layer;

/** Runs a network and notes what goes through each of its parts, in the order of computing. */
final class Passages {
    private final List<Passage> noted = new ArrayList<>();

    List<Passage> noted() {
        return noted;
    }

    /** What the part gives. */
    Variable run(Layer part, Variable x) {
        return part.layers().isEmpty() ? runWhole(part, x) : runLayers(part, x);
    }

    /** Notes the layers, and the whole too where it does more than hand on what the last of them gives: a sum, say. */
    private Variable runLayers(Layer part, Variable x) {
        Variable y = part.forwardWith(x, this::run).keepGradient();
        if (noted.isEmpty() || noted.get(noted.size() - 1).out().get(0) != y) {
            noted.add(new Passage(layer(), part, List.of(x), List.of(y)));
        }
        return y;
    }

    /** Notes a layer, and if it is recurrent then its activation too, at all time steps together. */
    private Variable runWhole(Layer part, Variable x) {
        int layer = layer() + (part.parameters().stream().anyMatch(ParameterReading::isWeight) ? 1 : 0);
        Map<Layer, Passage> inTime = new LinkedHashMap<>();
        Variable y = part.forwardWith(x, (inner, in) -> {
                    Variable out = inner.forward(in).keepGradient();
                    Passage passage = inTime.computeIfAbsent(
                            inner, any -> new Passage(layer, any, new ArrayList<>(), new ArrayList<>()));
                    passage.in().add(in);
                    passage.out().add(out);
                    return out;
                })
                .keepGradient();
        noted.add(new Passage(layer, part, List.of(x), List.of(y)));
        noted.addAll(inTime.values());
        return y;
    }

    private int layer() {
        return noted.isEmpty() ? 0 : noted.get(noted.size() - 1).layer();
    }
}
