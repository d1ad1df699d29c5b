package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fiftylayers.display.Comm;
import org.jspecify.annotations.Nullable;

/** The open lines of messages to the front end's own programs, such as widgets. */
final class CommTable {
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private final Iopub iopub;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    CommTable(Iopub iopub) {
        this.iopub = iopub;
    }

    /** Opens a line on behalf of a cell. */
    Comm open(Broadcast cell, String target, Map<String, Object> data, Map<String, Object> metadata) {
        Line line = new Line(UUID.randomUUID().toString(), target, cell);
        lines.put(line.id, line);
        line.send("comm_open", data, metadata);
        return line;
    }

    /** What to run for a {@code comm_msg}, or null if the line is closed or nobody listens. */
    @Nullable
    Callback message(Message request, Content message) throws BadMessage {
        Line line = lines.get(message.text("comm_id"));
        Consumer<Map<String, Object>> action = line == null ? null : line.action;
        if (line == null || action == null) {
            return null;
        }
        line.parent = request.header();
        Map<String, Object> data = Wire.JSON.convertValue(message.dictionary("data"), TREE);
        return new Callback(line.cell, () -> action.accept(data));
    }

    /**
     * Whether a message that waits sets all that this one sets, before the next cell: a widget is dragged faster than its
     * picture is drawn, and only where it is now counts.
     */
    static boolean isOvertaken(Content message, Iterable<Message> waiting) {
        JsonNode data = message.tree().path("data");
        if (!data.path("method").asText().equals("update")) {
            return false;
        }
        for (Message later : waiting) {
            JsonNode content = later.content();
            if (later.type().equals("execute_request")) {
                return false;
            }
            if (later.type().equals("comm_msg")
                    && content.path("comm_id").equals(message.tree().path("comm_id"))
                    && content.path("data").path("method").equals(data.path("method"))
                    && setsAllOf(data.path("state"), content.path("data").path("state"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean setsAllOf(JsonNode earlier, JsonNode later) {
        return earlier.properties().stream().allMatch(attribute -> later.has(attribute.getKey()));
    }

    /** Code that a front end wants to run, and the cell under which its output appears. */
    record Callback(Broadcast cell, Runnable code) {}

    /** The front end wants to open a line; there is no program here that it could ask for. */
    void refuse(Message request) throws BadMessage {
        ObjectNode content =
                Wire.JSON.createObjectNode().put("comm_id", Content.of(request).text("comm_id"));
        content.putObject("data");
        iopub.say(request.header(), "comm_close", content);
    }

    /** The front end has closed a line. */
    void closed(Content message) throws BadMessage {
        lines.remove(message.text("comm_id"));
    }

    /** Answers a {@code comm_info_request}. */
    ObjectNode info(Content request) throws BadMessage {
        String target = request.text("target_name", "");
        ObjectNode reply = Content.ok();
        ObjectNode comms = reply.putObject("comms");
        for (Line line : lines.values()) {
            if (target.isEmpty() || target.equals(line.target)) {
                comms.putObject(line.id).put("target_name", line.target);
            }
        }
        return reply;
    }

    private final class Line implements Comm {
        private final String id;
        private final String target;
        private final Broadcast cell;
        private volatile @Nullable Consumer<Map<String, Object>> action;
        /** The last message heard, or the cell: by it a front end tells the echo of its own value from an older one. */
        private volatile ObjectNode parent;

        Line(String id, String target, Broadcast cell) {
            this.id = id;
            this.target = target;
            this.cell = cell;
            parent = cell.parent();
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void send(Map<String, Object> data) {
            if (lines.containsKey(id)) {
                send("comm_msg", data, Map.of());
            }
        }

        private void send(String type, Map<String, Object> data, Map<String, Object> metadata) {
            ObjectNode content = Wire.JSON.createObjectNode().put("comm_id", id);
            if (type.equals("comm_open")) {
                content.put("target_name", target);
            }
            content.set("data", Content.tree(data));
            iopub.publish(parent, type, content, Content.tree(metadata));
        }

        @Override
        public void onMessage(Consumer<Map<String, Object>> wanted) {
            action = wanted;
        }

        @Override
        public void close() {
            if (lines.remove(id) != null) {
                send("comm_close", Map.of(), Map.of());
            }
        }
    }
}
