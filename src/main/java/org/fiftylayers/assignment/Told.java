package org.fiftylayers.assignment;

/** A test's failure in words that a student may read, even where the test itself is hidden. */
public final class Told extends AssertionError {
    private static final long serialVersionUID = 1;

    /** A failure that tells what is wrong with the student's value, and not what it should be. */
    public Told(String message) {
        super(message);
    }
}
