package org.fiftylayers.engine.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final ObjectNode NOTHING = Wire.JSON.createObjectNode();
    private static final byte[] FRONT_END = {0, 1, 2};
    private static final String HEADER = "{\"msg_type\": \"execute_request\", \"msg_id\": \"7\"}";

    private final Wire wire = new Wire(new Signature("secret"));
    private final Message request = wire.message(
            List.of(FRONT_END),
            "execute_request",
            NOTHING,
            Wire.JSON.createObjectNode().put("code", "\"é😀\""));

    @Test
    void readsWhatItWrites() throws BadMessage {
        Message read = wire.decode(wire.encode(request));

        assertThat(read.identities()).containsExactly(FRONT_END);
        assertThat(read.header()).isEqualTo(request.header());
        assertThat(read.content()).isEqualTo(request.content());
    }

    @Test
    void signsWithTheKey() {
        // printf '%s' '{"a":1}{}' | openssl dgst -sha256 -hmac secret
        assertThat(new String(
                        new Signature("secret").of(List.of("{\"a\":1}".getBytes(UTF_8), "{}".getBytes(UTF_8))), UTF_8))
                .isEqualTo("5b76e66bbb89f99076f7bbc1d84dfbdf7388cd8a7203cfceaac72aa2b45e01b7");
    }

    @Test
    void refusesAnotherKey() {
        List<byte[]> frames = new Wire(new Signature("guessed")).encode(request);

        assertThatThrownBy(() -> wire.decode(frames))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("signature");
    }

    @Test
    void refusesAChangedContent() {
        List<byte[]> frames = wire.encode(request);
        frames.set(frames.size() - 1, "{\"code\":\"other\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> wire.decode(frames))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("signature");
    }

    @Test
    void takesAnySignatureWithoutAKey() throws BadMessage {
        List<byte[]> frames = wire.encode(request);

        assertThat(new Wire(new Signature("")).decode(frames).type()).isEqualTo("execute_request");
    }

    @Test
    void leavesBuffersOut() throws BadMessage {
        List<byte[]> frames = wire.encode(request);
        frames.add(new byte[1000]);

        assertThat(wire.decode(frames).content()).isEqualTo(request.content());
    }

    @Test
    void refusesMissingFrames() {
        List<byte[]> whole = wire.encode(request);
        for (int length = 0; length < whole.size(); length++) {
            List<byte[]> frames = whole.subList(0, length);
            assertThatThrownBy(() -> wire.decode(frames)).isInstanceOf(BadMessage.class);
        }
    }

    @Test
    void saysWhichPartIsWrong() {
        assertThatThrownBy(() -> decode("{", "{}", "{}", "{}")).hasMessageContaining("header is not JSON");
        assertThatThrownBy(() -> decode(HEADER, "[]", "{}", "{}"))
                .hasMessageContaining("parent_header is no JSON object");
        assertThatThrownBy(() -> decode(HEADER, "{}", "", "{}")).hasMessageContaining("metadata is no JSON object");
        assertThatThrownBy(() -> decode("{}", "{}", "{}", "{}")).hasMessageContaining("has no msg_type");
        assertThatThrownBy(() -> decode("{\"msg_type\": 7}", "{}", "{}", "{}")).hasMessageContaining("has no msg_type");
        String deep = "{\"a\":".repeat(2000) + "1" + "}".repeat(2000);
        assertThatThrownBy(() -> decode(HEADER, "{}", "{}", deep)).hasMessageContaining("content is not JSON");
    }

    @Test
    void knowsWhoSentAContentThatCannotBeRead() {
        assertThatThrownBy(() -> decode(HEADER, "{}", "{}", "{"))
                .isInstanceOfSatisfying(
                        BadMessage.class,
                        e -> assertThat(e.request()).extracting(Message::id).isEqualTo("7"));
        assertThatThrownBy(() -> decode("{", "{}", "{}", "{}"))
                .isInstanceOfSatisfying(
                        BadMessage.class, e -> assertThat(e.request()).isNull());
    }

    private static void decode(String... parts) throws BadMessage {
        List<byte[]> frames = new ArrayList<>(List.of("<IDS|MSG>".getBytes(UTF_8), new byte[0]));
        for (String part : parts) {
            frames.add(part.getBytes(UTF_8));
        }
        new Wire(new Signature("")).decode(frames);
    }
}
