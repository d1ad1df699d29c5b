package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.fiftylayers.engine.book.Label.Kind;
import org.fiftylayers.engine.notebook.Output;
import org.jspecify.annotations.Nullable;

/** Numbers and names everything in the book that can be referred to, before anything is rendered. */
final class Survey {
    private final Map<String, Label> labels = new TreeMap<>();
    private final Map<String, List<Label>> byId = new TreeMap<>();
    private final Map<String, Label> terms = new TreeMap<>();
    private final List<Label> figures = new ArrayList<>();
    private final IdentityHashMap<Output, Claim> claims = new IdentityHashMap<>();
    private final List<Claim> allClaims = new ArrayList<>();
    private final Map<String, Place> lists = new TreeMap<>();
    private final IdentityHashMap<Object, Label> ofSource = new IdentityHashMap<>();
    private final Mentions mentions;

    Survey(List<Page> pages, Problems problems) {
        pages.forEach(page -> new PageSurvey(page, this, problems).run());
        mentions = new Mentions(pages, this);
    }

    /**
     * What an author calls by this label; or what has this id, which need not be the only one in the book.
     *
     * @return nothing, or one thing; several if none of them is on the page
     */
    List<Label> find(String label, Page page) {
        Label named = labels.get(label);
        List<Label> made = byId.getOrDefault(label, List.of());
        return named != null
                ? List.of(named)
                : made.stream()
                        .filter(each -> each.page().equals(page))
                        .findFirst()
                        .map(List::of)
                        .orElse(List.copyOf(made));
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

    /** The claim that an output of a cell shows. */
    @Nullable
    Claim claim(Output output) {
        return claims.get(output);
    }

    /** The label of a page's title. */
    @Nullable
    Label title(Page page) {
        return ofSource.get(page);
    }

    /** The numbered section that begins with a heading, or the one that goes on. */
    @Nullable
    Label section(Heading heading, @Nullable Label before) {
        Label label = of(heading);
        return label != null && label.kind() == Kind.SECTION && !label.number().isEmpty() ? label : before;
    }

    /** What the glossary calls by this term, in whatever case. */
    @Nullable
    Label term(String term) {
        return terms.get(folded(term));
    }

    /** All figures of the book in order. */
    List<Label> figures() {
        return List.copyOf(figures);
    }

    /** All claims of the book in order. */
    List<Claim> claims() {
        return List.copyOf(allClaims);
    }

    Mentions mentions() {
        return mentions;
    }

    /** Whether a page holds the list that a directive such as {@code bibliography} makes. */
    boolean lists(Page page, String name) {
        Place place = lists.get(name);
        return place != null && place.file().equals(page.file());
    }

    private static String folded(String term) {
        return term.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Takes up a thing of a page; what cannot be linked to is left out. */
    void add(Object source, Label label) {
        if (!label.id().isEmpty()) {
            ofSource.put(source, label);
            List<Label> same = byId.computeIfAbsent(label.id(), id -> new ArrayList<>());
            if (!same.contains(label)) {
                same.add(label);
            }
        }
        if (label.kind() == Kind.FIGURE) {
            figures.add(label);
        }
    }

    void add(Output output, Claim claim) {
        claims.put(output, claim);
        allClaims.add(claim);
    }

    /** Makes a label known to the whole book, unless there is one of that name, which it returns. */
    @Nullable
    Label register(String name, Label label) {
        return labels.putIfAbsent(name, label);
    }

    /** Takes up a term, unless it is defined already, where the return value says. */
    @Nullable
    Label define(String term, Label label) {
        return terms.putIfAbsent(folded(term), label);
    }

    /** Takes up a list of the whole book, unless there is one already, where the return value says. */
    @Nullable
    Place list(String name, Place place) {
        return lists.putIfAbsent(name, place);
    }
}
