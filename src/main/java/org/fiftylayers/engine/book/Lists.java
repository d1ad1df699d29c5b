package org.fiftylayers.engine.book;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.fiftylayers.engine.book.myst.Definition;
import org.fiftylayers.engine.book.myst.Directive;

/** Renders what is gathered from the whole book: bibliography, glossary, list of figures, index of claims. */
final class Lists {
    private final Book book;
    private final Prose prose;
    private final References references;
    private final Claims claims;

    Lists(Book book, Prose prose, References references) {
        this.book = book;
        this.prose = prose;
        this.references = references;
        this.claims = new Claims(prose);
    }

    /** All references with links back to where they are cited; or those alone that are cited. */
    String bibliography(boolean citedOnly) {
        StringBuilder html = new StringBuilder("<ul class=\"references\">\n");
        for (Reference reference : book.bibliography().inOrder()) {
            List<Mention> cited = book.survey().mentions().of(Mentions.CITATION, reference.key());
            if (!citedOnly || !cited.isEmpty()) {
                html.append("<li id=\"ref-" + Html.escape(reference.key()) + "\">")
                        .append(reference.html())
                        .append(mentions("Cited in", Mentions.CITATION, reference.key(), cited))
                        .append("</li>\n");
            }
        }
        return html.append("</ul>\n").toString();
    }

    /** Terms and definitions, with links back to where the terms are used. */
    String glossary(Directive directive) {
        StringBuilder html = new StringBuilder("<dl class=\"glossary\">\n");
        for (Node node = directive.getFirstChild(); node != null; node = node.getNext()) {
            Label label = book.survey().of(node);
            if (node instanceof Paragraph term && node.getNext() instanceof Definition definition && label != null) {
                List<Mention> used = book.survey().mentions().of(Mentions.TERM, label.id()).stream()
                        .filter(mention -> !mention.page().equals(label.page()))
                        .toList();
                html.append("<div id=\"" + label.id() + "\"><dt>" + prose.children(term) + "</dt><dd>")
                        .append(prose.children(definition))
                        .append(mentions("Used in", Mentions.TERM, label.id(), used))
                        .append("</dd></div>\n");
            } else if (!(node instanceof Definition)) {
                prose.problem(
                        node,
                        "{glossary}: consists of terms, each on a line of its own, with a line that begins with ': '"
                                + " below it");
            }
        }
        return html.append("</dl>\n").toString();
    }

    /** All figures with their captions. */
    String figures() {
        return byPage(book.survey().figures(), Function.identity(), "figures", figure -> {
            Node caption = figure.title();
            return "<li><a class=\"reference\" href=\"" + figure.address() + "\">" + figure.name() + "</a> "
                    + (caption == null ? "" : prose.quietly(caption)) + "</li>\n";
        });
    }

    /** All claims with what was expected and measured. */
    String claims() {
        List<Claim> all = book.survey().claims();
        long chapters = all.stream()
                .map(claim -> claim.label().page().name())
                .distinct()
                .count();
        return "<p class=\"count\">" + count(all.size(), "claim") + " in " + count(chapters, "chapter")
                + ", each of them measured when this page was made.</p>\n"
                + byPage(all, Claim::label, "claims", claims::entry);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A list for each page that has something to list, under the page's title. */
    private <T> String byPage(List<T> all, Function<T, Label> label, String style, Function<T, String> entry) {
        StringBuilder html = new StringBuilder();
        for (Page page : book.pages()) {
            String entries = all.stream()
                    .filter(each -> label.apply(each).page().equals(page))
                    .map(entry)
                    .collect(Collectors.joining());
            html.append(entries.isEmpty() ? "" : list(page, style, entries));
        }
        return html.toString();
    }

    private String list(Page page, String style, String entries) {
        String number = page.number() == 0 ? "" : "<span class=\"number\">" + page.number() + "</span> ";
        return "<h2 id=\"" + style + "-of-" + page.name() + "\">" + number + "<a href=\"" + page.address() + "\">"
                + references.pageTitle(page) + "</a></h2>\n<ul class=\"" + style + "\">\n" + entries + "</ul>\n";
    }

    private String mentions(String words, String kind, String key, List<Mention> mentions) {
        if (mentions.isEmpty()) {
            return "";
        }
        return mentions.stream()
                .map(mention -> "<a href=\"" + mention.page().address() + "#" + mention.id(kind, key) + "\">"
                        + name(mention) + "</a>")
                .collect(Collectors.joining(", ", " <span class=\"mentions\">" + words + " ", "</span>"));
    }

    /** “3.2” for a section, “3” for a chapter before its first one, the title of a page without number. */
    private String name(Mention mention) {
        Label section = mention.section();
        if (section != null) {
            return section.number();
        }
        Page page = mention.page();
        return page.number() == 0 ? references.pageTitle(page) : String.valueOf(page.number());
    }
}
