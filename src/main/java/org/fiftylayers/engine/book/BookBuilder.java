package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.book.search.SearchIndex;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.fiftylayers.engine.execute.Execution;
import org.jspecify.annotations.Nullable;

/** Builds the book: {@code book/} and the notebooks of its table of contents to a site. The same input gives the same bytes. */
public final class BookBuilder {
    /** The print edition. */
    public static final String PRINT = "book-print.html";

    private final Path root;
    private final Path folder;
    private final Path cache;
    /** Kept from build to build, since its scripts take a second to load. */
    private @Nullable Typesetter typesetter;

    /**
     * A builder for one project.
     *
     * @param root the project's folder, with {@code book/} in it
     * @param cache where mathematics, highlighted code and compiled templates are kept from build to build
     */
    public BookBuilder(Path root, Path cache) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = this.root.resolve("book");
        this.cache = cache.toAbsolutePath().normalize();
    }

    /** Runs notebooks, as {@link org.fiftylayers.engine.execute.Executor} does. */
    public interface Execute {
        /** What became of each, in the order of the files. */
        List<Execution> run(List<Path> files) throws InterruptedException;
    }

    /**
     * Builds the book.
     *
     * @param execute runs the chapters
     * @return the site, and what is wrong with it
     * @throws BookException if configuration, bibliography or theme are such that there is nothing to build
     */
    public BookReport build(Execute execute) throws BookException, IOException, InterruptedException {
        return build(execute, false);
    }

    /**
     * Builds the book for paper: a site of one page, {@value #PRINT}, which needs no other file.
     *
     * @param execute runs the chapters
     * @return the site, and what is wrong with it
     * @throws BookException if configuration, bibliography or theme are such that there is nothing to build
     */
    public BookReport print(Execute execute) throws BookException, IOException, InterruptedException {
        return build(execute, true);
    }

    private BookReport build(Execute execute, boolean forPrint)
            throws BookException, IOException, InterruptedException {
        Problems problems = new Problems();
        Configuration configuration = ConfigurationReader.read(folder.resolve("myst.yml"), "book/myst.yml");
        Bibliography bibliography = new Bibliography();
        for (String file : configuration.bibliography()) {
            bibliography.read(folder.resolve(file), "book/" + file);
        }
        Theme theme = Theme.load(folder.resolve("theme/templates"), cache, "book/theme/templates");
        PageReader reader = new PageReader(root, folder, configuration, problems);
        List<Execution> executions = execute.run(reader.notebooks());
        List<Page> pages = reader.pages(executions);
        Site site = new Site();
        List<PageView> views;
        try (Typesetter typesetter = typesetter(configuration.macros())) {
            Survey survey = new Survey(pages, problems);
            Images images = new Images(site);
            Downloads downloads = new Downloads(site);
            Book book = new Book(pages, survey, bibliography, typesetter, images, downloads, root, problems);
            views = new Views(configuration, book).all();
            for (PageView view : views) {
                String template = view.name().equals(Page.INDEX) ? "index.jte" : "page.jte";
                site.add(view.name() + ".html", theme.render(template, view));
            }
        }
        Previews.add(site, views);
        Assets.add(site, folder.resolve("theme"), "book/theme");
        site.add(
                "assets/search-index.js",
                SearchIndex.script(views.stream().map(BookBuilder::searched).toList()));
        return new BookReport(forPrint ? printed(site, views, theme) : site, executions, problems.all());
    }

    private Site printed(Site site, List<PageView> views, Theme theme) throws BookException, IOException {
        PrintView view = new PrintEdition(views, site).view(Assets.printStyles(folder.resolve("theme"), "book/theme"));
        Site printed = new Site();
        printed.add(PRINT, theme.render("print.jte", view));
        return printed;
    }

    private Typesetter typesetter(Map<String, String> macros) {
        Typesetter kept = typesetter;
        if (kept == null || !kept.macros().equals(macros)) {
            kept = new Typesetter(cache.resolve("typeset"), macros);
            typesetter = kept;
        }
        return kept;
    }

    private static SearchIndex.Page searched(PageView view) {
        String title = view.number().isEmpty() ? view.title() : view.number() + " " + view.title();
        return new SearchIndex.Page(view.name() + ".html", title, view.bodyHtml());
    }
}
