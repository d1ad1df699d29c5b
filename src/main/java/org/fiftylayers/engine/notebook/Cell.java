package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One cell of a notebook. */
public sealed interface Cell permits CodeCell, MarkdownCell, RawCell {
    /** Unique in its notebook: letters, digits, {@code -} and {@code _}, at most 64. */
    String id();

    /** The text, its lines joined, without a final line break unless the author wrote one. */
    String source();

    /** All metadata, known and unknown, as it stands in the file. */
    ObjectNode metadata();

    /** Fields the format does not know, and {@code attachments}: kept for writing. */
    ObjectNode extra();

    /** This cell with another text and other metadata; what it once put out stays. */
    Cell with(String text, ObjectNode fresh);

    /** The cell's tags, such as {@code hide-input}, in the author's order. */
    default List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : metadata().path("tags")) {
            tags.add(tag.asText());
        }
        return tags;
    }

    /** Whether the cell carries a tag. */
    default boolean hasTag(String tag) {
        return tags().contains(tag);
    }
}
