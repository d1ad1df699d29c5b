package org.fiftylayers.engine.shell;

import java.io.Serial;

/** Code that a cell ran by {@link Kernel#eval} or a magic, and that does not compile. */
public final class EvalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient CellError error;

    EvalException(CellError error) {
        super(error.headline());
        this.error = error;
    }

    CellError error() {
        return error;
    }
}
