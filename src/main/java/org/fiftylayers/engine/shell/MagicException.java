package org.fiftylayers.engine.shell;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A magic that cannot do what it is told. */
public final class MagicException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String magic;
    private final @Nullable String remedy;

    MagicException(String magic, String message, @Nullable String remedy) {
        super(message);
        this.magic = magic;
        this.remedy = remedy;
    }

    /** The magic as a reader writes it, such as {@code %maven}. */
    String magic() {
        return magic;
    }

    @Nullable
    String remedy() {
        return remedy;
    }
}
