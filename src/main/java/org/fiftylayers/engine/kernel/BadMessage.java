package org.fiftylayers.engine.kernel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A message that breaks the protocol; says how. */
final class BadMessage extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient @Nullable Message request;

    BadMessage(String message) {
        this(message, null);
    }

    /** A message of which only identities and header can be read: enough to tell its sender so. */
    BadMessage(String message, @Nullable Message request) {
        super(message);
        this.request = request;
    }

    /** Whom to tell; null if the message does not come from someone who knows the key. */
    @Nullable
    Message request() {
        return request;
    }
}
