package org.fiftylayers.engine.book.myst;

import org.commonmark.node.CustomNode;

/** Mathematics within a line: {@code $…$}, or {@code $$…$$} in the middle of a paragraph, which is displayed. */
public final class Formula extends CustomNode {
    private final String tex;
    private final boolean displayed;

    public Formula(String tex, boolean displayed) {
        this.tex = tex;
        this.displayed = displayed;
    }

    public String tex() {
        return tex;
    }

    public boolean displayed() {
        return displayed;
    }
}
