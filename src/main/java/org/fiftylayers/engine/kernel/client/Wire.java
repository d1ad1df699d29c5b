package org.fiftylayers.engine.kernel.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns messages into frames and back: the delimiter, the signature, four parts of JSON, then binary buffers. */
public final class Wire {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(US_ASCII);
    private static final int PARTS = 4;
    private static final String ALGORITHM = "HmacSHA256";

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // a cell may print more than Jackson expects of a string
                    .build())
            .build());
    private final SecretKeySpec key;

    Wire(String key) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
    }

    /** The frames of a message, signed. */
    public List<byte[]> encode(Message message) {
        return encode(
                List.of(
                        bytes(message.header()),
                        bytes(message.parentHeader()),
                        bytes(message.metadata()),
                        bytes(message.content())),
                message.buffers());
    }

    /** The frames of a message of any parts, valid or not, with a valid signature. */
    public List<byte[]> encode(List<byte[]> parts, List<byte[]> buffers) {
        List<byte[]> frames =
                new ArrayList<>(List.of(DELIMITER, signature(parts).getBytes(US_ASCII)));
        frames.addAll(parts);
        frames.addAll(buffers);
        return frames;
    }

    /**
     * Reads the frames of a message that a kernel has sent.
     *
     * @throws KernelException if they are not what the protocol says; tells what is wrong
     */
    Message decode(Channel channel, List<byte[]> frames) {
        int start = 0;
        while (start < frames.size() && !Arrays.equals(frames.get(start), DELIMITER)) {
            start++;
        }
        int parts = start + 2;
        if (frames.size() < parts + PARTS) {
            throw new KernelException("the kernel sent a message on " + channel + " of " + frames.size()
                    + " frames; there must be a delimiter, a signature and " + PARTS + " parts");
        }
        List<byte[]> signed = frames.subList(parts, parts + PARTS);
        String signature = new String(frames.get(start + 1), US_ASCII);
        if (!signature.equals(signature(signed))) {
            throw new KernelException("the kernel sent a message on " + channel + " with the signature " + signature
                    + "; it must be " + signature(signed));
        }
        List<JsonNode> nodes = new ArrayList<>();
        for (byte[] part : signed) {
            try {
                nodes.add(json.readTree(part));
            } catch (IOException e) {
                throw new KernelException(
                        "the kernel sent a message on " + channel + " that is no JSON: " + new String(part, UTF_8), e);
            }
        }
        List<byte[]> buffers = List.copyOf(frames.subList(parts + PARTS, frames.size()));
        return new Message(channel, nodes.get(0), nodes.get(1), nodes.get(2), nodes.get(3), buffers);
    }

    /** Any value of maps, lists, strings, numbers and booleans as a tree. */
    JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    private String signature(List<byte[]> parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has this algorithm
        }
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(UTF_8);
    }
}
