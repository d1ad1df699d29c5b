package org.fiftylayers.engine.kernel.install;

import java.io.Serial;

/** What was asked for cannot be done; the message says why, and what to do. */
public final class InstallException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    InstallException(String message) {
        super(message);
    }
}
