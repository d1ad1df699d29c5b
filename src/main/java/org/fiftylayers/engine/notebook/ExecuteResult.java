package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The value of the cell's last expression. */
public record ExecuteResult(ObjectNode data, ObjectNode metadata, @Nullable Integer executionCount, ObjectNode extra)
        implements RichOutput {}
