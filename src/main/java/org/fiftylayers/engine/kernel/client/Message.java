package org.fiftylayers.engine.kernel.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One message of Jupyter's protocol.
 *
 * @param channel where it came from or goes to
 * @param header its type, id, session and date
 * @param parentHeader the header of the request that it belongs to, or an empty object
 * @param metadata about it
 * @param content what it says
 * @param buffers binary data
 */
public record Message(
        Channel channel,
        JsonNode header,
        JsonNode parentHeader,
        JsonNode metadata,
        JsonNode content,
        List<byte[]> buffers) {

    public String type() {
        return header.path("msg_type").asText();
    }

    public String id() {
        return header.path("msg_id").asText();
    }

    /** The id of the request that this belongs to; empty if there is none. */
    public String parentId() {
        return parentHeader.path("msg_id").asText();
    }

    boolean isStatus(String state) {
        return type().equals("status")
                && content.path("execution_state").asText().equals(state);
    }
}
