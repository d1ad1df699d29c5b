package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A cell of prose. */
public record MarkdownCell(String id, String source, ObjectNode metadata, ObjectNode extra) implements Cell {
    @Override
    public MarkdownCell with(String text, ObjectNode fresh) {
        return new MarkdownCell(id, text, fresh, extra);
    }
}
