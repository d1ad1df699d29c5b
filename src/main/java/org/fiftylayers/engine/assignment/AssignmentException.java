package org.fiftylayers.engine.assignment;

/** What is wrong with a notebook of an assignment: file, cell and rule. */
public final class AssignmentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Names the place.
     *
     * @param cell a cell's id; empty if the whole file is meant
     */
    public AssignmentException(String file, String cell, String message) {
        super(file + (cell.isEmpty() ? "" : ", cell '" + cell + "'") + ": " + message);
    }
}
