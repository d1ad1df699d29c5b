package org.fiftylayers.engine.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages what has changed, as server-sent events. A page says which of its kind it is when it begins to listen, so
 * that it misses nothing that happened before.
 */
final class Events {
    /** How often a page that has closed is noticed. */
    private static final long PULSE_MILLIS = 15_000;

    private State state;

    private record State(int number, Edition edition, boolean building) {}

    Events(Edition first) {
        state = new State(1, first, true);
    }

    synchronized Edition edition() {
        return state.edition();
    }

    synchronized void building() {
        state = new State(state.number() + 1, state.edition(), true);
        notifyAll();
    }

    synchronized void publish(Edition edition) {
        state = new State(state.number() + 1, edition, false);
        notifyAll();
    }

    /** The state when it is another one than was told, or the same after a while. */
    private synchronized State after(int told) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PULSE_MILLIS);
        long left = PULSE_MILLIS;
        while (state.number() == told && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return state;
    }

    /** Sends events until the page is gone or the server stops. */
    void send(HttpExchange exchange) throws IOException {
        Map<String, String> page = query(exchange.getRequestURI().getRawQuery());
        String path = page.getOrDefault("path", "/").substring(1);
        path = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
        String pageTag = page.getOrDefault("page", "");
        String styleTag = page.getOrDefault("style", "");
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        write(out, "retry: 500\n\n");
        int told = 0;
        try {
            while (true) {
                State now = after(told);
                if (now.number() == told) {
                    write(out, ": still here\n\n");
                    continue;
                }
                Edition edition = now.edition();
                if (!edition.pageTag(path).equals(pageTag)) {
                    write(out, "event: reload\ndata:\n\n");
                    pageTag = edition.pageTag(path);
                }
                if (!edition.styleTag().equals(styleTag)) {
                    styleTag = edition.styleTag();
                    write(out, "event: style\ndata: " + styleTag + "\n\n");
                }
                write(out, "event: state\ndata: " + json(now) + "\n\n");
                told = now.number();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String json(State state) {
        List<String> problems = state.edition().problems();
        String title = state.building()
                ? "Building…"
                : problems.isEmpty() ? "" : problems.size() == 1 ? "A problem" : problems.size() + " problems";
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("title", title).put("building", state.building());
        var array = json.putArray("problems");
        problems.forEach(array::add);
        return json.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
