package org.fiftylayers.engine.shell;

import org.fiftylayers.display.Comms;
import org.jspecify.annotations.Nullable;

/** Told what a cell does, and asked what it needs from its reader. */
@FunctionalInterface
public interface Listener {
    /** The cell printed or showed something; called in order, by several threads, one at a time. */
    void on(ShellEvent event);

    /**
     * The cell reads a line.
     *
     * @param hidden whether what is typed must not be seen
     * @throws UnsupportedOperationException if there is no reader
     */
    default String ask(String prompt, boolean hidden) {
        throw new UnsupportedOperationException(
                "the cell reads input, and this notebook runs without a reader who could answer");
    }

    /** How the cell reaches the front end's widgets; null where there are none. */
    default @Nullable Comms comms() {
        return null;
    }
}
