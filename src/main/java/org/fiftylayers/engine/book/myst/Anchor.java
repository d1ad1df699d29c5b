package org.fiftylayers.engine.book.myst;

import org.commonmark.node.CustomBlock;

/** {@code (label)=}, which names the block that follows. */
public final class Anchor extends CustomBlock {
    private final String label;

    public Anchor(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
