package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Text that the cell printed.
 *
 * @param name {@code stdout} or {@code stderr}
 */
public record StreamOutput(String name, String text, ObjectNode extra) implements Output {
    public static final String STDOUT = "stdout";
    public static final String STDERR = "stderr";
}
