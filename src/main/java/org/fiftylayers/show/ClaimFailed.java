package org.fiftylayers.show;

/** A sentence of the book and the computation beside it disagree; thrown by {@link Claim}. */
public final class ClaimFailed extends RuntimeException {
    ClaimFailed(String message) {
        super(message);
    }
}
