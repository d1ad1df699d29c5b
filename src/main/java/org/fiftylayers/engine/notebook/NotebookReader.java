package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the tree of a file to records, by the rules of nbformat's schema. */
final class NotebookReader {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern JSON_TYPE = Pattern.compile("application/(.*\\+)?json");
    private final String where;
    private final Set<String> ids = new HashSet<>();
    /** The number of the cell being read, counted from 1; 0 outside cells. */
    private int cellNumber;

    NotebookReader(String where) {
        this.where = where;
    }

    Notebook notebook(JsonNode root) {
        ObjectNode tree = object(root, "");
        int major = integer(tree, "nbformat", "");
        int minor = integer(tree, "nbformat_minor", "");
        if (major != 4) {
            throw error("/nbformat", "is " + major + "; must be 4 (convert with `jupyter nbconvert --to notebook`)");
        }
        ObjectNode metadata = object(required(tree, "metadata", ""), "/metadata");
        checkMetadata(metadata);
        JsonNode cells = array(required(tree, "cells", ""), "/cells");
        if (minor < 5) {
            cells.forEach(cell -> ids.add(cell.path("id").asText()));
        }
        List<Cell> read = new ArrayList<>();
        for (JsonNode cell : cells) {
            cellNumber = read.size() + 1;
            read.add(cell(cell, "/cells/" + read.size(), minor < 5));
        }
        cellNumber = 0;
        ObjectNode extra = without(tree, "cells", "metadata", "nbformat", "nbformat_minor");
        return new Notebook(read, metadata, major, Math.max(5, minor), extra);
    }

    private void checkMetadata(ObjectNode metadata) {
        if (metadata.has("kernelspec")) {
            ObjectNode kernel = object(metadata.get("kernelspec"), "/metadata/kernelspec");
            string(required(kernel, "name", "/metadata/kernelspec"), "/metadata/kernelspec/name");
            string(required(kernel, "display_name", "/metadata/kernelspec"), "/metadata/kernelspec/display_name");
        }
        if (metadata.has("language_info")) {
            ObjectNode language = object(metadata.get("language_info"), "/metadata/language_info");
            string(required(language, "name", "/metadata/language_info"), "/metadata/language_info/name");
        }
        if (metadata.has("title")) {
            string(metadata.get("title"), "/metadata/title");
        }
    }

    private Cell cell(JsonNode node, String at, boolean old) {
        ObjectNode cell = object(node, at);
        String type = string(required(cell, "cell_type", at), at + "/cell_type");
        String id = id(cell, at, old);
        ObjectNode metadata = object(required(cell, "metadata", at), at + "/metadata");
        checkCellMetadata(metadata, at + "/metadata");
        String source = text(required(cell, "source", at), at + "/source");
        switch (type) {
            case "markdown", "raw" -> {
                ObjectNode extra = without(cell, "cell_type", "id", "metadata", "source");
                joinAttachments(extra, at);
                return type.equals("raw")
                        ? new RawCell(id, source, metadata, extra)
                        : new MarkdownCell(id, source, metadata, extra);
            }
            case "code" -> {
                ObjectNode extra = without(cell, "cell_type", "id", "metadata", "source", "outputs", "execution_count");
                joinAttachments(extra, at);
                Integer count = count(cell, at);
                List<Output> outputs = outputs(required(cell, "outputs", at), at + "/outputs");
                return new CodeCell(id, source, metadata, count, outputs, extra);
            }
            default -> throw error(at + "/cell_type", "is \"" + type + "\"; must be code, markdown or raw");
        }
    }

    private String id(ObjectNode cell, String at, boolean old) {
        if (old && !cell.has("id")) {
            int number = cellNumber;
            while (!ids.add("cell-" + number)) {
                number++;
            }
            return "cell-" + number;
        }
        String id = string(required(cell, "id", at), at + "/id");
        if (!ID.matcher(id).matches()) {
            throw error(at + "/id", "is \"" + id + "\"; must be 1 to 64 letters, digits, - or _");
        }
        if (!ids.add(id) && !old) {
            throw error(at + "/id", "\"" + id + "\" is also the id of an earlier cell; ids must be unique");
        }
        return id;
    }

    private void checkCellMetadata(ObjectNode metadata, String at) {
        if (metadata.has("name") && string(metadata.get("name"), at + "/name").isEmpty()) {
            throw error(at + "/name", "must not be empty");
        }
        if (metadata.has("tags")) {
            Set<String> seen = new HashSet<>();
            for (JsonNode tag : array(metadata.get("tags"), at + "/tags")) {
                String name = string(tag, at + "/tags/" + seen.size());
                if (name.isEmpty() || name.contains(",") || !seen.add(name)) {
                    throw error(at + "/tags", "has \"" + name + "\"; tags must be unique, not empty, without commas");
                }
            }
        }
    }

