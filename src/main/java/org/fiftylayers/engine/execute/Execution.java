package org.fiftylayers.engine.execute;

import java.nio.file.Path;
import java.time.Duration;
import org.fiftylayers.engine.notebook.Notebook;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notebook.
 *
 * @param file the notebook's file
 * @param notebook the notebook with fresh outputs, up to the failure if there is one; null if it could not be read
 * @param failure why it did not run through, or null if it did
 * @param duration how long it took
 * @param cached whether the outputs come from the cache
 */
public record Execution(
        Path file, @Nullable Notebook notebook, @Nullable Failure failure, Duration duration, boolean cached) {
    /** The failure as the report says it; empty if there is none. */
    public String report() {
        return failure == null ? "" : failure.report(file.toString());
    }
}
