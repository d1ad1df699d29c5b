package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Reads and writes notebooks. */
public final class Notebooks {
    /** One image of 100 MB as base64 still reads; a file that nests deeper than 500 is no notebook. */
    private static final JsonMapper JSON = mapper();

    private Notebooks() {}

    /**
     * Reads a notebook.
     *
     * @throws NotebookException if there is no such file, or it may not be read, is not UTF-8, not JSON, or not a notebook
     * @throws IOException if reading fails otherwise
     */
    public static Notebook read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NotebookException(file.toString(), "", "is a folder; name the notebooks in it");
        }
        try {
            return parse(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new NotebookException(file.toString(), "", "no such file");
        } catch (AccessDeniedException e) {
            throw new NotebookException(file.toString(), "", "may not be read; see who owns it and its permissions");
        }
    }

    /**
     * Reads a notebook from the bytes of its file.
     *
     * @param where what error messages call the source
     * @throws NotebookException if they are not UTF-8, not JSON, or not a notebook
     */
    public static Notebook parse(byte[] content, String where) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            return parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), where);
        } catch (CharacterCodingException e) {
            throw new NotebookException(where, "", "not UTF-8 text; save the file as UTF-8");
        }
    }

    /**
     * Reads a notebook from JSON. Notebooks of nbformat 4.0 to 4.4 are brought to 4.5: cells without an id get
     * {@code cell-1}, {@code cell-2} and so on.
     *
     * @param where what error messages call the source
     * @throws NotebookException naming {@code where}, the place and the rule
     */
    public static Notebook parse(String json, String where) {
        try {
            JsonNode root = JSON.readTree(json);
            return new NotebookReader(where).notebook(root);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new NotebookException(where, place, "not JSON: " + e.getOriginalMessage());
        }
    }

    /** The notebook as JSON text, byte for byte as Python's nbformat writes it. */
    public static String toJson(Notebook notebook) {
        return PythonJson.write(NotebookWriter.tree(notebook)) + "\n";
    }

    /** JSON with its keys sorted: equal trees give equal texts. */
    public static String canonical(JsonNode tree) {
        return PythonJson.write(tree);
    }

    /** Outputs as they stand in a notebook file. */
    public static ArrayNode tree(List<Output> outputs) {
        return NotebookWriter.outputs(outputs);
    }

    /**
     * Reads outputs from the tree that {@link #tree} gives.
     *
     * @throws NotebookException naming {@code where}, the place and the rule
     */
    public static List<Output> outputs(JsonNode tree, String where) {
        return new NotebookReader(where).outputs(tree, "/outputs");
    }

    /** Writes a notebook through a temporary file beside it, so that a reader never meets half of it. */
    public static void write(Notebook notebook, Path file) throws IOException {
        // no createTempFile, whose files are readable by nobody else and stay so when moved
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(temporary, toJson(notebook));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(150_000_000)
                        .maxNestingDepth(500)
                        .build());
        return mapper;
    }
}
