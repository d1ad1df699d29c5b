package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.NotebookException;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;

/** Outputs of runs that went well, each in a file named by its {@link Fingerprint}. */
final class Cache {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    Cache(Path folder) {
        this.folder = folder;
    }

    /** The notebook with the outputs kept under a key, or null if there are none that can be read. */
    @Nullable
    Notebook find(String key, Notebook notebook) throws IOException {
        Path file = file(key);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            JsonNode kept = JSON.readTree(Files.readString(file));
            List<Cell> cells = new ArrayList<>();
            int next = 0;
            for (Cell cell : notebook.cells()) {
                if (cell instanceof CodeCell code) {
                    JsonNode outputs = kept.path(next++);
                    Integer count =
                            outputs.path("count").isInt() ? outputs.get("count").asInt() : null;
                    cells.add(code.withOutputs(count, Notebooks.outputs(outputs.path("outputs"), file.toString())));
                } else {
                    cells.add(cell);
                }
            }
            return notebook.withCells(cells);
        } catch (JsonProcessingException | NotebookException e) {
            return null; // damaged by whatever: as good as not there, and soon overwritten
        }
    }

    /** Keeps a notebook's outputs. Through a temporary file, so that nobody ever reads half of it. */
    void keep(String key, Notebook notebook) throws IOException {
        ArrayNode cells = JSON.createArrayNode();
        for (Cell cell : notebook.cells()) {
            if (cell instanceof CodeCell code) {
                cells.addObject().put("count", code.executionCount()).set("outputs", Notebooks.tree(code.outputs()));
            }
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "new", ".tmp");
        try {
            Files.writeString(temporary, cells.toString());
            Files.move(temporary, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".json");
    }
}
