package org.fiftylayers.engine.book;

import java.util.List;
import org.fiftylayers.engine.notebook.Notebook;
import org.jspecify.annotations.Nullable;

/**
 * A page of the book before it is rendered.
 *
 * @param name its file name in the site, without {@code .html}
 * @param file its source, as messages show it
 * @param number the chapter's number, or 0 for pages that have none
 * @param givenTitle the title that the table of contents gives it; empty if its first heading is the title
 * @param failed whether its source is missing or did not run through, so that there is nothing to show, or not everything
 * @param notebook as it ran for this build; null if the page is none, or did not run
 */
record Page(
        String name,
        String file,
        int number,
        String givenTitle,
        List<Part> parts,
        boolean failed,
        @Nullable Notebook notebook) {
    static final String INDEX = "index";

    String address() {
        return name + ".html";
    }
}
