package org.fiftylayers.engine.kernel.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request and what has come for it up to now; output of a thread that outlives its cell may still be added. */
public final class Exchange {
    private static final int LONG = 500;

    private final Message request;
    private final List<Message> published = new ArrayList<>();
    private final Deque<Message> questions = new ArrayDeque<>();
    private @Nullable Message reply;
    private boolean idle;

    Exchange(Message request) {
        this.request = request;
    }

    void add(Message message) {
        switch (message.channel()) {
            case IOPUB -> {
                published.add(message);
                idle |= message.isStatus("idle");
            }
            case STDIN -> questions.add(message);
            default -> {
                if (reply != null) {
                    throw new KernelException("the kernel answered " + request.type() + " twice: " + reply.content()
                            + " and " + message.content());
                }
                reply = message;
            }
        }
    }

    public Message request() {
        return request;
    }

    public boolean isAnswered() {
        return reply != null;
    }

    /** Whether the kernel has said that it is idle again. */
    public boolean isIdle() {
        return idle;
    }

    /**
     * The reply.
     *
     * @throws IllegalStateException if it has not come yet
     */
    public Message reply() {
        if (reply == null) {
            throw new IllegalStateException("no reply to " + request.type() + " yet; wait for it first");
        }
        return reply;
    }

    /** What the reply says. */
    public JsonNode content() {
        return reply().content();
    }

    /** {@code ok}, {@code error} or {@code aborted}. */
    public String status() {
        return content().path("status").asText();
    }

    /** Everything on iopub, in order, busy and idle included. */
    public List<Message> published() {
        return List.copyOf(published);
    }

    /** What the messages of one type say, in order. */
    public List<JsonNode> published(String type) {
        return published.stream()
                .filter(message -> message.type().equals(type))
                .map(Message::content)
                .toList();
    }

    /** What was written to a stream, {@code stdout} or {@code stderr}. */
    public String stream(String name) {
        StringBuilder text = new StringBuilder();
        for (JsonNode content : published("stream")) {
            if (content.path("name").asText().equals(name)) {
                text.append(content.path("text").asText());
            }
        }
        return text.toString();
    }

    /** The cell's value as plain text, or null if it has none. */
    public @Nullable String result() {
        List<JsonNode> results = published("execute_result");
        return results.isEmpty()
                ? null
                : results.get(0).path("data").path("text/plain").asText();
    }

    /** The questions on stdin that have not been answered yet. */
    Deque<Message> questions() {
        return questions;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(brief(request)).append(" -> ");
        text.append(reply == null ? "no reply" : brief(reply)).append("; published:");
        published.forEach(message -> text.append("\n  ").append(brief(message)));
        return text.toString();
    }

    private static String brief(Message message) {
        String content = message.content().toString();
        return message.type() + " " + (content.length() <= LONG ? content : content.substring(0, LONG) + "…");
    }
}
