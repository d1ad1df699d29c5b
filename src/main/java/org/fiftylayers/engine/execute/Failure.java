package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.engine.shell.CellError;
import org.fiftylayers.engine.shell.Place;
import org.jspecify.annotations.Nullable;

/**
 * Why a notebook did not run through.
 *
 * @param cell the cell's place in the notebook, counted from 1; 0 if no cell is to blame
 * @param line the line in the cell, counted from 1; 0 if none is known
 * @param what the error in one line
 * @param source the text of that line, or null
 * @param details calls, causes and further errors
 * @param remedy what to do, where that is known
 */
public record Failure(
        int cell, int line, String what, @Nullable String source, List<String> details, @Nullable String remedy) {
    public Failure {
        details = List.copyOf(details);
    }

    static Failure of(int cell, CellError error) {
        Place place = error.place();
        return place == null
                ? new Failure(cell, 0, error.headline(), null, error.details(), error.remedy())
                : new Failure(cell, place.line(), error.headline(), place.source(), error.details(), error.remedy());
    }

    static Failure of(int cell, String what, @Nullable String remedy) {
        return new Failure(cell, 0, what, null, List.of(), remedy);
    }

    /** From what {@link #tree} gives. */
    static Failure of(JsonNode tree) {
        List<String> details = new ArrayList<>();
        tree.path("details").forEach(detail -> details.add(detail.asText()));
        return new Failure(
                tree.path("cell").asInt(),
                tree.path("line").asInt(),
                tree.path("what").asText(),
                tree.path("source").textValue(),
                details,
                tree.path("remedy").textValue());
    }

    /** As JSON, by hand: data binding needs megabytes for a start, and memory may just have run out. */
    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("cell", cell).put("line", line).put("what", what).put("source", source);
        details.forEach(tree.putArray("details")::add);
        return tree.put("remedy", remedy);
    }

    /** The failure as the report says it: {@code FAILED: file, cell 7, line 3: what}, and what is known besides. */
    public String report(String file) {
        StringBuilder text = new StringBuilder("FAILED: ").append(file);
        if (cell > 0) {
            text.append(", cell ").append(cell);
        }
        if (line > 0) {
            text.append(", line ").append(line);
        }
        text.append(": ").append(what).append('\n');
        if (source != null) {
            text.append("    ").append(source).append('\n');
        }
        details.forEach(detail -> text.append("  ").append(detail).append('\n'));
        if (remedy != null) {
            text.append("  Remedy: ").append(remedy).append('\n');
        }
        return text.toString();
    }
}
