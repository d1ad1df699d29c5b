package org.fiftylayers.engine.book;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiftylayers.engine.book.PageView.LinkView;
import org.fiftylayers.engine.book.PageView.ReferenceView;
import org.fiftylayers.engine.book.PageView.SectionView;
import org.fiftylayers.engine.book.PrintView.PrintedPage;

/** The book as one page that needs no other file, for a browser to print. */
final class PrintEdition {
    private static final Pattern FONT = Pattern.compile("url\\((fonts/[\\w.-]+)\\)");

    private final List<PageView> views;
    private final Site site;
    private final Map<String, PrintMarkup> markups = new LinkedHashMap<>();

    /**
     * The edition of a book.
     *
     * @param views all pages in order, as they are rendered for the site
     * @param site the finished site, for its styles, fonts and pictures
     */
    PrintEdition(List<PageView> views, Site site) {
        this.views = views;
        this.site = site;
        List<String> names = views.stream().map(PageView::name).toList();
        names.forEach(name -> markups.put(name, new PrintMarkup(name, java.util.Set.copyOf(names), site)));
    }

    /** The print edition for its template; {@code styles} are those that it has beyond the site's. */
    PrintView view(String styles) {
        List<PrintedPage> pages = new ArrayList<>();
        PrintedPage front = null;
        StringBuilder css = new StringBuilder(fontsInside(text("assets/book.css"))).append(styles);
        for (PageView view : views) {
            if (view.name().equals(Page.INDEX)) {
                front = printed(view);
            } else {
                pages.add(printed(view));
                css.append(runningHead(view));
            }
        }
        PageView any = views.get(0);
        return new PrintView(
                any.book(),
                css.toString(),
                PrintMarkup.data("icon.svg", file("assets/icon.svg")),
                Objects.requireNonNull(front, "every book has a front page"),
                pages);
    }

    private PrintedPage printed(PageView view) {
        PrintMarkup markup = Objects.requireNonNull(markups.get(view.name()));
        String body = markup.of(view.bodyHtml());
        List<ReferenceView> references = view.references().stream()
                .map(reference -> new ReferenceView(markup.id("ref-" + reference.key()), markup.of(reference.html())))
                .toList();
        return new PrintedPage(
                view.name(),
                sheets(view),
                view.number(),
                view.titleHtml(),
                body,
                sections(view.sections(), markup),
                references,
                markup.links().stream()
                        .map(link -> new LinkView(link.address(), link.html()))
                        .toList());
    }

    private static List<SectionView> sections(List<SectionView> sections, PrintMarkup markup) {
        return sections.stream()
                .map(section -> new SectionView(
                        markup.id(section.id()),
                        section.number(),
                        section.titleHtml(),
                        sections(section.sections(), markup)))
                .toList();
    }

    /** What a page's sheets are called: the name in a form that CSS allows. */
    private static String sheets(PageView view) {
        return "sheets-" + view.name().replaceAll("[^\\w-]", "-");
    }

    /** Chromium has no string-set: each page's sheets have a name of their own, and with it a head of their own. */
    private static String runningHead(PageView view) {
        String head = view.number().isEmpty() ? view.title() : view.number() + "\u2002" + view.title();
        String name = sheets(view);
        return "@page " + name + "{@top-right{content:" + string(head) + "}}\n." + name + "{page:" + name + "}\n";
    }

    /** A CSS string; {@code <} is written as a number since it stands in a style element. */
    private static String string(String text) {
        String line = text.replaceAll("\\s+", " ").replaceAll("[\\\\\"]", "\\\\$0");
        return "\"" + line.replace("<", "\\3c ") + "\"";
    }

    private String fontsInside(String css) {
        return FONT.matcher(css).replaceAll(font -> {
            String path = "assets/" + font.group(1);
            return Matcher.quoteReplacement("url(" + PrintMarkup.data(path, file(path)) + ")");
        });
    }

    private String text(String path) {
        return new String(file(path), StandardCharsets.UTF_8);
    }

    private byte[] file(String path) {
        return Objects.requireNonNull(site.files().get(path), path);
    }
}
