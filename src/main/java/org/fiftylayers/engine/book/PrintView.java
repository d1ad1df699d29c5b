package org.fiftylayers.engine.book;

import java.util.List;
import org.fiftylayers.engine.book.PageView.BookView;
import org.fiftylayers.engine.book.PageView.LinkView;
import org.fiftylayers.engine.book.PageView.ReferenceView;
import org.fiftylayers.engine.book.PageView.SectionView;

/**
 * What the template of the print edition sees: the whole book as one page. Names that end in {@code Html} hold markup.
 *
 * @param styleSheet with all fonts inside
 * @param icon the book's icon, as an address that holds it
 * @param front the front page's words, with its links
 */
public record PrintView(BookView book, String styleSheet, String icon, PrintedPage front, List<PrintedPage> pages) {

    /**
     * A page of the site on paper.
     *
     * @param id what its sheets are called in the style sheet; the ids in it begin with its name and a slash
     * @param links the external addresses of which the text shows only the numbers, from 1
     */
    public record PrintedPage(
            String name,
            String id,
            String number,
            String titleHtml,
            String bodyHtml,
            List<SectionView> sections,
            List<ReferenceView> references,
            List<LinkView> links) {}
}
