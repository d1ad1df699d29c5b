package org.fiftylayers.engine.notebook;

import java.io.Serial;

/** A file that is no notebook; the message names file, place and rule. */
public final class NotebookException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The place inside the file: {@code line 3, column 7}, or {@code cell 2, /cells/1/source}; empty for the whole. */
    private final String place;

    private final String rule;

    NotebookException(String file, String place, String rule) {
        super(file + (place.isEmpty() ? "" : ", " + place) + ": " + rule);
        this.place = place;
        this.rule = rule;
    }

    public String place() {
        return place;
    }

    public String rule() {
        return rule;
    }
}
