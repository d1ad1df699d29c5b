package org.fiftylayers.engine.book.myst;

import org.commonmark.node.CustomNode;

/** {@code {name}`content`}. */
public final class Role extends CustomNode {
    private final String name;
    private final String content;

    public Role(String name, String content) {
        this.name = name;
        this.content = content;
    }

    public String name() {
        return name;
    }

    public String content() {
        return content;
    }
}
