package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.book.search.SearchIndex;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.fiftylayers.engine.execute.Execution;

/** Makes the site of chapters that have run. */
record Rendering(
        Path root,
        Configuration configuration,
        PageReader reader,
        Bibliography bibliography,
        Theme theme,
        Typesetter typesetter) {
    /** The site, and what its pages were made from. */
    record Result(Site site, List<PageView> views) {}

    /**
     * Renders everything. One thread at a time, since there is one typesetter.
     *
     * @param executions of the book's notebooks, in order
     * @param beforeEach called before each step, such as a page; the work ends where it throws
     */
    Result of(List<Execution> executions, Problems problems, Runnable beforeEach) throws BookException, IOException {
        List<Page> pages = reader.pages(executions, problems);
        beforeEach.run();
        Survey survey = new Survey(pages, problems);
        beforeEach.run();
        Site site = new Site();
        Images images = new Images(site);
        Downloads downloads = new Downloads(site);
        Book book = new Book(pages, survey, bibliography, typesetter, images, downloads, root, problems);
        List<PageView> views = new Views(configuration, book).all(beforeEach);
        for (PageView view : views) {
            String template = view.name().equals(Page.INDEX) ? "index.jte" : "page.jte";
            site.add(view.name() + ".html", theme.render(template, view));
        }
        beforeEach.run();
        Previews.add(site, views);
        beforeEach.run();
        Assets.add(site, root.resolve("book/theme"), "book/theme");
        beforeEach.run();
        site.add(
                "assets/search-index.js",
                SearchIndex.script(views.stream().map(Rendering::searched).toList()));
        return new Result(site, views);
    }

    private static SearchIndex.Page searched(PageView view) {
        String title = view.number().isEmpty() ? view.title() : view.number() + " " + view.title();
        return new SearchIndex.Page(view.name() + ".html", title, view.bodyHtml());
    }
}
