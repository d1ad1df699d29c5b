package org.fiftylayers.engine.book.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of a whole book as one script, which a page loads when its reader first searches: {@code fetch} does not work
 * from {@code file://}, a script does. It holds the words as they are read, for the excerpts; a reader's machine goes
 * through all of them in a few milliseconds, so they need no other order.
 */
public final class SearchIndex {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SearchIndex() {}

    /**
     * A page to be searched.
     *
     * @param address where results lead
     * @param title as results name it, with its number if it has one
     * @param html its content, without what all pages share
     */
    public record Page(String address, String title, String html) {}

    /**
     * The script: a call of {@code fiftyLayers.search} with a list of pages {@code [address, title, entries]}, whose entries
     * are {@code [id, kind, label, text]}. Kind is 0 for a heading, to which the entries up to the next one belong, 1 for
     * text and 2 for code.
     */
    public static String script(List<Page> pages) {
        return pages.parallelStream()
                .map(SearchIndex::line)
                .collect(Collectors.joining("", "fiftyLayers.search([\n", "]);\n"));
    }

    private static String line(Page page) {
        ArrayNode entries = JSON.arrayNode();
        for (Entry entry : PageText.entries(page.html())) {
            if (!entry.isEmpty() || entry.id.isEmpty()) {
                entries.addArray()
                        .add(entry.id)
                        .add(entry.kind.code)
                        .add(entry.label())
                        .add(entry.text());
            }
        }
        return JSON.arrayNode().add(page.address()).add(page.title()).add(entries) + ",\n";
    }
}
