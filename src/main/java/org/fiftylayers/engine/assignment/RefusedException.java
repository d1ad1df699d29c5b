package org.fiftylayers.engine.assignment;

/** A file that cannot be taken as a submission; the message names file and cell, and says what to do. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Names the place.
     *
     * @param cell such as {@code cell 4}; empty if the whole file is meant
     */
    RefusedException(String file, String cell, String message) {
        super(file + (cell.isEmpty() ? "" : ", " + cell) + ": " + message);
    }
}
