package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A value that the cell asked to show. */
public record DisplayData(ObjectNode data, ObjectNode metadata, ObjectNode extra) implements RichOutput {}
