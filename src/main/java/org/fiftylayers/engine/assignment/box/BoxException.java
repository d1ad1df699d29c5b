package org.fiftylayers.engine.assignment.box;

/** Why the box gave no value. */
public final class BoxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose doing it is, and what. */
    public enum Kind {
        /** The student's code threw something. */
        THREW,
        /** The student's program has no such method or variable. */
        MISSING,
        /** No answer in time. */
        TIMED_OUT,
        /** The process ended, or said what is no answer. */
        DIED
    }

    private final Kind kind;

    BoxException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }
}
