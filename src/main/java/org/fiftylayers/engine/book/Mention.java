package org.fiftylayers.engine.book;

import org.jspecify.annotations.Nullable;

/**
 * A section that cites a reference or uses a term.
 *
 * @param section the numbered section; null before the first one, and where sections have no numbers
 */
record Mention(Page page, @Nullable Label section) {
    /** The id of the first citation of a key, or use of a term, in the section. */
    String id(String kind, String key) {
        return kind + "-" + key + (section == null ? "" : "-in-" + section.id());
    }
}
