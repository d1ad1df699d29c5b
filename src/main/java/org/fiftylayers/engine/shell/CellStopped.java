package org.fiftylayers.engine.shell;

import java.io.Serial;

/** Ends a cell from inside: an {@link Error}, so that a cell's {@code catch (Exception e)} lets it pass. */
final class CellStopped extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    final CellError.Kind kind;

    CellStopped(CellError.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }
}
