package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Messages as frames of bytes: identities, a delimiter, the signature, and four dictionaries in JSON. */
final class Wire {
    static final String VERSION = "5.4";
    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // how long a cell may be is for the memory to say
                    .build())
            .build());
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> PARTS = List.of("header", "parent_header", "metadata", "content");

    private final Signature signature;
    private final String session = UUID.randomUUID().toString();

    Wire(Signature signature) {
        this.signature = signature;
    }

    /** A new message of this kernel. */
    Message message(List<byte[]> identities, String type, ObjectNode parent, ObjectNode content) {
        return message(identities, type, parent, content, JSON.createObjectNode());
    }

    Message message(List<byte[]> identities, String type, ObjectNode parent, ObjectNode content, ObjectNode metadata) {
        ObjectNode header = JSON.createObjectNode()
                .put("msg_id", UUID.randomUUID().toString())
                .put("session", session)
                .put("username", "kernel")
                .put("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString())
                .put("msg_type", type)
                .put("version", VERSION);
        return new Message(identities, header, parent, metadata, content);
    }

    List<byte[]> encode(Message message) {
        List<byte[]> parts = new ArrayList<>();
        try {
            for (ObjectNode part : List.of(message.header(), message.parent(), message.metadata(), message.content())) {
                parts.add(JSON.writeValueAsBytes(part));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(message.type() + " cannot be written as JSON: " + e, e);
        }
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signature.of(parts));
        frames.addAll(parts);
        return frames;
    }

    /**
     * Reads a message.
     *
     * @throws BadMessage if it is not whole, not signed with the key, not what the protocol says, or longer than there is
     *     memory for
     */
    Message decode(List<byte[]> frames) throws BadMessage {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        int first = delimiter + 2;
        if (first + PARTS.size() > frames.size()) {
            throw new BadMessage("a message of " + frames.size() + " frames, " + delimiter
                    + " of them before the delimiter <IDS|MSG>; there must be at least 5 after it");
        }
        // Buffers follow the content and are not signed.
        List<byte[]> signed = frames.subList(first, first + PARTS.size());
        if (!signature.fits(frames.get(delimiter + 1), signed)) {
            throw new BadMessage("a message whose signature does not fit the key of the connection file");
        }
        ObjectNode header = parse(PARTS.get(0), signed.get(0));
        for (String field : List.of("msg_type", "msg_id")) {
            if (!header.path(field).isTextual()) {
                throw new BadMessage("a message whose header has no " + field);
            }
        }
        List<byte[]> identities = List.copyOf(frames.subList(0, delimiter));
        try {
            List<ObjectNode> parts = new ArrayList<>();
            for (int i = 1; i < PARTS.size(); i++) {
                parts.add(parse(PARTS.get(i), signed.get(i)));
            }
            return new Message(identities, header, parts.get(0), parts.get(1), parts.get(2));
        } catch (BadMessage e) {
            ObjectNode none = JSON.createObjectNode();
            throw new BadMessage(String.valueOf(e.getMessage()), new Message(identities, header, none, none, none));
        }
    }

    private static ObjectNode parse(String part, byte[] json) throws BadMessage {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree instanceof ObjectNode dictionary) {
                return dictionary;
            }
            throw new BadMessage("a message whose " + part + " is no JSON object");
        } catch (JsonProcessingException e) {
            throw new BadMessage("a message whose " + part + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadMessage("a message whose " + part + " is not JSON: " + e);
        } catch (OutOfMemoryError e) {
            throw new BadMessage("a message whose " + part + " has " + json.length / 1_000_000
                    + " MB, for which the kernel's memory does not suffice: make it shorter, or give the kernel more with"
                    + " -Xmx");
        }
    }
}
