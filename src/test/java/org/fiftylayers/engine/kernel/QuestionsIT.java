package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.kernel.client.Channel;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a front end asks beside running cells. */
class QuestionsIT {
    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @Test
    void saysWhatItIs() {
        for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
            Exchange exchange = KERNEL.client().request(channel, "kernel_info_request", Map.of());
            JsonNode info = exchange.content();

            assertThat(exchange.reply().type()).isEqualTo("kernel_info_reply");
            assertThat(exchange.status()).isEqualTo("ok");
            assertThat(info.get("protocol_version").asText()).startsWith("5.");
            assertThat(info.get("implementation").asText()).isNotEmpty();
            assertThat(info.get("implementation_version").asText()).isNotEmpty();
            assertThat(info.get("banner").asText()).isNotEmpty();
            assertThat(info.at("/language_info/name").asText()).isEqualTo("java");
            assertThat(info.at("/language_info/version").asText()).startsWith(System.getProperty("java.version"));
            assertThat(info.at("/language_info/mimetype").asText()).isEqualTo("text/x-java");
            assertThat(info.at("/language_info/file_extension").asText()).isEqualTo(".java");
            assertThat(info.at("/language_info/pygments_lexer").asText()).isEqualTo("java");
        }
    }

    @Test
    void completesAtTheCursor() {
        JsonNode reply = KERNEL.request("complete_request", Map.of("code", "Math.sqr + 1", "cursor_pos", 8))
                .content();

        assertThat(reply.get("status").asText()).isEqualTo("ok");
        assertThat(texts(reply.get("matches"))).anyMatch(match -> match.startsWith("sqrt"));
        assertThat(reply.get("cursor_start").asInt()).isEqualTo(5);
        assertThat(reply.get("cursor_end").asInt()).isEqualTo(8);
        assertThat(reply.get("metadata").isObject()).isTrue();
    }

    @Test
    void completesWhatCellsHaveDeclared() {
        KERNEL.runWell("int learningRateOfTheReader = 3;");
        JsonNode reply = KERNEL.request("complete_request", Map.of("code", "learningRateOf", "cursor_pos", 14))
                .content();

        assertThat(texts(reply.get("matches"))).contains("learningRateOfTheReader");
    }

    @Test
    void countsTheCursorInCharactersAsReadersDo() {
        // outside the basic plane Java counts two where the protocol counts one
        String code = "String s = \"😀😀\"; Math.sqr";
        JsonNode reply = KERNEL.request(
                        "complete_request", Map.of("code", code, "cursor_pos", code.codePointCount(0, code.length())))
                .content();

        assertThat(texts(reply.get("matches"))).anyMatch(match -> match.startsWith("sqrt"));
        assertThat(reply.get("cursor_end").asInt()).isEqualTo(code.codePointCount(0, code.length()));
        assertThat(reply.get("cursor_start").asInt()).isEqualTo(code.codePointCount(0, code.length()) - 3);
    }

    @Test
    void completesNothingWhereNothingFits() {
        JsonNode reply = KERNEL.request("complete_request", Map.of("code", "xyzzyNoSuchName", "cursor_pos", 15))
                .content();

        assertThat(reply.get("status").asText()).isEqualTo("ok");
        assertThat(reply.get("matches")).isEmpty();
    }

    @Test
    void inspectsWhatItKnows() {
        JsonNode reply = KERNEL.request(
                        "inspect_request", Map.of("code", "Math.sqrt(2)", "cursor_pos", 9, "detail_level", 0))
                .content();

        assertThat(reply.get("status").asText()).isEqualTo("ok");
        assertThat(reply.get("found").asBoolean()).isTrue();
        assertThat(reply.at("/data/text~1plain").asText()).contains("sqrt(double");
        assertThat(reply.get("metadata").isObject()).isTrue();
    }

    @Test
    void inspectsNothingWhereNothingIs() {
        JsonNode reply = KERNEL.request(
                        "inspect_request", Map.of("code", "xyzzyNoSuchName", "cursor_pos", 15, "detail_level", 1))
                .content();

        assertThat(reply.get("status").asText()).isEqualTo("ok");
        assertThat(reply.get("found").asBoolean()).isFalse();
        assertThat(reply.get("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int x = 3;|complete",
                "1 + 1|complete",
                "int 3x = ;|invalid",
                "for (int i = 0; i < 3; i++) {|incomplete",
                "class Open {|incomplete",
                "foo(|incomplete",
                "int y = |incomplete",
                "''|complete"
            })
    void tellsWholeCellsFromPartsOfOne(String code, String status) {
        JsonNode reply = KERNEL.request("is_complete_request", Map.of("code", code.equals("''") ? "" : code))
                .content();

        assertThat(reply.get("status").asText()).isEqualTo(status);
        assertThat(reply.has("indent")).isEqualTo(status.equals("incomplete"));
    }

    @Test
    void remembersTheCells() {
        KERNEL.runWell("\"history of one\"");
        KERNEL.runWell("\"history of two\"");
        KERNEL.runWell("\"history of two\"");

        JsonNode tail = history(Map.of("hist_access_type", "tail", "n", 2, "output", false, "raw", true));
        assertThat(tail).hasSize(2);
        assertThat(tail.get(1)).hasSize(3);
        assertThat(tail.get(1).get(2).asText()).isEqualTo("\"history of two\"");
        int line = tail.get(0).get(1).asInt();
        assertThat(tail.get(1).get(1).asInt()).isEqualTo(line + 1);

        JsonNode range = history(
                Map.of("hist_access_type", "range", "session", 0, "start", line - 1, "stop", line, "raw", true));
        assertThat(range).hasSize(1);
        assertThat(range.get(0).get(2).asText()).isEqualTo("\"history of one\"");

        Map<String, Object> search = Map.of("hist_access_type", "search", "pattern", "*story of*", "n", 10);
        assertThat(history(search).size()).isGreaterThanOrEqualTo(3);
        assertThat(texts(history(with(search, "unique", true)), 2))
                .containsOnlyOnce("\"history of one\"", "\"history of two\"");
        assertThat(history(with(search, "pattern", "nothing like it"))).isEmpty();
    }

    @Test
    void remembersOutputsIfAskedTo() {
        KERNEL.runWell("20 + 22");
        JsonNode tail = history(Map.of("hist_access_type", "tail", "n", 1, "output", true, "raw", true));

        assertThat(tail.get(0).get(2)).hasSize(2);
        assertThat(tail.get(0).get(2).get(0).asText()).isEqualTo("20 + 22");
        assertThat(tail.get(0).get(2).get(1).asText()).isEqualTo("42");
    }

    private static JsonNode history(Map<String, Object> content) {
        Exchange exchange = KERNEL.request("history_request", content);
        assertThat(exchange.status()).as(exchange.toString()).isEqualTo("ok");
        return exchange.content().get("history");
    }

    private static Map<String, Object> with(Map<String, Object> content, String key, Object value) {
        var more = new java.util.HashMap<>(content);
        more.put(key, value);
        return more;
    }

    @Test
    void closesCommsToTargetsThatItDoesNotKnow() {
        Exchange exchange = KERNEL.client()
                .send(
                        Channel.SHELL,
                        "comm_open",
                        Map.of("comm_id", "unheard-of", "target_name", "no.such.target", "data", Map.of()));
        KERNEL.client().awaitPublished(exchange, "comm_close", message -> message.type()
                .equals("comm_close"));

        assertThat(exchange.published("comm_close").get(0).get("comm_id").asText())
                .isEqualTo("unheard-of");
        JsonNode comms = KERNEL.request("comm_info_request", Map.of()).content();
        assertThat(comms.get("status").asText()).isEqualTo("ok");
        assertThat(comms.get("comms").has("unheard-of")).isFalse();
    }

    @Test
    void talksThroughCommsThatCellsOpen() {
        Exchange cell = KERNEL.runWell(
                """
                var comm = org.fiftylayers.display.Display.frontend().comms()
                        .open("reader.test", Map.of("n", 1), Map.of("version", "2.1.0"));
                comm.onMessage(data -> {
                    System.out.println("got " + data.get("n"));
                    comm.send(Map.of("echo", data.get("n")));
                });
                """);
        Message open = cell.published().stream()
                .filter(message -> message.type().equals("comm_open"))
                .findFirst()
                .orElseThrow();
        String id = open.content().get("comm_id").asText();
        assertThat(open.content().get("target_name").asText()).isEqualTo("reader.test");
        assertThat(open.content().at("/data/n").asInt()).isEqualTo(1);
        assertThat(open.metadata().get("version").asText()).isEqualTo("2.1.0");

        JsonNode all = KERNEL.request("comm_info_request", Map.of()).content();
        assertThat(all.at("/comms/" + id + "/target_name").asText()).isEqualTo("reader.test");
        JsonNode others = KERNEL.request("comm_info_request", Map.of("target_name", "another"))
                .content();
        assertThat(others.get("comms")).isEmpty();

        Exchange message =
                KERNEL.client().send(Channel.SHELL, "comm_msg", Map.of("comm_id", id, "data", Map.of("n", 7)));
        KERNEL.client().awaitPublished(message, "idle after comm_msg", one -> one.content()
                .toString()
                .contains("idle"));
        // by its parent the front end tells the echo of its own value from an older one
        assertThat(message.published("comm_msg").get(0).at("/data/echo").asInt())
                .isEqualTo(7);
        assertThat(message.stream("stdout") + cell.stream("stdout")).isEqualTo("got 7\n");

        KERNEL.client().send(Channel.SHELL, "comm_close", Map.of("comm_id", id, "data", Map.of()));
        assertThat(KERNEL.request("comm_info_request", Map.of())
                        .content()
                        .get("comms")
                        .has(id))
                .isFalse();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static List<String> texts(JsonNode rows, int column) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.get(column).asText()));
        return texts;
    }
}
