package org.fiftylayers.engine.book;

import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.jspecify.annotations.Nullable;

/** What rendering a page needs to know of the whole book. */
record Book(
        List<Page> pages,
        Survey survey,
        Bibliography bibliography,
        Typesetter typesetter,
        Images images,
        Downloads downloads,
        Path root,
        Problems problems) {

    /** The page made from a source file, by the path that an author writes on another page. */
    @Nullable
    Page page(Page from, String path) {
        Path wanted = Path.of(from.file()).resolveSibling(path).normalize();
        String bare = wanted.toString();
        for (Page page : pages) {
            Path file = Path.of(page.file()).normalize();
            String name = file.toString().replaceAll("\\.(ipynb|md)$", "");
            if (file.equals(wanted) || name.equals(bare) || page.name().equals(path)) {
                return page;
            }
        }
        return null;
    }
}
