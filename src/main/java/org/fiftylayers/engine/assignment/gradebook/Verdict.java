package org.fiftylayers.engine.assignment.gradebook;

/** What became of a graded item. */
public enum Verdict {
    PASSED,
    /** The student's value is not the expected one. */
    FAILED,
    /** The student's code threw something. */
    THREW,
    /** No answer within the item's time. */
    TIMED_OUT,
    /** The student's process ended. */
    DIED,
    /** The cell does not compile. */
    NOT_COMPILED,
    /** What the item asks for is not in the notebook. */
    MISSING,
    /** A person has yet to judge it. */
    MANUAL,
    /** Our own failure, not the student's: to be tried again, and never a mark. */
    OURS
}
