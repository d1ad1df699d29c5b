package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.fiftylayers.engine.book.PageView.BookView;
import org.fiftylayers.engine.book.PageView.ChapterView;
import org.fiftylayers.engine.book.PageView.LinkView;
import org.fiftylayers.engine.book.PageView.PartView;
import org.fiftylayers.engine.book.PageView.ReferenceView;
import org.fiftylayers.engine.book.PageView.SectionView;
import org.jspecify.annotations.Nullable;

/** Renders all pages and gathers what the templates need to know of each. */
final class Views {
    /** Licences with an address of their own. */
    private static final Map<String, LinkView> LICENSES = Map.of(
            "CC-BY-4.0", new LinkView("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
            "CC-BY-SA-4.0", new LinkView("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"));

    private final Configuration configuration;
    private final Book book;
    private final Map<String, ChapterView> chapters = new HashMap<>();

    Views(Configuration configuration, Book book) {
        this.configuration = configuration;
        this.book = book;
        for (Page page : book.pages()) {
            PageRenderer renderer = new PageRenderer(book, page);
            String number = page.number() == 0 ? "" : String.valueOf(page.number());
            String title = titleHtml(page, renderer);
            LinkView link = new LinkView(page.address(), number.isEmpty() ? title : number + "\u2002" + title);
            chapters.put(page.name(), new ChapterView(page.name(), number, title, renderer.summary(page), link));
        }
    }

    /**
     * The pages in order; a front page is made if the table of contents has none.
     *
     * @param beforeEach called before a page is rendered
     */
    List<PageView> all(Runnable beforeEach) {
        BookView bookView = bookView();
        List<PageView> views = new ArrayList<>();
        boolean hasIndex = false;
        for (int i = 0; i < book.pages().size(); i++) {
            beforeEach.run();
            Page page = book.pages().get(i);
            hasIndex |= page.name().equals(Page.INDEX);
            views.add(view(page, bookView, link(i - 1), link(i + 1)));
        }
        if (!hasIndex) {
            views.add(new PageView(
                    bookView,
                    Page.INDEX,
                    configuration.title(),
                    Html.escape(configuration.title()),
                    "",
                    "",
                    List.of(),
                    List.of(),
                    null,
                    link(0),
                    List.of(),
                    List.of()));
        }
        return views;
    }

    private @Nullable LinkView link(int index) {
        return index < 0 || index >= book.pages().size()
                ? null
                : chapter(book.pages().get(index)).link();
    }

    private ChapterView chapter(Page page) {
        ChapterView chapter = chapters.get(page.name());
        if (chapter == null) {
            throw new IllegalArgumentException(page.name());
        }
        return chapter;
    }

    private PageView view(Page page, BookView bookView, @Nullable LinkView previous, @Nullable LinkView next) {
        PageRenderer renderer = new PageRenderer(book, page);
        String body = renderer.body(page);
        // on the page of the bibliography the entries stand already
        boolean listed = book.survey().lists(page, "bibliography");
        List<Reference> cited = listed ? List.of() : renderer.citations().inOrder();
        List<ReferenceView> references = cited.stream()
                .map(reference -> new ReferenceView(reference.key(), reference.html()))
                .toList();
        ChapterView chapter = chapter(page);
        List<String> failures = new ArrayList<>();
        book.problems().in(page.file()).forEach(problem -> failures.add(problem.toString()));
        return new PageView(
                bookView,
                page.name(),
                title(page),
                chapter.titleHtml(),
                chapter.number(),
                body,
                sections(page, renderer),
                references,
                previous,
                next,
                failures,
                book.downloads().of(page));
    }

    private String title(Page page) {
        Label label = book.survey().title(page);
        if (!page.givenTitle().isEmpty() || label == null || label.title() == null) {
            return page.givenTitle().isEmpty() ? page.name() : page.givenTitle();
        }
        return PlainText.of(label.title());
    }

    private String titleHtml(Page page, PageRenderer renderer) {
        Label label = book.survey().title(page);
        if (label == null && !page.failed()) {
            book.problems().add(Place.of(page.file()), "has no title; its first cell must begin with '# Title'");
        }
        return page.givenTitle().isEmpty() && label != null ? renderer.title(label) : Html.escape(title(page));
    }

    private List<SectionView> sections(Page page, PageRenderer renderer) {
        List<SectionView> sections = new ArrayList<>();
        List<SectionView> below = new ArrayList<>();
        for (Part part : page.parts()) {
            Node document = part.document();
            for (Node node = document == null ? null : document.getFirstChild(); node != null; node = node.getNext()) {
                Label label = node instanceof Heading ? book.survey().of(node) : null;
                if (label == null || label.kind() != Label.Kind.SECTION) {
                    continue;
                }
                int level = ((Heading) node).getLevel();
                if (level == 2) {
                    below = new ArrayList<>();
                    sections.add(new SectionView(label.id(), label.number(), renderer.title(label), below));
                } else if (level == 3) {
                    below.add(new SectionView(label.id(), label.number(), renderer.title(label), List.of()));
                }
            }
        }
        return sections;
    }

    private BookView bookView() {
        List<PartView> parts = new ArrayList<>();
        List<ChapterView> loose = new ArrayList<>();
        Map<String, Page> pages = new HashMap<>();
        book.pages().forEach(page -> pages.put(page.name(), page));
        for (Configuration.Entry entry : configuration.contents()) {
            if (entry.file().isEmpty()) {
                addLoose(parts, loose);
                List<ChapterView> inPart = new ArrayList<>();
                collect(entry.children(), pages, inPart);
                parts.add(new PartView(entry.title(), List.copyOf(inPart)));
            } else {
                collect(List.of(entry), pages, loose);
            }
        }
        addLoose(parts, loose);
        LinkView license = configuration.license().isEmpty()
                ? null
                : LICENSES.getOrDefault(
                        configuration.license(), new LinkView("", Html.escape(configuration.license())));
        return new BookView(
                configuration.title(),
                configuration.subtitle(),
                configuration.description(),
                configuration.authors(),
                license,
                List.copyOf(parts));
    }

    private static void addLoose(List<PartView> parts, List<ChapterView> loose) {
        if (!loose.isEmpty()) {
            parts.add(new PartView("", List.copyOf(loose)));
            loose.clear();
        }
    }

    private void collect(List<Configuration.Entry> entries, Map<String, Page> pages, List<ChapterView> into) {
        for (Configuration.Entry entry : entries) {
            Page page = entry.file().isEmpty() ? null : pages.get(PageReader.name(entry));
            if (page != null && !page.name().equals(Page.INDEX)) {
                into.add(chapter(page));
            }
            collect(entry.children(), pages, into);
        }
    }
}
