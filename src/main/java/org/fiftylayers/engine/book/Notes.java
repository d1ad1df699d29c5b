package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.node.Node;

/** The notes of a page, which stand beside the block that they belong to rather than at the page's foot. */
final class Notes {
    private final Prose prose;
    private final Map<String, FootnoteDefinition> defined = new TreeMap<>();
    private final IdentityHashMap<FootnoteDefinition, Integer> numbers = new IdentityHashMap<>();
    private final List<String> waiting = new ArrayList<>();

    Notes(Prose prose) {
        this.prose = prose;
    }

    /** Takes up the definitions of a cell, in place of those of the cell before. */
    void define(Node document) {
        defined.clear();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof FootnoteDefinition definition) {
                defined.put(definition.getLabel(), definition);
            }
        }
    }

    /** The raised number that stands for a note; the first one brings the note. */
    String reference(String label) {
        FootnoteDefinition definition = defined.get(label);
        if (definition == null) {
            prose.problem("footnote [^" + label + "] is not defined in this cell");
            return "";
        }
        Integer known = numbers.get(definition);
        int number = known == null ? numbers.size() + 1 : known;
        if (known == null) {
            numbers.put(definition, number);
            waiting.add(note(definition, number));
        }
        String id = known == null ? " id=\"note-ref-" + number + "\"" : "";
        return "<sup class=\"note-ref\"><a" + id + " href=\"#note-" + number + "\" aria-label=\"Note " + number + "\">"
                + number + "</a></sup>";
    }

    private String note(FootnoteDefinition definition, int number) {
        String html = prose.aside(definition);
        String back = "<a class=\"note-number\" href=\"#note-ref-" + number + "\" title=\"Back to the text\">" + number
                + "</a> ";
        int inFirst = html.startsWith("<p>") ? 3 : 0;
        return "<div class=\"side\" role=\"note\" id=\"note-" + number + "\">" + html.substring(0, inFirst) + back
                + html.substring(inFirst) + "</div>";
    }

    /** A note without a number, for the margin of the next block. */
    void add(String html) {
        waiting.add("<div class=\"side\" role=\"note\">" + html + "</div>");
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The block with the notes that wait for one. */
    String beside(String block) {
        String html = "<div class=\"noted\">\n" + block + "<div class=\"notes\">" + String.join("", waiting)
                + "</div>\n</div>\n";
        waiting.clear();
        return html;
    }
}
