package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Records back to the tree that a file holds: multi-line text as lists of lines. */
final class NotebookWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NotebookWriter() {}

    static ObjectNode tree(Notebook notebook) {
        ObjectNode tree = notebook.extra().deepCopy();
        ArrayNode cells = tree.putArray("cells");
        notebook.cells().forEach(cell -> cells.add(cell(cell)));
        ObjectNode metadata = notebook.metadata().deepCopy();
        metadata.remove(List.of("orig_nbformat", "orig_nbformat_minor", "signature"));
        tree.set("metadata", metadata);
        tree.put("nbformat", notebook.nbformat());
        tree.put("nbformat_minor", notebook.nbformatMinor());
        return tree;
    }

    private static ObjectNode cell(Cell cell) {
        ObjectNode tree = cell.extra().deepCopy();
        for (JsonNode attachment : tree.path("attachments")) {
            splitLines((ObjectNode) attachment);
        }
        tree.put("id", cell.id());
        tree.set("source", lines(cell.source()));
        ObjectNode metadata = cell.metadata().deepCopy();
        metadata.remove("trusted");
        tree.set("metadata", metadata);
        if (cell instanceof CodeCell code) {
            tree.put("cell_type", "code");
            tree.put("execution_count", code.executionCount());
            tree.set("outputs", outputs(code.outputs()));
        } else {
            tree.put("cell_type", cell instanceof MarkdownCell ? "markdown" : "raw");
        }
        return tree;
    }

    /** The outputs as they stand in a notebook file. */
    static ArrayNode outputs(List<Output> outputs) {
        ArrayNode tree = JSON.arrayNode();
        outputs.forEach(output -> tree.add(output(output)));
        return tree;
    }

    private static ObjectNode output(Output output) {
        ObjectNode tree = output.extra().deepCopy();
        if (output instanceof StreamOutput stream) {
            tree.put("output_type", "stream");
            tree.put("name", stream.name());
            tree.set("text", lines(stream.text()));
        } else if (output instanceof ErrorOutput error) {
            tree.put("output_type", "error");
            tree.put("ename", error.name());
            tree.put("evalue", error.value());
            ArrayNode traceback = tree.putArray("traceback");
            error.traceback().forEach(traceback::add);
        } else if (output instanceof RichOutput rich) {
            ObjectNode data = rich.data().deepCopy();
            splitLines(data);
            tree.set("data", data);
            tree.set("metadata", rich.metadata().deepCopy());
            if (rich instanceof ExecuteResult result) {
                tree.put("output_type", "execute_result");
                tree.put("execution_count", result.executionCount());
            } else {
                tree.put("output_type", "display_data");
            }
        }
        return tree;
    }

    private static void splitLines(ObjectNode bundle) {
        for (String mimeType : List.copyOf(
                bundle.propertyStream().map(java.util.Map.Entry::getKey).toList())) {
            JsonNode content = bundle.get(mimeType);
            boolean text = mimeType.startsWith("text/")
                    || mimeType.equals("image/svg+xml")
                    || mimeType.equals("application/javascript");
            if (text && content.isTextual()) {
                bundle.set(mimeType, lines(content.textValue()));
            }
        }
    }

    /** Lines with their ends, broken wherever Python's {@code str.splitlines} breaks. */
    static ArrayNode lines(String text) {
        ArrayNode lines = JSON.arrayNode();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!crlf && endsLine(c)) {
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static boolean endsLine(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
