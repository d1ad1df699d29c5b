package org.fiftylayers.engine.book;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the templates see of a page. Names that end in {@code Html} hold markup, all others plain text.
 *
 * @param number the chapter's number, empty if it has none
 * @param failures why the page is not as it should be; empty if all is well
 */
public record PageView(
        BookView book,
        String name,
        String title,
        String titleHtml,
        String number,
        String bodyHtml,
        List<SectionView> sections,
        List<ReferenceView> references,
        @Nullable LinkView previous,
        @Nullable LinkView next,
        List<String> failures,
        List<DownloadView> downloads) {

    /**
     * What the templates see of the whole book.
     *
     * @param license the licence's name and address; null if there is none
     */
    public record BookView(
            String title,
            String subtitle,
            String description,
            List<String> authors,
            @Nullable LinkView license,
            List<PartView> parts) {}

    /** A part of the book; the title is empty if the book has no parts. */
    public record PartView(String title, List<ChapterView> chapters) {}

    /** A line of the table of contents. */
    public record ChapterView(String name, String number, String titleHtml, String summaryHtml, LinkView link) {}

    /** A section of this page, with those below it. */
    public record SectionView(String id, String number, String titleHtml, List<SectionView> sections) {}

    /** An entry of the page's list of references. */
    public record ReferenceView(String key, String html) {}

    /** A file to take along. */
    public record DownloadView(String address, String text, String size) {}

    /** An address and what stands there. */
    public record LinkView(String address, String html) {}
}
