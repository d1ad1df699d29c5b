package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.CellResult;
import org.fiftylayers.engine.shell.Shell;
import org.jspecify.annotations.Nullable;

/** Runs cells and what else front ends want to run, and numbers the cells. */
final class Execution {
    private final Iopub iopub;
    private final Input input;
    private final CommTable comms;
    private final History history;
    private int count;

    Execution(Iopub iopub, Input input, CommTable comms, History history) {
        this.iopub = iopub;
        this.input = input;
        this.comms = comms;
        this.history = history;
    }

    /** Answers an {@code execute_request}. */
    ObjectNode run(Shell shell, Message request) throws BadMessage {
        Content content = Content.of(request);
        String code = content.text("code");
        boolean silent = content.flag("silent", false);
        boolean stored = !silent && !code.isBlank() && content.flag("store_history", true);
        boolean allowStdin = content.flag("allow_stdin", false);
        ObjectNode expressions = content.dictionary("user_expressions");
        String name = "cell";
        if (stored) {
            count++;
            name = "cell " + count; // what the reader sees as In [7]
        }
        Broadcast cell = new Broadcast(name, request, silent, allowStdin, iopub, input, comms);
        cell.publish(
                "execute_input", Wire.JSON.createObjectNode().put("code", code).put("execution_count", count));
        CellResult result = shell.eval(name, code, null, cell);
        MimeBundle shown = result.shown();
        if (stored) {
            history.add(count, code, text(shown));
        }
        if (result.error() != null) {
            ObjectNode reply = Content.error(result.error());
            cell.publish("error", reply.deepCopy().without("status"));
            return reply.put("execution_count", count);
        }
        if (shown != null) {
            cell.publish("execute_result", Broadcast.bundle(shown).put("execution_count", count));
        }
        ObjectNode reply = Content.ok().put("execution_count", count);
        reply.putArray("payload");
        reply.set("user_expressions", evaluate(expressions, shell, request));
        return reply;
    }

    private static @Nullable String text(@Nullable MimeBundle shown) {
        return shown != null && shown.data().get(MimeBundle.TEXT) instanceof String text ? text : null;
    }

    private ObjectNode evaluate(ObjectNode expressions, Shell shell, Message request) {
        Broadcast unseen = new Broadcast("", request, true, false, iopub, input, comms);
        ObjectNode values = Wire.JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> expression : expressions.properties()) {
            String name = "expression " + expression.getKey();
            CellResult result = shell.eval(name, expression.getValue().asText(), null, unseen);
            MimeBundle shown = result.shown();
            values.set(
                    expression.getKey(),
                    result.error() != null
                            ? Content.error(result.error())
                            : Content.ok().setAll(Broadcast.bundle(shown == null ? MimeBundle.text("") : shown)));
        }
        return values;
    }

    /** Runs what a front end's program asks for; what it prints and shows appears under the cell that set it up. */
    void call(Shell shell, CommTable.Callback callback) {
        Broadcast cell = callback.cell();
        CellResult result = shell.call("a widget of " + cell.name(), callback.code(), cell);
        if (result.error() != null) {
            cell.publish("error", Content.error(result.error()).without("status"));
        }
    }
}
