package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.fiftylayers.engine.execute.Execution;

/**
 * Builds the book: {@code book/} and the notebooks of its table of contents to a folder of static pages.
 *
 * <p>The same input gives the same bytes. The finished folder takes the place of the old one at the very end; a build
 * that is broken off leaves the old book as it was.
 */
public final class BookBuilder {
    private final Path root;
    private final Path folder;
    private final Path output;
    private final Path cache;

    /**
     * A builder for one project.
     *
     * @param root the project's folder, with {@code book/} in it
     * @param output where the book goes; replaced as a whole
     * @param cache where mathematics, highlighted code and compiled templates are kept from build to build
     */
    public BookBuilder(Path root, Path output, Path cache) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = this.root.resolve("book");
        this.output = output.toAbsolutePath().normalize();
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
     * @return where the book is, and what is wrong with it
     * @throws BookException if configuration, bibliography or theme are such that there is nothing to build
     */
    public BookReport build(Execute execute) throws BookException, IOException, InterruptedException {
        Problems problems = new Problems();
        Configuration configuration = ConfigurationReader.read(folder.resolve("myst.yml"), "book/myst.yml");
        Bibliography bibliography = new Bibliography();
        for (String file : configuration.bibliography()) {
            bibliography.read(folder.resolve(file), "book/" + file);
        }
        Theme theme = Theme.load(folder.resolve("theme/templates"), cache, "book/theme/templates");
        PageReader reader = new PageReader(root, folder, configuration, problems);
        List<Path> notebooks = reader.notebooks();
        List<Execution> executions = execute.run(notebooks);
        List<Page> pages = reader.pages(executions);
        Images images = new Images();
        Map<String, String> html = new LinkedHashMap<>();
        try (Typesetter typesetter = new Typesetter(cache.resolve("typeset"), configuration.macros())) {
            Survey survey = new Survey(pages, problems);
            Book book = new Book(pages, survey, bibliography, typesetter, images, root, problems);
            for (PageView view : new Views(configuration, book).all()) {
                String template = view.name().equals(Page.INDEX) ? "index.jte" : "page.jte";
                html.put(view.name() + ".html", theme.render(template, view));
            }
        }
        write(html, images);
        return new BookReport(output.resolve("index.html"), executions, problems.all());
    }

    private void write(Map<String, String> pages, Images images) throws BookException, IOException {
        Path parent = Files.createDirectories(output.getParent());
        Path scratch = Files.createTempDirectory(parent, "." + output.getFileName() + "-");
        try {
            // a folder within, since a temporary one is readable by nobody else and would stay so
            Path site = Files.createDirectory(scratch.resolve("site"));
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(site.resolve(page.getKey()), page.getValue());
            }
            Assets.write(folder.resolve("theme"), "book/theme", site, pages.values());
            for (Map.Entry<String, Path> image : images.all().entrySet()) {
                Files.createDirectories(site.resolve("images"));
                Files.copy(image.getValue(), site.resolve("images").resolve(image.getKey()));
            }
            Trees.swap(site, output);
        } finally {
            Trees.delete(scratch);
        }
    }
}
