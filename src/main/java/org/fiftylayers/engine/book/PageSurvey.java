package org.fiftylayers.engine.book;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.fiftylayers.engine.book.Label.Kind;
import org.fiftylayers.engine.book.myst.Anchor;
import org.fiftylayers.engine.book.myst.Definition;
import org.fiftylayers.engine.book.myst.Directive;
import org.fiftylayers.engine.book.myst.Equation;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Output;
import org.fiftylayers.engine.notebook.RichOutput;
import org.jspecify.annotations.Nullable;

/** Numbers and names what stands on one page, in order. */
final class PageSurvey {
    private final Survey survey;
    private final Problems problems;
    private final Page page;
    private final Set<String> ids = new HashSet<>(Set.of("main", "contents", "references"));
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Deque<Directive> gates = new ArrayDeque<>();
    private final Deque<Place> gatePlaces = new ArrayDeque<>();
    private int section;
    private int subsection;
    private @Nullable Anchor pending;
    private Place here;

    PageSurvey(Page page, Survey survey, Problems problems) {
        this.page = page;
        this.survey = survey;
        this.problems = problems;
        this.here = Place.of(page.file());
        page.parts().forEach(part -> ids.add("cell-" + part.cell().id()));
    }

    void run() {
        for (Part part : page.parts()) {
            here = part.place();
            if (part.document() != null) {
                visit(part.document());
            } else if (part.cell() instanceof CodeCell cell) {
                cell(part, cell);
            }
        }
        while (!gates.isEmpty()) {
            String name = gates.pop().name();
            problems.add(gatePlaces.pop(), name + ": no " + name.replace("-start", "-end") + " follows");
        }
    }

    /** A cell's label is that of its figure, or else of its first claim; others are counted on from there. */
    private void cell(Part part, CodeCell cell) {
        String given = part.metadata("label");
        String own = given.isEmpty() ? null : given;
        String caption = part.metadata("caption");
        boolean shown = !cell.hasTag("remove-cell") && !cell.hasTag("remove-output");
        List<Output> claims = shown ? cell.outputs().stream().filter(Claim::is).toList() : List.of();
        if (!caption.isEmpty()) {
            name(part, Kind.FIGURE, own, Myst.parseLine(caption), "");
        } else if (claims.isEmpty()) {
            name(part, Kind.SPOT, own, null, "");
        }
        String first = "cell-" + cell.id();
        for (Output output : claims) {
            boolean isFirst = output == claims.get(0);
            boolean named = isFirst && caption.isEmpty();
            Label label = name(output, Kind.CLAIM, named ? own : null, null, isFirst ? first : unused(first));
            survey.add(output, Claim.of(label, here, (RichOutput) output));
            if (named) {
                survey.add(part, label);
                first = label.id();
            }
        }
    }

