package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.shell.CellError;

/** What a request says. A field that is absent or null has its usual value; one of a wrong type is an error. */
record Content(String type, ObjectNode tree) {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    static Content of(Message message) {
        return new Content(message.type(), message.content());
    }

    String text(String field) throws BadMessage {
        JsonNode value = tree.path(field);
        if (!value.isTextual()) {
            throw wrong(field, value, "a string");
        }
        return value.textValue();
    }

    String text(String field, String usual) throws BadMessage {
        return absent(field) ? usual : text(field);
    }

    boolean flag(String field, boolean usual) throws BadMessage {
        JsonNode value = tree.path(field);
        if (absent(field)) {
            return usual;
        }
        if (!value.isBoolean()) {
            throw wrong(field, value, "true or false");
        }
        return value.booleanValue();
    }

    int number(String field, int usual) throws BadMessage {
        JsonNode value = tree.path(field);
        if (absent(field)) {
            return usual;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(field, value, "a whole number");
        }
        return value.intValue();
    }

    ObjectNode dictionary(String field) throws BadMessage {
        if (absent(field)) {
            return Wire.JSON.createObjectNode();
        }
        if (tree.path(field) instanceof ObjectNode dictionary) {
            return dictionary;
        }
        throw wrong(field, tree.path(field), "an object");
    }

    private boolean absent(String field) {
        return tree.path(field).isMissingNode() || tree.path(field).isNull();
    }

    private BadMessage wrong(String field, JsonNode value, String rule) {
        String is = value.isMissingNode() ? "missing" : value.toString();
        is = is.length() > 60 ? is.substring(0, 60) + "…" : is;
        return new BadMessage(type + ": " + field + " is " + is + "; must be " + rule);
    }

    /** The content of a reply that says yes. */
    static ObjectNode ok() {
        return Wire.JSON.createObjectNode().put("status", "ok");
    }

    /** The content of a reply that says no. */
    static ObjectNode error(String name, String message, List<String> traceback) {
        ObjectNode content = Wire.JSON
                .createObjectNode()
                .put("status", "error")
                .put("ename", name)
                .put("evalue", message);
        traceback.forEach(content.putArray("traceback")::add);
        return content;
    }

    /** Why a cell failed, its name in bold red where the front end has colours. */
    static ObjectNode error(CellError error) {
        List<String> lines = error.lines();
        String first = BOLD
                + error.type()
                + PLAIN
                + lines.get(0).substring(error.type().length());
        lines.set(0, first);
        return error(error.type(), error.message(), lines);
    }

    /** A tree of maps, lists and values as JSON. */
    static ObjectNode tree(Map<String, Object> tree) {
        return Wire.JSON.valueToTree(tree);
    }
}
