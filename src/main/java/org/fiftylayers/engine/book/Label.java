package org.fiftylayers.engine.book;

import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Something that a text can refer to.
 *
 * @param id the label, which is also the HTML id
 * @param number as in “1.3”; empty if things of this kind, or on this page, have none
 * @param title the node whose content is its title or caption; null if it has none
 */
record Label(String id, Kind kind, Page page, String number, @Nullable Node title, Place place) {
    enum Kind {
        CHAPTER("Chapter"),
        SECTION("Section"),
        EQUATION("Equation"),
        FIGURE("Figure"),
        TABLE("Table"),
        EXERCISE("Exercise"),
        CLAIM("Claim"),
        /** An entry of the glossary. */
        TERM(""),
        /** A place in the text without a name of its own: a reference to it must bring its words. */
        SPOT("");

        final String noun;

        Kind(String noun) {
            this.noun = noun;
        }
    }

    /** Where it is, as a link from another page says it. */
    String address() {
        return page.address() + "#" + id;
    }

    /** As a sentence names it: “Figure 1.3”, “(1.3)” for an equation, the noun alone if it has no number. */
    String name() {
        if (kind == Kind.EQUATION) {
            return "(" + number + ")";
        }
        return number.isEmpty() ? kind.noun : kind.noun + " " + number;
    }
}
