package org.fiftylayers.engine.book;

import org.commonmark.node.Node;
import org.fiftylayers.engine.notebook.Cell;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a page.
 *
 * @param document its Markdown, parsed, if it is prose
 */
record Part(Place place, Cell cell, @Nullable Node document) {
    /** A text of the cell's metadata, such as {@code label} or {@code caption}; empty if it has none. */
    String metadata(String key) {
        return cell.metadata().path(key).asText("");
    }
}
