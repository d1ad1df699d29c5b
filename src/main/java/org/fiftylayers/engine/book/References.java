package org.fiftylayers.engine.book;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.fiftylayers.engine.book.Label.Kind;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.book.myst.Role;
import org.jspecify.annotations.Nullable;

/** Renders what points elsewhere: roles, links, images, citations. */
final class References {
    private static final String KNOWN = "cite, cite:p, cite:t, doc, eq, math, numref, ref, sub, sup, term";

    private final Book book;
    private final Page page;
    private final Citations citations;
    private final Prose prose;
    private final Set<String> mentioned = new HashSet<>();

    References(Book book, Page page, Citations citations, Prose prose) {
        this.book = book;
        this.page = page;
        this.citations = citations;
        this.prose = prose;
    }

    String role(Role role) {
        String content = role.content();
        return switch (role.name()) {
            case "math" -> prose.formula(content, false);
            case "sub", "sup" -> "<" + role.name() + ">" + Html.escape(content) + "</" + role.name() + ">";
            case "cite", "cite:p" -> "(" + String.join("; ", cited(content, ", ", "")) + ")";
            case "cite:t" -> String.join("; ", cited(content, " (", ")"));
            case "ref", "numref", "eq" -> reference(role);
            case "doc" -> document(content);
            case "term" -> term(content);
            default -> {
                prose.problem("unknown role {" + role.name() + "}; known are " + KNOWN);
                yield Html.escape(content);
            }
        };
    }

    private List<String> cited(String keys, String beforeYear, String afterYear) {
        List<String> links = new ArrayList<>();
        for (String key : Mentions.keys(keys)) {
            Reference reference = book.bibliography().find(key);
            if (reference == null) {
                prose.problem("the bibliography has no entry '" + key + "'");
            } else {
                if (!prose.quiet()) {
                    citations.add(reference);
                }
                links.add("<a class=\"citation\"" + mention(Mentions.CITATION, Html.escape(key)) + " href=\"#ref-"
                        + Html.escape(key) + "\">"
                        + Html.escape(reference.authors() + beforeYear + reference.year() + afterYear) + "</a>");
            }
        }
        return links;
    }

    /** The id of a section's first mention of a reference or term, to which lists of the book link back. */
    private String mention(String kind, String key) {
        String id = new Mention(page, prose.section()).id(kind, key);
        return !prose.quiet() && mentioned.add(id) ? " id=\"" + id + "\"" : "";
    }

    private String term(String content) {
        RoleText text = RoleText.of(content);
        Label term = book.survey().term(text.target());
        if (term == null) {
            prose.problem("{term}: the glossary does not define '" + text.target() + "'");
            return Html.escape(content);
        }
        String words = text.words().isEmpty() ? text.target() : text.words();
        String address = term.page().equals(page) ? "#" + term.id() : term.address();
        return "<a class=\"term\"" + mention(Mentions.TERM, term.id()) + " href=\"" + address + "\">"
                + prose.children(Myst.parseLine(words)) + "</a>";
    }

    private String reference(Role role) {
        RoleText content = RoleText.of(role.content());
        String target = content.target();
        String text = content.words().isEmpty() ? "" : prose.children(Myst.parseLine(content.words()));
        Label label = find(target, page);
        if (label == null) {
            return Html.escape(role.content());
        }
        if (role.name().equals("eq") && label.kind() != Kind.EQUATION) {
            prose.problem("{eq}: '" + target + "' is not an equation; use {ref}");
        }
        if (role.name().equals("numref")) {
            if (label.number().isEmpty()) {
                prose.problem("{numref}: '" + target + "' has no number; use {ref}");
            }
            return link(label, text.isEmpty() ? label.name() : text.replace("%s", label.number()));
        }
        boolean byTitle = role.name().equals("ref") && label.title() instanceof Heading;
        return link(label, text.isEmpty() ? byTitle ? title(label) : ownName(label) : text);
    }

    private String title(Label label) {
        Node title = label.title();
        return title == null ? label.name() : prose.quietly(title);
    }

