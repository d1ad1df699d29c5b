package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An output that comes in several MIME types. */
public sealed interface RichOutput extends Output permits DisplayData, ExecuteResult {
    /** Content by MIME type: text with its lines joined, binary types as base64, JSON types as a tree. */
    ObjectNode data();

    /** Metadata by MIME type. */
    ObjectNode metadata();

    /** The content of a textual or base64 MIME type, or null where the output has none of this type. */
    default @Nullable String text(String mimeType) {
        JsonNode content = data().get(mimeType);
        return content == null || !content.isTextual() ? null : content.textValue();
    }
}
