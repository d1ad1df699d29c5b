package org.fiftylayers.engine.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum by which {@code nbgrader validate} tells a student that a given cell was changed, as nbgrader 0.9 computes
 * it: the MD5 of text, type, roles, id and points. It guards against mistakes, not against anyone.
 */
final class Checksum {
    private Checksum() {}

    /**
     * A released cell's checksum.
     *
     * @param type the cell's, as in {@code markdown}
     * @param nbgrader its metadata of that name
     */
    static String of(String source, String type, JsonNode nbgrader) {
        boolean grade = nbgrader.path("grade").asBoolean();
        boolean solution = nbgrader.path("solution").asBoolean();
        boolean locked = !solution && (grade || nbgrader.path("locked").asBoolean());
        String text = source
                + type
                + word(grade)
                + word(solution)
                + word(locked)
                + nbgrader.path("grade_id").asText()
                + (grade ? nbgrader.path("points").asDouble() : "");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Python writes it. */
    private static String word(boolean value) {
        return value ? "True" : "False";
    }
}