    /** The number where there is one, else the title; a mere spot has neither. */
    private String ownName(Label label) {
        if (label.number().isEmpty() && label.title() != null) {
            return title(label);
        }
        if (label.kind() == Kind.SPOT) {
            prose.problem(
                    "'" + label.id() + "' has neither number nor title; give the words: [words](#" + label.id() + ")");
        }
        return label.name();
    }

    private String document(String content) {
        RoleText text = RoleText.of(content);
        Page target = book.page(page, text.target());
        if (target == null) {
            prose.problem("{doc}: the book has no page '" + text.target() + "'");
            return Html.escape(content);
        }
        return link(target, text.words().isEmpty() ? pageTitle(target) : Html.escape(text.words()));
    }

    String pageTitle(Page target) {
        Label label = book.survey().title(target);
        return label == null ? Html.escape(target.name()) : title(label);
    }

    /** What a label means on a page. */
    private @Nullable Label find(String target, Page on) {
        List<Label> found = book.survey().find(target, on);
        if (found.size() == 1) {
            return found.get(0);
        }
        prose.problem(
                found.isEmpty()
                        ? "nothing in the book has the label '" + target + "'"
                        : "'" + target + "' stands on several pages; write page.ipynb#" + target
                                + " or give what you mean a label of its own");
        return null;
    }

    /** The exercise of a label; null if there is none. */
    @Nullable
    Label exercise(String label) {
        List<Label> found = book.survey().find(label, page);
        return found.size() == 1 && found.get(0).kind() == Kind.EXERCISE ? found.get(0) : null;
    }

    private String link(Label label, String html) {
        String address = label.page().equals(page) ? "#" + label.id() : label.address();
        return "<a class=\"reference\" href=\"" + address + "\">" + html + "</a>";
    }

    private static String link(Page target, String html) {
        return "<a class=\"reference\" href=\"" + target.address() + "\">" + html + "</a>";
    }

    /** A Markdown link: to a label, a page of the book, or the web. */
    String link(Link link) {
        String address = link.getDestination();
        String text = prose.children(link);
        if (address.startsWith("#")) {
            Label label = find(address.substring(1), page);
            return label == null ? text : link(label, text.isEmpty() ? ownName(label) : text);
        }
        if (WebAddress.is(address)) {
            String fault = WebAddress.fault(address);
            if (fault != null) {
                prose.problem("link to '" + address + "': " + fault);
            }
            String title = link.getTitle() == null ? "" : " title=\"" + Html.escape(link.getTitle()) + "\"";
            return "<a class=\"external\" href=\"" + Html.escape(address) + "\"" + title + ">"
                    + (text.isEmpty() ? Html.escape(address) : text) + "</a>";
        }
        int hash = address.indexOf('#');
        Page target = book.page(page, hash < 0 ? address : address.substring(0, hash));
        if (target == null) {
            prose.problem("link to '" + address
                    + "': must be #label, a page of the book, or an address that begins with https://");
            return text;
        }
        if (hash >= 0) {
            Label label = find(address.substring(hash + 1), target);
            return label == null ? text : link(label, text.isEmpty() ? ownName(label) : text);
        }
        return link(target, text.isEmpty() ? pageTitle(target) : text);
    }

    String image(String address, String alternative) {
        Path file = book.root()
                .resolve(Path.of(page.file()))
                .resolveSibling(address)
                .normalize();
        String inSite = address.contains(":") || !file.startsWith(book.root())
                ? null
                : book.images().add(file);
        if (inSite == null) {
            prose.problem("image '" + address + "': no such file in the book's folder, relative to this page");
            return Html.escape(alternative);
        }
        if (alternative.isEmpty()) {
            prose.problem(
                    "image '" + address + "': has no text for those who cannot see it; write ![text](" + address + ")");
        }
        return "<img src=\"" + Html.escape(inSite) + "\" alt=\"" + Html.escape(alternative) + "\" loading=\"lazy\">";
    }
}
