package org.fiftylayers.engine.book.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.fiftylayers.engine.book.search.Entry.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a page's HTML what it can be searched for. A block with an id is an entry of its own, and a heading is one with
 * all that follows it and has no id. What is hidden from those who listen to the page, what a program drew or printed, and
 * what only repeats another place is left out.
 */
final class PageText {
    private static final Set<String> VOID = Set.of("area", "br", "col", "hr", "img", "input", "source", "wbr");
    private static final Set<String> INLINE =
            Set.of("a", "abbr", "b", "cite", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup");
    private static final Set<String> SILENT = Set.of(
            "anchor", "claims", "figures", "fl-data", "html", "mentions", "note-number", "note-ref", "visually-hidden");
    private static final Set<String> HEADINGS = Set.of("h2", "h3", "h4", "h5", "h6");

    private final String html;
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<Element> open = new ArrayDeque<>();
    /** The heading under way, or the page itself before its first heading. */
    private Entry section = new Entry("", Kind.HEADING);

    private @Nullable Entry exercise;

    /**
     * An open element.
     *
     * @param entry where its words go; null for the section under way
     * @param names whether its words are the entry's name
     */
    private record Element(String tag, @Nullable Entry entry, boolean names, boolean silent) {}

    private PageText(String html) {
        this.html = html;
    }

    /** The entries of a page in order; the first one is the page itself, without a name. */
    static List<Entry> entries(String html) {
        PageText page = new PageText(html);
        page.entries.add(page.section);
        page.open.push(new Element("", null, false, false));
        page.read();
        return page.entries;
    }

    private void read() {
        int at = 0;
        while (at < html.length()) {
            int start = html.indexOf('<', at);
            text(html.substring(at, start < 0 ? html.length() : start));
            if (start < 0) {
                return;
            }
            int end = endOfTag(start);
            Tag tag = new Tag(html.substring(start, end));
            if (tag.closes()) {
                close(tag.name());
                at = end;
            } else if (tag.name().equals("math") || tag.name().equals("svg")) {
                String last = "</" + tag.name() + ">";
                int found = html.indexOf(last, end);
                at = found < 0 ? html.length() : found + last.length();
                String inside = html.substring(start, at);
                text(tag.name().equals("math") ? FormulaText.of(inside) : " " + title(inside) + " ");
            } else {
                open(tag);
                at = end;
            }
        }
    }

    /** After the {@code >} that ends a tag, which may stand in an attribute as well. */
    private int endOfTag(int start) {
        char quote = 0;
        for (int i = start; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote == 0 && c == '>') {
                return i + 1;
            }
            quote = c == quote ? 0 : quote == 0 && (c == '"' || c == '\'') ? c : quote;
        }
        return html.length();
    }

    private static String title(String svg) {
        int start = svg.indexOf("<title");
        int end = svg.indexOf("</title>");
        return start < 0 || end < start ? "" : svg.substring(svg.indexOf('>', start) + 1, end);
    }

    private void text(String escaped) {
        Element element = open.element();
        if (!element.silent() && !escaped.isEmpty()) {
            Entry entry = element.entry();
            (entry == null ? section : entry).append(Tag.unescaped(escaped), element.names());
        }
    }

    private void open(Tag tag) {
        String name = tag.name();
        text((INLINE.contains(name) ? "" : " ") + (name.equals("img") ? tag.attribute("alt") + " " : ""));
        if (VOID.contains(name) || name.isEmpty()) {
            return;
        }
        Element parent = open.element();
        List<String> classes = parent.silent() ? List.of() : tag.classes();
        if (parent.silent()
                || tag.attribute("aria-hidden").equals("true")
                || classes.stream().anyMatch(SILENT::contains)
                || (name.equals("pre") && !classes.contains("code"))) {
            open.push(new Element(name, null, false, true));
            return;
        }
        Entry entry = parent.entry();
        boolean heading = HEADINGS.contains(name);
        String id = INLINE.contains(name) ? "" : tag.attribute("id");
        if (!id.isEmpty()) {
            entry = new Entry(id, heading ? Kind.HEADING : classes.contains("cell") ? Kind.CODE : Kind.TEXT);
            entries.add(entry);
            section = heading ? entry : section;
            exercise = classes.contains("exercise") ? entry : exercise;
        } else if (classes.contains("solution")) {
            entry = exercise;
        }
        boolean first = entry != null && entry.isEmpty();
        boolean number = entry != null && classes.contains("number");
        String spoken = number ? tag.attribute("aria-label") : "";
        if (entry != null && !spoken.isEmpty()) {
            entry.append(spoken, true);
        }
        boolean names =
                parent.names() || heading || number || (first && (name.equals("dt") || classes.contains("title")));
        open.push(new Element(name, entry, names, !spoken.isEmpty()));
    }

    private void close(String name) {
        if (open.element().tag().equals(name)) {
            open.pop();
        } else if (open.stream().anyMatch(element -> element.tag().equals(name))) {
            while (!open.pop().tag().equals(name)) {
                // what was left open inside ends here too
            }
        }
        text(INLINE.contains(name) ? "" : " ");
    }
}
