package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells all front ends what happens. */
final class Iopub {
    private final Wire wire;
    private final Channel channel;

    Iopub(Wire wire, Channel channel) {
        this.wire = wire;
        this.channel = channel;
    }

    /** Publishes without waiting, however much has not been read yet. */
    void say(ObjectNode parent, String type, ObjectNode content) {
        channel.send(encode(parent, type, content, Wire.JSON.createObjectNode()));
    }

    /** Publishes what a cell does; waits while too much of that has not been read. */
    void publish(ObjectNode parent, String type, ObjectNode content, ObjectNode metadata) {
        channel.sendInTurn(encode(parent, type, content, metadata));
    }

    void status(Message request, String state) {
        say(request.header(), "status", Wire.JSON.createObjectNode().put("execution_state", state));
    }

    private List<byte[]> encode(ObjectNode parent, String type, ObjectNode content, ObjectNode metadata) {
        List<byte[]> topic = List.of(type.getBytes(StandardCharsets.US_ASCII));
        return wire.encode(wire.message(topic, type, parent, content, metadata));
    }
}
