package org.fiftylayers.engine.kernel;

import java.io.Serial;

/** A kernel that cannot start; the message says why and what to do. */
final class KernelException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    KernelException(String message) {
        super(message);
    }
}
