package org.fiftylayers.engine.book;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.MarkdownCell;
import org.fiftylayers.engine.notebook.Output;

/** One page made of cells, without the theme around it: {@code Rendered.cells("# Title", "text").html()}. */
record Rendered(String html, List<String> problems) {
    private static final Bibliography REFERENCES = new Bibliography();

    /** Never closed, so that its cache is never written. */
    private static final Typesetter TYPESETTER = new Typesetter(Path.of("target/test-cache/none"), Map.of());

    static {
        try {
            REFERENCES.read(Path.of("src/test/resources/book/sample/book/references.bib"), "references.bib");
        } catch (BookException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page of Markdown cells, which is chapter 1 of its book. */
    static Rendered cells(String... sources) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        List<Cell> cells = new ArrayList<>();
        for (String source : sources) {
            cells.add(new MarkdownCell("c" + (cells.size() + 1), source, none, none));
        }
        return of(cells);
    }

    /** A page of one code cell with the given outputs. */
    static Rendered outputs(ObjectNode metadata, Output... outputs) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return of(List.of(new CodeCell("c1", "x", metadata, 1, List.of(outputs), none)));
    }

    private static Rendered of(List<Cell> cells) {
        List<Part> parts = new ArrayList<>();
        for (Cell cell : cells) {
            Place place = Place.of("notebooks/01-test.ipynb").cell(parts.size() + 1, cell.id());
            parts.add(new Part(place, cell, cell instanceof MarkdownCell ? Myst.parse(cell.source()) : null));
        }
        Page page = new Page("01-test", "notebooks/01-test.ipynb", 1, "", parts, false, null);
        Problems problems = new Problems();
        Survey survey = new Survey(List.of(page), problems);
        Path here = Path.of("").toAbsolutePath();
        Book book = new Book(
                List.of(page),
                survey,
                REFERENCES,
                TYPESETTER,
                new Images(new Site()),
                new Downloads(new Site()),
                here,
                problems);
        String html = new PageRenderer(book, page).body(page);
        return new Rendered(html, problems.all().stream().map(Problem::toString).toList());
    }
}
