package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something a code cell printed, showed, returned or died of. */
public sealed interface Output permits StreamOutput, RichOutput, ErrorOutput {
    /** Fields the format does not know, kept for writing. */
    ObjectNode extra();
}
