package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.fiftylayers.engine.execute.Execution;
import org.jspecify.annotations.Nullable;

/** Builds the book: {@code book/} and the notebooks of its table of contents to a site. The same input gives the same bytes. */
public final class BookBuilder {
    /** The print edition. */
    public static final String PRINT = "book-print.html";

    /** As long as a notebook's JVM is new, it needs a second core for itself. */
    private static final Duration HEAD_START = Duration.ofSeconds(3);

    private final Path root;
    private final Path folder;
    private final Path cache;
    private final Duration headStart;
    /** Kept from build to build, since its scripts take a second to load. */
    private @Nullable Typesetter typesetter;

    /**
     * A builder for one project.
     *
     * @param root the project's folder, with {@code book/} in it
     * @param cache where mathematics, highlighted code and compiled templates are kept from build to build
     */
    public BookBuilder(Path root, Path cache) {
        this(root, cache, HEAD_START);
    }

    /** A builder that waits so long before it rehearses what it will do when the notebooks have run. */
    BookBuilder(Path root, Path cache, Duration headStart) {
        this.headStart = headStart;
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
        PageReader reader = new PageReader(root, folder, configuration);
        boolean first = typesetter == null;
        Typesetter setter = typesetter(configuration.macros());
        Rendering rendering = new Rendering(root, configuration, reader, bibliography, theme, setter);
        Rehearsal rehearsal = first ? Rehearsal.start(rendering, reader.notebooks(), headStart) : null;
        List<Execution> executions;
        try {
            executions = execute.run(reader.notebooks());
        } finally {
            if (rehearsal != null) {
                rehearsal.end();
            }
        }
        Rendering.Result result;
        try (setter) {
            result = rendering.of(executions, problems, () -> {});
        }
        Site site = forPrint ? printed(result, theme) : result.site();
        return new BookReport(site, executions, problems.all());
    }

    private Site printed(Rendering.Result result, Theme theme) throws BookException, IOException {
        PrintView view = new PrintEdition(result.views(), result.site())
                .view(Assets.printStyles(folder.resolve("theme"), "book/theme"));
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
}
