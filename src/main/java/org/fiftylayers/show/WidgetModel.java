package org.fiftylayers.show;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fiftylayers.display.Comm;
import org.fiftylayers.display.Comms;

/**
 * This end of one of ipywidgets' models: a state that both ends keep equal by messages (its widget messaging protocol,
 * version 2.1). A reloaded page asks for all of it again.
 */
final class WidgetModel {
    static final String VIEW = "application/vnd.jupyter.widget-view+json";

    static final String BASE = "@jupyter-widgets/base";
    static final String CONTROLS = "@jupyter-widgets/controls";
    private static final String VERSION = "2.0.0";
    private static final Map<String, Object> PROTOCOL = Map.of("version", "2.1.0");

    private final Map<String, Object> state;
    private final Comm comm;

    private WidgetModel(Map<String, Object> state, Comm comm) {
        this.state = state;
        this.comm = comm;
    }

    /**
     * Makes a model at the other end.
     *
     * @param name its class there without the ending {@code Model}, such as {@code IntSlider}
     * @param values attributes other than their defaults
     * @param changed told the new values of attributes that the front end sets
     */
    static WidgetModel open(
            Comms comms,
            String module,
            String name,
            String viewModule,
            String view,
            Map<String, ?> values,
            Consumer<Map<?, ?>> changed) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("_model_module", module);
        state.put("_model_module_version", VERSION);
        state.put("_model_name", name + "Model");
        state.put("_view_module", viewModule);
        state.put("_view_module_version", VERSION);
        state.put("_view_name", view);
        state.putAll(values);
        Comm comm =
                comms.open("jupyter.widget", Map.of("state", Map.copyOf(state), "buffer_paths", List.of()), PROTOCOL);
        WidgetModel model = new WidgetModel(state, comm);
        comm.onMessage(message -> model.receive(message, changed));
        return model;
    }

    /** How the state of another model names this one. */
    String reference() {
        return "IPY_MODEL_" + comm.id();
    }

    /** The content of {@link #VIEW} that shows this model. */
    Map<String, Object> view() {
        return Map.of("version_major", 2, "version_minor", 0, "model_id", comm.id());
    }

    private void receive(Map<String, Object> message, Consumer<Map<?, ?>> changed) {
        Object method = message.get("method");
        if ("request_state".equals(method)) {
            send("update", state);
        } else if ("update".equals(method) && message.get("state") instanceof Map<?, ?> changes) {
            Map<String, Object> known = new LinkedHashMap<>();
            changes.forEach((key, value) -> known.put(String.valueOf(key), value));
            state.putAll(known);
            send("echo_update", known); // for other pages that show the same notebook
            changed.accept(known);
        }
    }

    private void send(String method, Map<String, Object> values) {
        comm.send(Map.of("method", method, "state", new LinkedHashMap<>(values), "buffer_paths", List.of()));
    }
}
