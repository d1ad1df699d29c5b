package org.fiftylayers.engine.maven;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A library that cannot be had; says which, where it was looked for, and what to do. */
public final class MavenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String remedy;

    MavenException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
