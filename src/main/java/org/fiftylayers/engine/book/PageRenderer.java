package org.fiftylayers.engine.book;

import org.fiftylayers.engine.book.Label.Kind;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.notebook.CodeCell;
import org.jspecify.annotations.Nullable;

/** Renders one page: prose and cells in order. */
final class PageRenderer {
    private final Book book;
    private final Citations citations = new Citations();
    private final Prose prose;
    private final Outputs outputs;

    PageRenderer(Book book, Page page) {
        this.book = book;
        this.prose = new Prose(book, page, citations);
        this.outputs = new Outputs(prose, book, page);
    }

    /** The page's content without its title. */
    String body(Page page) {
        StringBuilder html = new StringBuilder();
        for (Part part : page.parts()) {
            if (part.document() != null) {
                html.append(prose.document(part.document(), part.place()));
            } else if (part.cell() instanceof CodeCell cell) {
                html.append(cell(part, cell));
            }
        }
        return html.toString();
    }

    /** What the rendered content cites; complete once {@link #body} has run. */
    Citations citations() {
        return citations;
    }

    /** The inline HTML of a title, without the links that it must not have where it is a link itself. */
    String title(Label label) {
        return label.title() == null ? "" : withoutLinks(prose.line(label.title(), label.place()));
    }

    /** The first paragraph, without links, for the table of contents; empty if the page begins otherwise. */
    String summary(Page page) {
        for (Part part : page.parts()) {
            if (part.document() != null) {
                for (var node = part.document().getFirstChild(); node != null; node = node.getNext()) {
                    if (node instanceof org.commonmark.node.Paragraph) {
                        return prose.quietly(node);
                    }
                }
            }
        }
        return "";
    }

    private static String withoutLinks(String html) {
        return html.replaceAll("<sup class=\"note-ref\">.*?</sup>", "").replaceAll("</?a\\b[^>]*>", "");
    }

    private String cell(Part part, CodeCell cell) {
        if (cell.hasTag("remove-cell")) {
            return "";
        }
        boolean withInput = !cell.hasTag("remove-input") && !cell.source().isBlank();
        boolean withOutput = !cell.hasTag("remove-output");
        String source = withInput ? prose.code(cell.source().stripTrailing(), "java") : "";
        if (withInput && cell.hasTag("hide-input")) {
            source = "<details class=\"input\"><summary>Code</summary>\n" + source + "</details>\n";
        }
        Label label = book.survey().of(part);
        boolean figure = label != null && label.kind() == Kind.FIGURE;
        String id = id(label, figure, cell);
        String shown =
                withOutput ? outputs.html(cell.outputs(), part.place(), id, label == null ? id : label.id()) : "";
        if (!shown.isEmpty()) {
            shown = "<div class=\"output\">\n" + shown + "</div>\n";
        }
        if (!shown.isEmpty() && cell.hasTag("hide-output")) {
            shown = "<details class=\"input\"><summary>Output</summary>\n" + shown + "</details>\n";
        }
        if (label != null && figure) {
            if (shown.isEmpty() && withOutput && !label.page().failed()) {
                book.problems()
                        .add(
                                part.place(),
                                "the cell has a caption but shows nothing; does its last line display the figure?");
            }
            String caption = prose.line(Myst.parseLine(part.metadata("caption")), part.place());
            shown = Directives.captioned(label, "figure", shown, caption);
        }
        return "<div class=\"cell\" id=\"" + id + "\">\n" + source + shown + "</div>\n";
    }

    /** The label of a figure is on the figure; that of another cell on the cell, which else goes by its own id. */
    private static String id(@Nullable Label label, boolean figure, CodeCell cell) {
        return label != null && !figure ? label.id() : "cell-" + cell.id();
    }
}
