package org.fiftylayers.engine.book.myst;

import org.commonmark.node.CustomBlock;
import org.jspecify.annotations.Nullable;

/** Displayed mathematics on lines of its own, {@code $$ … $$ (label)}; numbered if it has a label. */
public final class Equation extends CustomBlock {
    private String tex = "";
    private @Nullable String label;
    private boolean closed;

    public String tex() {
        return tex;
    }

    public @Nullable String label() {
        return label;
    }

    /** False if the closing {@code $$} is missing. */
    public boolean closed() {
        return closed;
    }

    void complete(String tex, @Nullable String label, boolean closed) {
        this.tex = tex;
        this.label = label;
        this.closed = closed;
    }
}
