package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What two runs' outputs are compared by: what is printed, text, HTML, SVG, JSON and errors, but no pixels, which differ
 * from machine to machine with its fonts, and no widgets, which live only while a reader is there.
 *
 * @param kind {@code stdout}, {@code stderr}, {@code result}, {@code display} or {@code error}
 * @param byType the texts by MIME type, or by kind for what has none
 */
public record OutputText(String kind, SortedMap<String, String> byType) {
    /** How a front end shows a slider or the like: there is none without a reader, and no two are named the same. */
    private static final String WIDGET = "application/vnd.jupyter.widget-view+json";

    /** What is compared of a cell, in order. */
    public static List<OutputText> of(List<Output> outputs) {
        return joined(outputs).stream().map(OutputText::of).toList();
    }

    /** Some front ends store in many pieces what was printed at once. */
    private static List<Output> joined(List<Output> outputs) {
        List<Output> joined = new ArrayList<>();
        for (Output output : outputs) {
            Output last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (output instanceof StreamOutput now
                    && last instanceof StreamOutput before
                    && Objects.equals(now.name(), before.name())) {
                joined.set(joined.size() - 1, new StreamOutput(now.name(), before.text() + now.text(), now.extra()));
            } else if (!(output instanceof RichOutput rich && rich.data().has(WIDGET))) {
                joined.add(output);
            }
        }
        return joined;
    }

    private static OutputText of(Output output) {
        if (output instanceof StreamOutput stream) {
            return of(stream.name(), Map.of(stream.name(), stream.text()));
        }
        if (output instanceof ErrorOutput error) {
            String trace = String.join("\n", error.traceback());
            return of("error", Map.of("error", error.name() + "\n" + error.value() + "\n" + trace));
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : ((RichOutput) output).data().properties()) {
            JsonNode content = entry.getValue();
            if (!isPixels(entry.getKey())) {
                texts.put(entry.getKey(), content.isTextual() ? content.textValue() : Notebooks.canonical(content));
            }
        }
        return of(output instanceof ExecuteResult ? "result" : "display", texts);
    }

    private static OutputText of(String kind, Map<String, String> byType) {
        return new OutputText(kind, new TreeMap<>(byType));
    }

    private static boolean isPixels(String type) {
        return type.startsWith("image/") && !type.equals("image/svg+xml");
    }
}
