package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.fiftylayers.display.Comm;
import org.fiftylayers.display.Comms;
import org.fiftylayers.display.Frontend;
import org.fiftylayers.display.MimeBundle;

/** A front end with widgets, as far as a test looks at it. */
final class Page implements Frontend, Comms {
    /** What is to be seen, by name, in order. */
    final Map<String, MimeBundle> shown = new LinkedHashMap<>();

    final List<Line> lines = new ArrayList<>();
    int updates;

    @Override
    public void show(String id, MimeBundle bundle) {
        shown.put(id, bundle);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        shown.replace(id, bundle);
        updates++;
    }

    @Override
    public void clear(boolean later) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Comms comms() {
        return this;
    }

    @Override
    public Comm open(String target, Map<String, Object> data, Map<String, Object> metadata) {
        Line line = new Line("comm" + lines.size(), target, data, metadata);
        lines.add(line);
        return line;
    }

    List<Object> texts() {
        return shown.values().stream()
                .map(bundle -> Objects.requireNonNull(bundle.data().get(MimeBundle.TEXT)))
                .toList();
    }

    /** The model of a class, such as {@code IntSliderModel}. */
    Line model(String name) {
        return lines.stream()
                .filter(line -> name.equals(line.state().get("_model_name")))
                .findFirst()
                .orElseThrow();
    }

    /** One line of messages, seen from the front end. */
    static final class Line implements Comm {
        final String target;
        final Map<String, Object> metadata;
        final List<Map<String, Object>> sent = new ArrayList<>();
        private final String id;
        private final Map<String, Object> opening;
        private Consumer<Map<String, Object>> action = message -> {};

        Line(String id, String target, Map<String, Object> opening, Map<String, Object> metadata) {
            this.id = id;
            this.target = target;
            this.opening = opening;
            this.metadata = metadata;
        }

        Map<?, ?> state() {
            return (Map<?, ?>) Objects.requireNonNull(opening.get("state"));
        }

        void receive(Map<String, Object> message) {
            action.accept(message);
        }

        /** The reader sets an attribute. */
        void set(String attribute, Object value) {
            receive(Map.of("method", "update", "state", Map.of(attribute, value), "buffer_paths", List.of()));
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void send(Map<String, Object> data) {
            sent.add(data);
        }

        @Override
        public void onMessage(Consumer<Map<String, Object>> action) {
            this.action = action;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }
}
