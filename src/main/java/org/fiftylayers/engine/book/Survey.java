package org.fiftylayers.engine.book;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.fiftylayers.engine.book.Label.Kind;
import org.fiftylayers.engine.book.myst.Anchor;
import org.fiftylayers.engine.book.myst.Directive;
import org.fiftylayers.engine.book.myst.Equation;
import org.fiftylayers.engine.notebook.CodeCell;
import org.jspecify.annotations.Nullable;

/** Numbers and names everything in the book that can be referred to, before anything is rendered. */
final class Survey {
    private final Map<String, Label> labels = new TreeMap<>();
    private final IdentityHashMap<Object, Label> ofSource = new IdentityHashMap<>();
    private final Problems problems;

    Survey(List<Page> pages, Problems problems) {
        this.problems = problems;
        pages.forEach(page -> new PageSurvey(page).run());
    }

    /** What an author calls by this label. */
    @Nullable
    Label find(String label) {
        return labels.get(label);
    }

    /** The label of a node; every heading has one, other nodes if the author or their kind gives them one. */
    @Nullable
    Label of(Node node) {
        return ofSource.get(node);
    }

    /** The label of a code cell. */
    @Nullable
    Label of(Part cell) {
        return ofSource.get(cell);
    }

    /** The label of a page's title. */
    @Nullable
    Label title(Page page) {
        return ofSource.get(page);
    }

    private final class PageSurvey {
        private final Page page;
        private final Set<String> ids = new HashSet<>(Set.of("main", "contents", "references"));
        private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        private final Deque<Directive> gates = new ArrayDeque<>();
        private final Deque<Place> gatePlaces = new ArrayDeque<>();
        private int section;
        private int subsection;
        private @Nullable Anchor pending;
        private Place here;

        PageSurvey(Page page) {
            this.page = page;
            this.here = Place.of(page.file());
        }

        void run() {
            for (Part part : page.parts()) {
                here = part.place();
                if (part.document() != null) {
                    visit(part.document());
                } else if (part.cell() instanceof CodeCell) {
                    String label = part.metadata("label");
                    boolean figure = !part.metadata("caption").isEmpty();
                    name(part, figure ? Kind.FIGURE : Kind.SPOT, label.isEmpty() ? null : label, null);
                }
            }
            while (!gates.isEmpty()) {
                String name = gates.pop().name();
                problems.add(gatePlaces.pop(), name + ": no " + name.replace("-start", "-end") + " follows");
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
            } else if (title(page) == null) {
                ofSource.put(page, name(heading, Kind.CHAPTER, null, heading));
            } else {
                problems.add(here, "a second title; a page has one heading of level 1, sections begin with ##");
            }
        }

        private void directive(Directive directive) {
            String label = directive.label();
            switch (directive.name()) {
                case "math" -> name(directive, label == null ? Kind.SPOT : Kind.EQUATION, label, null);
                case "figure" -> name(directive, Kind.FIGURE, label, null);
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
            boolean gate =
                    directive.name().endsWith("-start") || directive.name().endsWith("-end");
            if (gate && !(directive.getParent() instanceof Document)) {
                problems.add(here, directive.name() + ": must not stand inside another block");
            }
        }

        /** Gives a thing its label: the author's, or for headings one made of their words; and its number. */
        private Label name(Object source, Kind kind, @Nullable String own, @Nullable Heading heading) {
            Anchor anchor = pending;
            pending = null;
            String label = own != null ? own : anchor != null ? anchor.label() : null;
            String id = label;
            if (id == null) {
                String words = heading == null ? "" : Html.slug(PlainText.of(heading));
                id = words;
                for (int i = 2; heading != null && ids.contains(id); i++) {
                    id = words + "-" + i;
                }
            }
            Label named = new Label(id, kind, page, number(kind, heading), heading, here);
            if (label != null || heading != null || kind != Kind.SPOT) {
                ofSource.put(source, named);
            }
            if (label != null) {
                register(named);
                if (own != null && anchor != null) {
                    register(new Label(anchor.label(), kind, page, named.number(), heading, here));
                }
            }
            ids.add(id);
            return named;
        }

        private void register(Label label) {
            Label before = labels.putIfAbsent(label.id(), label);
            if (before != null) {
                problems.add(label.place(), "the label '" + label.id() + "' is already used at " + before.place());
            } else if (!label.id().matches("[\\p{L}][\\p{L}\\p{N}:._-]*")) {
                problems.add(
                        label.place(),
                        "the label '" + label.id()
                                + "' must begin with a letter and consist of letters, digits and - _ : .");
            } else if (ids.contains(label.id())) {
                problems.add(
                        label.place(), "the label '" + label.id() + "' is already the id of something on this page");
            }
        }

        private String number(Kind kind, @Nullable Heading heading) {
            String prefix = page.number() == 0 ? "" : page.number() + ".";
            if (kind == Kind.SPOT) {
                return "";
            }
            if (kind == Kind.CHAPTER) {
                return page.number() == 0 ? "" : String.valueOf(page.number());
            }
            if (heading == null) {
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
}
