package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the cell died of.
 *
 * @param name the error's type
 * @param value its message
 * @param traceback lines for the reader: where, why, and what to do
 */
public record ErrorOutput(String name, String value, List<String> traceback, ObjectNode extra) implements Output {
    public ErrorOutput {
        traceback = List.copyOf(traceback);
    }
}
