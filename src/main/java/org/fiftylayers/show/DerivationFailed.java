package org.fiftylayers.show;

/** Two lines of a derivation have different values; thrown by {@link Derivation}. */
public final class DerivationFailed extends RuntimeException {
    private final int line;

    DerivationFailed(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line that does not follow from the one before it, counted from 1. */
    public int line() {
        return line;
    }
}
