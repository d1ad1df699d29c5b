package org.fiftylayers.engine.shell;

/**
 * Whether a source is a whole cell.
 *
 * @param indent what the next line begins with, if it is incomplete
 */
public record Completeness(Status status, String indent) {
    public static final Completeness COMPLETE = new Completeness(Status.COMPLETE, "");
    public static final Completeness INVALID = new Completeness(Status.INVALID, "");

    /** The answers that Jupyter's protocol knows. */
    public enum Status {
        COMPLETE,
        INCOMPLETE,
        INVALID,
        UNKNOWN
    }
}
