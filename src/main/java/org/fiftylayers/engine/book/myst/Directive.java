package org.fiftylayers.engine.book.myst;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.jspecify.annotations.Nullable;

/**
 * {@code :::{name} argument}, options as {@code :key: value} lines, a body, and {@code :::}; backticks instead of colons
 * mean the same. The body is Markdown and becomes the node's children, or stays text if the directive is one of
 * {@link #LITERAL}.
 */
public final class Directive extends CustomBlock {
    /** Directives whose body is not Markdown. */
    public static final Set<String> LITERAL = Set.of("math");

    private final String name;
    private final String argument;
    private final Map<String, String> options = new LinkedHashMap<>();
    private String text = "";
    private boolean closed;

    public Directive(String name, String argument) {
        this.name = name;
        this.argument = argument;
    }

    public String name() {
        return name;
    }

    /** What follows the name on its line; Markdown for titles and captions. */
    public String argument() {
        return argument;
    }

    public Map<String, String> options() {
        return Collections.unmodifiableMap(options);
    }

    public @Nullable String option(String key) {
        return options.get(key);
    }

    /** The label by which the book refers to it: {@code :label:}, or {@code :name:} as Sphinx writes it. */
    public @Nullable String label() {
        String label = options.get("label");
        return label != null ? label : options.get("name");
    }

    /** The body of a literal directive; empty for others. */
    public String text() {
        return text;
    }

    /** False if the closing fence is missing. */
    public boolean closed() {
        return closed;
    }

    void addOption(String key, String value) {
        options.put(key, value);
    }

    void setText(String text) {
        this.text = text;
    }

    void close() {
        closed = true;
    }
}
