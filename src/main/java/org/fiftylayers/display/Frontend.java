package org.fiftylayers.display;

import org.jspecify.annotations.Nullable;

/** Where the output of running code is read: Jupyter, the book, a grader. The {@link Display} of a cell speaks to it. */
public interface Frontend {
    /**
     * Shows something below the running cell.
     *
     * @param id a name under which it can be replaced later; each call of {@link Display#display} makes another one
     */
    void show(String id, MimeBundle bundle);

    /** Replaces everything that was shown under a name, in whichever cell. */
    void update(String id, MimeBundle bundle);

    /** Takes away what the running cell has shown and printed; with {@code later}, only when the next output comes. */
    void clear(boolean later);

    /**
     * Asks whoever reads for a line of text.
     *
     * @param hidden whether it is a password, which is not to be seen while it is typed
     * @throws UnsupportedOperationException if nobody is there to answer
     */
    default String ask(String prompt, boolean hidden) {
        throw new UnsupportedOperationException("this notebook runs without a reader, so nobody can answer: " + prompt);
    }

    /** How to exchange messages with the front end's own programs, such as widgets; null where nobody listens. */
    default @Nullable Comms comms() {
        return null;
    }
}
