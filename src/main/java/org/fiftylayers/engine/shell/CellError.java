package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a cell failed.
 *
 * @param kind what went wrong
 * @param type the exception's class, or {@code compile error}, {@code time limit} and the like
 * @param message what the exception says; may be empty
 * @param place the line of the failed cell, where known
 * @param details further lines: calls inside cells from the innermost on, the causes, other compile errors
 * @param remedy what to do about it, where the cause is known
 */
public record CellError(
        Kind kind, String type, String message, @Nullable Place place, List<String> details, @Nullable String remedy) {
    /** What went wrong. */
    public enum Kind {
        COMPILATION,
        EXCEPTION,
        STACK_OVERFLOW,
        OUT_OF_MEMORY,
        EXIT,
        TIME_LIMIT,
        OUTPUT_LIMIT,
        INTERRUPTED
    }

    public CellError {
        details = List.copyOf(details);
    }

    CellError withRemedy(@Nullable String better) {
        return better == null ? this : new CellError(kind, type, message, place, details, better);
    }

    /** The error in one line: type and message. */
    public String headline() {
        return message.isEmpty() ? type : type + ": " + message;
    }

    /** The error as lines for a reader, the place with its source line among them. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        if (place != null) {
            lines.add("  " + place);
            lines.add("    " + place.source());
            if (place.column() > 0) {
                lines.add(" ".repeat(place.column() + 3) + "^");
            }
        }
        details.forEach(detail -> lines.add("  " + detail));
        if (remedy != null) {
            lines.add("Remedy: " + remedy);
        }
        return lines;
    }
}
