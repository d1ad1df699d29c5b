package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.notebook.DisplayData;
import org.fiftylayers.engine.notebook.ErrorOutput;
import org.fiftylayers.engine.notebook.ExecuteResult;
import org.fiftylayers.engine.notebook.Output;
import org.fiftylayers.engine.notebook.StreamOutput;
import org.fiftylayers.engine.shell.CellError;
import org.fiftylayers.engine.shell.ShellEvent;

/** Gathers what a cell does into the outputs that its notebook stores. */
final class Outputs {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final List<Output> outputs = new ArrayList<>();
    /** By name, which of the outputs can be replaced. */
    private final Map<String, Integer> named = new HashMap<>();

    private boolean toClear;
    private int taken;

    synchronized void add(ShellEvent event) {
        if (event instanceof ShellEvent.Cleared cleared) {
            toClear = true;
            if (!cleared.later()) {
                clear();
            }
        } else if (event instanceof ShellEvent.Printed printed) {
            clear();
            print(printed.error() ? StreamOutput.STDERR : StreamOutput.STDOUT, printed.text());
        } else if (event instanceof ShellEvent.Shown shown) {
            clear();
            named.put(shown.id(), outputs.size());
            outputs.add(displayed(shown.bundle()));
        }
    }

    /** Replaces what this cell shows under a name, if it does. */
    synchronized void update(ShellEvent.Updated event) {
        Integer at = named.get(event.id());
        if (at != null) {
            outputs.set(at, displayed(event.bundle()));
        }
    }

    private void clear() {
        if (toClear) {
            toClear = false;
            outputs.clear();
            named.clear();
        }
    }

    private static DisplayData displayed(MimeBundle bundle) {
        return new DisplayData(data(bundle), metadata(bundle), JSON.objectNode());
    }

    synchronized void addResult(MimeBundle bundle, int count) {
        clear();
        outputs.add(new ExecuteResult(data(bundle), metadata(bundle), count, JSON.objectNode()));
    }

    synchronized void addError(CellError error) {
        clear();
        outputs.add(new ErrorOutput(error.type(), error.message(), error.lines(), JSON.objectNode()));
    }

    /** All outputs so far. */
    synchronized List<Output> take() {
        taken = outputs.hashCode();
        return List.copyOf(outputs);
    }

    /** Whether something came since they were last taken. */
    synchronized boolean changed() {
        return taken != outputs.hashCode();
    }

    private void print(String stream, String text) {
        Output last = outputs.isEmpty() ? null : outputs.get(outputs.size() - 1);
        if (last instanceof StreamOutput before && before.name().equals(stream)) {
            outputs.set(outputs.size() - 1, new StreamOutput(stream, before.text() + text, JSON.objectNode()));
        } else {
            outputs.add(new StreamOutput(stream, text, JSON.objectNode()));
        }
    }

    private static ObjectNode data(MimeBundle bundle) {
        return MAPPER.valueToTree(bundle.data());
    }

    private static ObjectNode metadata(MimeBundle bundle) {
        return MAPPER.valueToTree(bundle.metadata());
    }
}
