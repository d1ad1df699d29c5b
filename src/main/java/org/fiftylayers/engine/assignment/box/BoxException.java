package org.fiftylayers.engine.assignment.box;

import java.util.List;

/** Why the box gave no value. */
public final class BoxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose doing it is, and what. */
    public enum Kind {
        /** The student's code threw something. */
        THREW,
        /** The student's program has no such method or variable. */
        MISSING,
        /** What the student's code returned is not plain data. */
        UNFIT,
        /** No answer in time. */
        TIMED_OUT,
        /** The process ended, or said what is no answer. */
        DIED,
        /** The process was killed, most likely by someone outside: by the system for want of memory, or by hand. */
        KILLED
    }

    private final Kind kind;
    private final List<String> classes;

    /** A failure; the message may hold a student's words. */
    public BoxException(Kind kind, String message) {
        this(kind, message, List.of());
    }

    BoxException(Kind kind, String message, List<String> classes) {
        super(message);
        this.kind = kind;
        this.classes = List.copyOf(classes);
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }

    /** The name of the class that was thrown, and of those above it, if the box tells the truth. */
    public List<String> classes() {
        return classes;
    }
}
