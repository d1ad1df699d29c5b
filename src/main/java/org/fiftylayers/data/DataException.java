package org.fiftylayers.data;

import java.io.IOException;

/** A file does not hold what its format says; the message names the file, the place, the value and the rule. */
public final class DataException extends IOException {
    private static final long serialVersionUID = 1;

    DataException(String message) {
        super(message);
    }
}
