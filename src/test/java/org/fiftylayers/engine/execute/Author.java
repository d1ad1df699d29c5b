package org.fiftylayers.engine.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.ErrorOutput;
import org.fiftylayers.engine.notebook.ExecuteResult;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Output;
import org.fiftylayers.engine.notebook.RichOutput;
import org.fiftylayers.engine.notebook.StreamOutput;

/** Writes notebooks for tests and reads their outputs. */
final class Author {
    private Author() {}

    /** A cell as JSON. */
    static String code(String source) {
        return codeWith(source, "");
    }

    /** A cell that must raise an exception, as JSON. */
    static String raising(String source) {
        return codeWith(source, "\"tags\": [\"raises-exception\"]");
    }

    /** A cell as JSON with metadata in JSON, without its braces. */
    static String codeWith(String source, String metadata) {
        return "{\"cell_type\": \"code\", \"metadata\": {" + metadata + "}, \"source\": " + quoted(source)
                + ", \"outputs\": [], \"execution_count\": null, \"id\": ";
    }

    static String markdown(String source) {
        return "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": " + quoted(source) + ", \"id\": ";
    }

    /** Writes a notebook of such cells. */
    static Path write(Path file, String... cells) throws IOException {
        StringBuilder json = new StringBuilder("{\"cells\": [");
        for (int i = 0; i < cells.length; i++) {
            json.append(i == 0 ? "" : ",\n")
                    .append(cells[i])
                    .append("\"cell-")
                    .append(i + 1)
                    .append("\"}");
        }
        json.append("], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}\n");
        return Files.writeString(file, json);
    }

    /** The outputs of a cell, counted from 1, each in one string: {@code stdout: text}, {@code result: 2}. */
    static List<String> outputs(Notebook notebook, int cell) {
        return ((CodeCell) notebook.cells().get(cell - 1))
                .outputs().stream().map(Author::text).toList();
    }

    private static String text(Output output) {
        if (output instanceof StreamOutput stream) {
            return stream.name() + ": " + stream.text();
        }
        if (output instanceof ErrorOutput error) {
            return "error: " + error.name() + ": " + error.value();
        }
        return (output instanceof ExecuteResult ? "result: " : "display: ") + ((RichOutput) output).text("text/plain");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
