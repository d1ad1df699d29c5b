package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message of Jupyter's protocol. Binary buffers, which only some widgets send, are left out.
 *
 * @param identities whom a socket is to route it to; for a published message, its topic
 * @param parent the header of the message that caused this one; empty if none did
 */
record Message(List<byte[]> identities, ObjectNode header, ObjectNode parent, ObjectNode metadata, ObjectNode content) {
    String id() {
        return header.path("msg_id").asText();
    }

    String type() {
        return header.path("msg_type").asText();
    }
}
