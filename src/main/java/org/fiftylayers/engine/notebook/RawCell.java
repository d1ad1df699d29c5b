package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A cell that no one renders, meant for a converter. */
public record RawCell(String id, String source, ObjectNode metadata, ObjectNode extra) implements Cell {
    @Override
    public RawCell with(String text, ObjectNode fresh) {
        return new RawCell(id, text, fresh, extra);
    }
}
