package org.fiftylayers.engine.book;

import java.util.List;
import java.util.Map;

/**
 * What {@code book/myst.yml} says.
 *
 * @param title the book's title
 * @param subtitle a line below it; may be empty
 * @param description what the book is, in a sentence or two; may be empty
 * @param authors their names
 * @param license the licence of the text, such as {@code CC-BY-4.0}; may be empty
 * @param bibliography BibTeX files, relative to {@code book/}
 * @param macros TeX macros by name, such as {@code \R}
 * @param contents the table of contents
 */
public record Configuration(
        String title,
        String subtitle,
        String description,
        List<String> authors,
        String license,
        List<String> bibliography,
        Map<String, String> macros,
        List<Entry> contents) {

    /**
     * A line of the table of contents: a page, or a part with pages below it.
     *
     * @param title the part's title, or the page's if it is not to be its first heading; may be empty
     * @param file the page's source relative to {@code book/}; empty for a part
     * @param children the pages of a part
     * @param place where it stands in the configuration
     */
    public record Entry(String title, String file, List<Entry> children, Place place) {}
}