    private void visit(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (!node.getSourceSpans().isEmpty()) {
                here = here.line(node.getSourceSpans().get(0).getLineIndex() + 1);
            }
            if (node instanceof Anchor anchor) {
                pending = anchor;
            } else if (node instanceof Heading heading) {
                heading(heading);
            } else if (node instanceof Equation equation) {
                String label = equation.label();
                name(node, label == null ? Kind.SPOT : Kind.EQUATION, label, null);
            } else if (node instanceof Directive directive) {
                directive(directive);
            } else if (node instanceof Definition) {
                definition(node.getPrevious());
            } else {
                name(node, Kind.SPOT, null, null);
            }
            if (node instanceof Block && !(node instanceof Heading || node instanceof Paragraph)) {
                visit(node);
            }
        }
    }

    private void heading(Heading heading) {
        if (heading.getLevel() > 1) {
            name(heading, Kind.SECTION, null, heading);
        } else if (survey.title(page) == null) {
            survey.add(page, name(heading, Kind.CHAPTER, null, heading));
        } else {
            problems.add(here, "a second title; a page has one heading of level 1, sections begin with ##");
        }
    }

    private void definition(@Nullable Node term) {
        if (!(term instanceof Paragraph)) {
            problems.add(here, "a definition without a term; the line before it is the term, after a blank line");
            return;
        }
        String words = PlainText.of(term);
        Label label = name(term, Kind.TERM, null, term);
        Label before = survey.define(words, label);
        if (before != null) {
            problems.add(here, "the term '" + words + "' is already defined at " + before.place());
        }
    }

    private void directive(Directive directive) {
        String label = directive.label();
        switch (directive.name()) {
            case "bibliography", "index-of-claims", "list-of-figures" -> {
                Place before = survey.list(directive.name(), here);
                if (before != null) {
                    problems.add(here, "{" + directive.name() + "}: the book has one already, at " + before);
                }
            }
            case "math" -> name(directive, label == null ? Kind.SPOT : Kind.EQUATION, label, null);
            case "figure" -> name(directive, Kind.FIGURE, label, directive.getFirstChild());
            case "table" -> name(directive, Kind.TABLE, label, null);
            case "exercise" -> name(directive, Kind.EXERCISE, label, null);
            case "exercise-start", "solution-start" -> {
                gates.push(directive);
                gatePlaces.push(here);
                name(directive, directive.name().startsWith("e") ? Kind.EXERCISE : Kind.SPOT, label, null);
            }
            case "exercise-end", "solution-end" -> {
                String start = directive.name().replace("-end", "-start");
                if (gates.isEmpty() || !gates.peek().name().equals(start)) {
                    problems.add(here, directive.name() + ": no " + start + " comes before it");
                } else {
                    gates.pop();
                    gatePlaces.pop();
                }
            }
            default -> name(directive, Kind.SPOT, label, null);
        }
        boolean gate = directive.name().endsWith("-start") || directive.name().endsWith("-end");
        if (gate && !(directive.getParent() instanceof Document)) {
            problems.add(here, directive.name() + ": must not stand inside another block");
        }
    }

    private Label name(Object source, Kind kind, @Nullable String own, @Nullable Node title) {
        boolean byWords = kind == Kind.CHAPTER || kind == Kind.SECTION || kind == Kind.TERM;
        String slug = title == null || !byWords ? "" : Html.slug(PlainText.of(title));
        return name(source, kind, own, title, slug.isEmpty() ? "" : unused((kind == Kind.TERM ? "term-" : "") + slug));
    }

    /**
     * Gives a thing its label.
     *
     * @param own what the author calls it; null if an anchor may stand before it, or it goes without
     * @param id the id that it has if the author gave none; if empty, one is made of its number if it has one
     */
    private Label name(Object source, Kind kind, @Nullable String own, @Nullable Node title, String id) {
        Anchor anchor = pending;
        pending = null;
        String label = own != null ? own : anchor != null ? anchor.label() : null;
        String number = number(kind, title);
        String made = !id.isEmpty() || number.isEmpty() ? id : kind.noun.toLowerCase(Locale.ROOT) + "-" + number;
        Label named = new Label(label != null ? label : made, kind, page, number, title, here);
        survey.add(source, named);
        if (label != null) {
            register(label, named);
        }
        if (own != null && anchor != null) {
            register(anchor.label(), named);
        }
        ids.add(named.id());
        return named;
    }

    private String unused(String id) {
        String unused = id;
        for (int i = 2; ids.contains(unused); i++) {
            unused = id + "-" + i;
        }
        return unused;
    }

    private void register(String name, Label label) {
        Label before = survey.register(name, label);
        if (before != null) {
            problems.add(label.place(), "the label '" + name + "' is already used at " + before.place());
        } else if (!name.matches("[\\p{L}][\\p{L}\\p{N}:._-]*")) {
            problems.add(
                    label.place(),
                    "the label '" + name + "' must begin with a letter and consist of letters, digits and - _ : .");
        } else if (ids.contains(name)) {
            problems.add(label.place(), "the label '" + name + "' is already the id of something on this page");
        }
    }

    private String number(Kind kind, @Nullable Node title) {
        String prefix = page.number() == 0 ? "" : page.number() + ".";
        if (kind == Kind.SPOT || kind == Kind.TERM) {
            return "";
        }
        if (kind == Kind.CHAPTER) {
            return page.number() == 0 ? "" : String.valueOf(page.number());
        }
        if (!(title instanceof Heading heading)) {
            return prefix + counts.merge(kind, 1, Integer::sum);
        }
        if (page.number() == 0 || heading.getLevel() > 3) {
            return "";
        }
        if (heading.getLevel() == 2) {
            section++;
            subsection = 0;
            return prefix + section;
        }
        subsection++;
        return prefix + section + "." + subsection;
    }
}