    private void joinAttachments(ObjectNode extra, String at) {
        if (!extra.has("attachments")) {
            return;
        }
        ObjectNode attachments =
                object(extra.get("attachments"), at + "/attachments").deepCopy();
        for (String name : names(attachments)) {
            attachments.set(name, bundle(attachments.get(name), at + "/attachments/" + escaped(name)));
        }
        extra.set("attachments", attachments);
    }

    /** Outputs as they stand in a notebook file. */
    List<Output> outputs(JsonNode node, String at) {
        List<Output> outputs = new ArrayList<>();
        for (JsonNode output : array(node, at)) {
            outputs.add(output(output, at + "/" + outputs.size()));
        }
        return outputs;
    }

    private Output output(JsonNode node, String at) {
        ObjectNode output = object(node, at);
        String type = string(required(output, "output_type", at), at + "/output_type");
        switch (type) {
            case "stream" -> {
                String name = string(required(output, "name", at), at + "/name");
                String text = text(required(output, "text", at), at + "/text");
                return new StreamOutput(name, text, without(output, "output_type", "name", "text"));
            }
            case "error" -> {
                String name = string(required(output, "ename", at), at + "/ename");
                String value = string(required(output, "evalue", at), at + "/evalue");
                List<String> traceback = new ArrayList<>();
                for (JsonNode line : array(required(output, "traceback", at), at + "/traceback")) {
                    traceback.add(string(line, at + "/traceback/" + traceback.size()));
                }
                ObjectNode extra = without(output, "output_type", "ename", "evalue", "traceback");
                return new ErrorOutput(name, value, traceback, extra);
            }
            case "display_data", "execute_result" -> {
                ObjectNode data = bundle(required(output, "data", at), at + "/data");
                ObjectNode metadata = object(required(output, "metadata", at), at + "/metadata");
                if (type.equals("display_data")) {
                    return new DisplayData(data, metadata, without(output, "output_type", "data", "metadata"));
                }
                ObjectNode extra = without(output, "output_type", "data", "metadata", "execution_count");
                return new ExecuteResult(data, metadata, count(output, at), extra);
            }
            default ->
                throw error(
                        at + "/output_type",
                        "is \"" + type + "\"; must be stream, display_data, execute_result or error");
        }
    }

    private ObjectNode bundle(JsonNode node, String at) {
        ObjectNode bundle = object(node, at).deepCopy();
        for (String mimeType : names(bundle)) {
            if (!JSON_TYPE.matcher(mimeType).matches()) {
                bundle.put(mimeType, text(bundle.get(mimeType), at + "/" + escaped(mimeType)));
            }
        }
        return bundle;
    }

    private @Nullable Integer count(ObjectNode node, String at) {
        return required(node, "execution_count", at).isNull() ? null : integer(node, "execution_count", at);
    }

    private String text(JsonNode node, String at) {
        if (!node.isArray()) {
            return string(node, at);
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < node.size(); i++) {
            joined.append(string(node.get(i), at + "/" + i));
        }
        return joined.toString();
    }

    private JsonNode required(ObjectNode parent, String field, String at) {
        JsonNode value = parent.get(field);
        if (value == null) {
            throw error(at + "/" + field, "is missing");
        }
        return value;
    }

    private ObjectNode object(JsonNode node, String at) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw wrongType(node, at, "an object");
    }

    private JsonNode array(JsonNode node, String at) {
        if (node.isArray()) {
            return node;
        }
        throw wrongType(node, at, "an array");
    }

    private String string(JsonNode node, String at) {
        if (node.isTextual()) {
            return node.textValue();
        }
        throw wrongType(node, at, "a string");
    }

    private int integer(ObjectNode parent, String field, String at) {
        JsonNode value = required(parent, field, at);
        if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0) {
            return value.intValue();
        }
        throw wrongType(value, at + "/" + field, "a whole number, at least 0");
    }

    private NotebookException wrongType(JsonNode node, String at, String wanted) {
        String found =
                node.isValueNode() ? node.toString() : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        return error(at, "is " + (found.isEmpty() ? "nothing" : found) + "; must be " + wanted);
    }

    private NotebookException error(String at, String rule) {
        String cell = cellNumber == 0 ? "" : "cell " + cellNumber;
        String pointer = at.isEmpty() || cell.isEmpty() ? at : ", " + at;
        return new NotebookException(where, cell + pointer, rule);
    }

    private static List<String> names(ObjectNode node) {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static ObjectNode without(ObjectNode node, String... fields) {
        // Shallow on purpose: the tree belongs to this reader alone.
        ObjectNode rest = node.objectNode();
        Set<String> known = Set.of(fields);
        node.properties().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .forEach(entry -> rest.set(entry.getKey(), entry.getValue()));
        return rest;
    }

    /** A name as a step of a JSON pointer (RFC 6901). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
