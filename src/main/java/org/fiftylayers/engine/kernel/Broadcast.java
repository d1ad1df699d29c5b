package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fiftylayers.display.Comms;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.Listener;
import org.fiftylayers.engine.shell.ShellEvent;

/**
 * Publishes what a cell prints and shows, then and later, as coming from the request that ran it.
 *
 * @param name what errors call the cell
 * @param silent whether nothing is to be seen of it
 */
record Broadcast(
        String name, Message request, boolean silent, boolean allowStdin, Iopub iopub, Input input, CommTable table)
        implements Listener {
    ObjectNode parent() {
        return request.header();
    }

    @Override
    public void on(ShellEvent event) {
        if (event instanceof ShellEvent.Printed printed) {
            publish(
                    "stream",
                    Wire.JSON
                            .createObjectNode()
                            .put("name", printed.error() ? "stderr" : "stdout")
                            .put("text", printed.text()));
        } else if (event instanceof ShellEvent.Shown shown) {
            publish("display_data", named(shown.bundle(), shown.id()));
        } else if (event instanceof ShellEvent.Updated updated) {
            publish("update_display_data", named(updated.bundle(), updated.id()));
        } else if (event instanceof ShellEvent.Cleared cleared) {
            publish("clear_output", Wire.JSON.createObjectNode().put("wait", cleared.later()));
        }
    }

    void publish(String type, ObjectNode content) {
        if (!silent) {
            iopub.publish(parent(), type, content, Wire.JSON.createObjectNode());
        }
    }

    static ObjectNode bundle(MimeBundle bundle) {
        ObjectNode content = Wire.JSON.createObjectNode();
        content.set("data", Content.tree(bundle.data()));
        content.set("metadata", Content.tree(bundle.metadata()));
        return content;
    }

    private static ObjectNode named(MimeBundle bundle, String id) {
        ObjectNode content = bundle(bundle);
        content.putObject("transient").put("display_id", id);
        return content;
    }

    @Override
    public String ask(String prompt, boolean hidden) {
        if (!allowStdin) {
            throw new UnsupportedOperationException("the cell reads input, and whoever runs it does not take questions"
                    + " (allow_stdin is false); run it in Jupyter, or give it what it reads as a value");
        }
        return input.ask(request, prompt, hidden);
    }

    @Override
    public Comms comms() {
        return (target, data, metadata) -> table.open(this, target, data, metadata);
    }
}
