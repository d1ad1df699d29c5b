package org.fiftylayers.engine.book;

import com.fasterxml.jackson.databind.JsonNode;
import org.fiftylayers.engine.notebook.Output;
import org.fiftylayers.engine.notebook.RichOutput;

/**
 * A claim of the book, as a cell has shown it.
 *
 * @param place the cell
 * @param expected what the text says; {@code true} for a statement without a number
 * @param tolerance how far from it the measured value may lie
 * @param source where the expected value comes from; may be empty
 */
record Claim(
        Label label, Place place, String statement, String expected, String tolerance, String measured, String source) {
    private static final String TYPE = "application/vnd.fiftylayers.claim+json";

    static boolean is(Output output) {
        return output instanceof RichOutput rich && rich.data().has(TYPE);
    }

    static Claim of(Label label, Place place, RichOutput output) {
        JsonNode fields = output.data().path(TYPE);
        return new Claim(
                label,
                place,
                fields.path("statement").asText(),
                fields.path("expected").asText(),
                fields.path("tolerance").asText(),
                fields.path("measured").asText(),
                fields.path("source").asText());
    }
}
