package org.fiftylayers.engine.book;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Failure;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.MarkdownCell;
import org.fiftylayers.engine.notebook.Notebook;

/** Turns the table of contents into parsed pages. */
final class PageReader {
    private final Path root;
    private final Path folder;
    private final Map<String, Configuration.Entry> entries = new LinkedHashMap<>();

    PageReader(Path root, Path folder, Configuration configuration) throws BookException {
        this.root = root;
        this.folder = folder;
        collect(configuration.contents());
    }

    private void collect(List<Configuration.Entry> contents) throws BookException {
        for (Configuration.Entry entry : contents) {
            if (!entry.file().isEmpty()) {
                if (!entry.file().endsWith(".ipynb") && !entry.file().endsWith(".md")) {
                    throw new BookException(entry.place(), "toc: '" + entry.file() + "' must end in .ipynb or .md");
                }
                Configuration.Entry before = entries.putIfAbsent(name(entry), entry);
                if (before != null) {
                    throw new BookException(
                            entry.place(),
                            "toc: '" + entry.file() + "' and '" + before.file() + "' would be the same page, "
                                    + name(entry) + ".html; rename one");
                }
            }
            collect(entry.children());
        }
    }

    /** The name of an entry's page: its file name without ending. */
    static String name(Configuration.Entry entry) {
        String file = Path.of(entry.file()).getFileName().toString();
        return file.substring(0, file.lastIndexOf('.'));
    }

    private static boolean isNotebook(Configuration.Entry entry) {
        return entry.file().endsWith(".ipynb");
    }

    /** The notebooks of the book in order. */
    List<Path> notebooks() {
        return entries.values().stream()
                .filter(PageReader::isNotebook)
                .map(entry -> folder.resolve(entry.file()).normalize())
                .toList();
    }

    /** The pages in order; those that cannot be read hold a failure and no parts. */
    List<Page> pages(List<Execution> executions, Problems problems) throws IOException {
        List<Page> pages = new ArrayList<>();
        int chapter = 0;
        for (Map.Entry<String, Configuration.Entry> named : entries.entrySet()) {
            Configuration.Entry entry = named.getValue();
            Path file = folder.resolve(entry.file()).normalize();
            String shown = root.relativize(file).toString().replace('\\', '/');
            if (isNotebook(entry)) {
                Execution execution = executions.get(chapter++);
                Notebook notebook = execution.notebook();
                Failure failure = execution.failure();
                if (failure != null) {
                    problems.add(new Place(shown, failure.cell(), "", failure.line()), message(failure));
                }
                List<Part> parts = parts(shown, notebook == null ? List.of() : notebook.cells());
                pages.add(new Page(named.getKey(), shown, chapter, entry.title(), parts, failure != null, notebook));
            } else {
                pages.add(markdown(named.getKey(), entry, file, shown, problems));
            }
        }
        return List.copyOf(pages);
    }

    private Page markdown(String name, Configuration.Entry entry, Path file, String shown, Problems problems)
            throws IOException {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        try {
            String text = Files.readString(file);
            Part part = new Part(Place.of(shown), new MarkdownCell("", text, none, none), Myst.parse(text));
            return new Page(name, shown, 0, entry.title(), List.of(part), false, null);
        } catch (NoSuchFileException e) {
            problems.add(entry.place(), "toc: there is no file " + shown);
            return new Page(name, shown, 0, entry.title(), List.of(), true, null);
        }
    }

    /** What a failure's report says after the place. */
    private static String message(Failure failure) {
        StringBuilder message = new StringBuilder(failure.what());
        if (failure.source() != null) {
            message.append("\n    ").append(failure.source());
        }
        failure.details().forEach(detail -> message.append("\n  ").append(detail));
        if (failure.remedy() != null) {
            message.append("\n  Remedy: ").append(failure.remedy());
        }
        return message.toString();
    }

    private static List<Part> parts(String shown, List<Cell> cells) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Place place = Place.of(shown).cell(i + 1, cell.id());
            parts.add(new Part(place, cell, cell instanceof MarkdownCell ? Myst.parse(cell.source()) : null));
        }
        return parts;
    }
}
