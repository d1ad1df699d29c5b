package org.fiftylayers.engine.kernel;

import java.io.Serial;

/** A message that breaks the protocol; says how. */
final class BadMessage extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    BadMessage(String message) {
        super(message);
    }
}
