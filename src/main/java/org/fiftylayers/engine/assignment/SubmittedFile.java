package org.fiftylayers.engine.assignment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a file that a stranger wrote. Everything but their types, ids, sources and nbgrader's metadata is skipped
 * as it is read, so that a notebook costs no more memory than its text.
 */
final class SubmittedFile {
    /** Bytes. */
    static final int LARGEST = 20_000_000;

    private static final int DEEPEST = 100;
    private static final int MOST_CELLS = 5_000;
    private static final JsonMapper JSON = mapper();

    private final String file;
    private final List<Found> cells = new ArrayList<>();
    private int nbformat = -1;
    private boolean worksheets;

    private SubmittedFile(String file) {
        this.file = file;
    }

    /**
     * A cell.
     *
     * @param number its place in the file, counted from 1
     * @param gradeId nbgrader's id; empty if there is none
     */
    record Found(int number, String type, String id, String gradeId, String source) {}

    /**
     * Reads a file.
     *
     * @param shown what messages call it
     * @throws RefusedException if it is no notebook
     * @throws IOException if it cannot be read, which is no student's fault
     */
    static List<Found> read(Path path, String shown) throws RefusedException, IOException {
        SubmittedFile submitted = new SubmittedFile(shown);
        String text = submitted.text(path);
        try (JsonParser json = JSON.createParser(text)) {
            submitted.notebook(json);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String words = e.getOriginalMessage().lines().findFirst().orElse("");
            throw submitted.refused(
                    at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "is not JSON that can be read: " + shortened(words) + "; save the notebook anew from Jupyter");
        }
        return submitted.cells;
    }

    private String text(Path path) throws RefusedException, IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw refused("", "is not there");
        }
        if (attributes.isSymbolicLink()) {
            throw refused("", "is a symbolic link; hand in the notebook itself");
        }
        if (attributes.isDirectory()) {
            throw refused("", "is a folder; hand in the notebook itself");
        }
        if (!attributes.isRegularFile()) {
            throw refused("", "is no regular file; hand in the notebook itself");
        }
        if (attributes.size() > LARGEST) {
            throw refused(
                    "",
                    "has " + attributes.size() / 1_000_000 + " MB, more than " + LARGEST / 1_000_000
                            + "; clear the outputs, save, and hand it in again");
        }
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length == 0) {
            throw refused("", "is empty; save the notebook and hand it in again");
        }
        if (begins(bytes, 'P', 'K', 3, 4) || begins(bytes, 0x1F, 0x8B) || begins(bytes, '7', 'z', 0xBC)) {
            throw refused("", "is an archive; hand in the notebook itself, unpacked");
        }
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF) || begins(bytes, '{', 0) || begins(bytes, 0, '{')) {
            throw refused("", "is UTF-16 text; save it as UTF-8");
        }
        int start = begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("", "is not UTF-8 text; save it as UTF-8");
        }
    }

    private static boolean begins(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (bytes.length <= i || bytes[i] != (byte) first[i]) {
                return false;
            }
        }
        return true;
    }

    private void notebook(JsonParser json) throws IOException, RefusedException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw refused("", "is no notebook: it does not begin with an object; hand in the .ipynb file");
        }
        boolean any = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("cells")) {
                any = true;
                cells(json);
            } else if (field.equals("nbformat") && value == JsonToken.VALUE_NUMBER_INT) {
                nbformat = json.getValueAsInt(0);
            } else {
                worksheets |= field.equals("worksheets");
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw refused("", "goes on after the notebook's end; save the notebook anew from Jupyter");
        }
        if (worksheets || (nbformat >= 0 && nbformat < 4)) {
            throw refused("", "is of nbformat " + nbformat + "; open it in Jupyter and save it, which makes it 4");
        }
        if (nbformat != 4) {
            throw refused(
                    "",
                    nbformat < 0
                            ? "is no notebook: nbformat is missing or no number; hand in the .ipynb file"
                            : "is of nbformat " + nbformat + ", and only 4 can be read; save it from the Jupyter that"
                                    + " the course uses");
        }
        if (!any) {
            throw refused("", "is no notebook: cells are missing; hand in the .ipynb file");
        }
    }

    private void cells(JsonParser json) throws IOException, RefusedException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw refused("", "is no notebook: cells is no list; hand in the .ipynb file");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (cells.size() == MOST_CELLS) {
                throw refused("", "has more than " + MOST_CELLS + " cells; delete those that you do not need");
            }
            String place = "cell " + (cells.size() + 1);
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw refused(place, "is no cell but " + kind(json.currentToken()) + "; start from a fresh copy");
            }
            cells.add(cell(json, place));
        }
    }

    private Found cell(JsonParser json, String place) throws IOException, RefusedException {
        String type = "";
        String id = "";
        String source = null;
        JsonNode nbgrader = MissingNode.getInstance();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "cell_type" -> type = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "id" -> id = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "source" -> source = source(json, place);
                case "metadata" -> nbgrader = json.<JsonNode>readValueAsTree().path("nbgrader");
                default -> json.skipChildren();
            }
        }
        if (!List.of("code", "markdown", "raw").contains(type)) {
            throw refused(place, "cell_type is neither code nor markdown nor raw; start from a fresh copy");
        }
        if (source == null) {
            throw refused(place, "has no source; start from a fresh copy");
        }
        return new Found(cells.size() + 1, type, id, nbgrader.path("grade_id").asText(""), source);
    }

    private String source(JsonParser json, String place) throws IOException, RefusedException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw refused(place, "source is " + kind(json.currentToken()) + "; must be text");
        }
        StringBuilder text = new StringBuilder();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw refused(place, "source has " + kind(json.currentToken()) + " among its lines; must be text");
            }
            text.append(json.getText());
        }
        return text.toString();
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> "true or false";
        };
    }

    private RefusedException refused(String place, String message) {
        return new RefusedException(file, place, message);
    }

    private static String shortened(String words) {
        return words.length() > 200 ? words.substring(0, 200) + "…" : words;
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(10_000)
                        .maxStringLength(LARGEST)
                        .build());
        return mapper;
    }
}
