package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fiftylayers.engine.book.myst.Directive;
import org.fiftylayers.engine.book.myst.Myst;
import org.jspecify.annotations.Nullable;

/** Renders directives. */
final class Directives {
    private static final Set<String> ADMONITIONS = new TreeSet<>(List.of(
            "admonition",
            "attention",
            "caution",
            "danger",
            "error",
            "hint",
            "important",
            "note",
            "seealso",
            "tip",
            "warning"));

    private static final Map<String, Set<String>> OPTIONS = options();

    private final Book book;
    private final Prose prose;
    private final References references;
    private final Lists lists;

    Directives(Book book, Prose prose, References references) {
        this.book = book;
        this.prose = prose;
        this.references = references;
        this.lists = new Lists(book, prose, references);
    }

    private static Map<String, Set<String>> options() {
        Map<String, Set<String>> options = new TreeMap<>();
        ADMONITIONS.forEach(name -> options.put(name, Set.of("class", "label", "name")));
        options.put("aside", Set.of("label", "name"));
        options.put("margin", Set.of("label", "name"));
        options.put("exercise", Set.of("class", "label", "name"));
        options.put("exercise-start", Set.of("class", "label", "name"));
        options.put("exercise-end", Set.of());
        options.put("solution", Set.of("class", "label", "name"));
        options.put("solution-start", Set.of("class", "label", "name"));
        options.put("solution-end", Set.of());
        options.put("figure", Set.of("alt", "class", "label", "name", "width"));
        options.put("table", Set.of("class", "label", "name"));
        options.put("math", Set.of("label", "name"));
        options.put("bibliography", Set.of("cited"));
        options.put("glossary", Set.of());
        options.put("index-of-claims", Set.of());
        options.put("list-of-figures", Set.of());
        return options;
    }

    String html(Directive directive) {
        String name = directive.name();
        Set<String> known = OPTIONS.get(name);
        if (known == null) {
            prose.problem("unknown directive {" + name + "}; known are " + String.join(", ", OPTIONS.keySet()));
            return prose.children(directive);
        }
        if (!directive.closed()) {
            prose.problem("{" + name + "}: its closing fence is missing");
        }
        for (String option : directive.options().keySet()) {
            if (!known.contains(option)) {
                prose.problem("{" + name + "}: unknown option :" + option + ":; "
                        + (known.isEmpty() ? "it has none" : "known are " + String.join(", ", new TreeSet<>(known))));
            }
        }
        if (ADMONITIONS.contains(name)) {
            return admonition(directive);
        }
        return switch (name) {
            case "aside", "margin" -> {
                prose.marginNote(prose.children(directive));
                yield "";
            }
            case "exercise" -> exerciseStart(directive) + prose.children(directive) + "</div>\n";
            case "exercise-start" -> exerciseStart(directive) + prose.children(directive);
            case "solution" -> solutionStart(directive) + prose.children(directive) + "</details>\n";
            case "solution-start" -> solutionStart(directive) + prose.children(directive);
            case "exercise-end" -> "</div>\n";
            case "solution-end" -> "</details>\n";
            case "figure" -> figure(directive);
            case "table" ->
                captioned(
                        book.survey().of(directive), "table", prose.children(directive), inline(directive.argument()));
            case "math" -> prose.equation(directive.text(), book.survey().of(directive));
            case "bibliography" -> lists.bibliography(directive.option("cited") != null);
            case "glossary" -> lists.glossary(directive);
            case "index-of-claims" -> lists.claims();
            case "list-of-figures" -> lists.figures();
            default -> throw new IllegalStateException(name);
        };
    }

    private String id(Directive directive) {
        Label label = book.survey().of(directive);
        return label == null ? "" : " id=\"" + label.id() + "\"";
    }

    private String inline(String markdown) {
        return prose.children(Myst.parseLine(markdown));
    }

    /** A box with a title; folded if its class is {@code dropdown}; a class such as {@code tip} gives it that look. */
    private String admonition(Directive directive) {
        List<String> classes = classes(directive);
        boolean folded = classes.remove("dropdown");
        String kind = directive.name();
        if (kind.equals("admonition")) {
            kind = classes.stream().filter(ADMONITIONS::contains).findFirst().orElse("admonition");
        }
        String title = directive.argument().isEmpty() ? nounOf(kind) : inline(directive.argument());
        if (directive.name().equals("admonition") && directive.argument().isEmpty()) {
            prose.problem("{admonition}: needs a title on its first line");
        }
        String tag = folded ? "details" : "div";
        String head =
                folded ? "<summary class=\"title\">" + title + "</summary>" : "<p class=\"title\">" + title + "</p>";
        return "<" + tag + " class=\"admonition " + kind + "\"" + id(directive) + ">" + head + "\n"
                + prose.children(directive) + "</" + tag + ">\n";
    }

    private static String nounOf(String kind) {
        return kind.equals("seealso") ? "See also" : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    private static List<String> classes(Directive directive) {
        String value = directive.option("class");
        return value == null
                ? new ArrayList<>()
                : new ArrayList<>(List.of(value.strip().split("\\s+")));
    }

    private String exerciseStart(Directive directive) {
        Label label = book.survey().of(directive);
        String linked = label == null ? "Exercise" : "<a href=\"#" + label.id() + "\">" + label.name() + "</a>";
        String title = directive.argument().isEmpty() ? "" : " <span>" + inline(directive.argument()) + "</span>";
        return "<div class=\"exercise\"" + id(directive) + "><p class=\"title\">" + linked + title + "</p>\n";
    }

    private String solutionStart(Directive directive) {
        String target = directive.argument();
        Label exercise = references.exercise(target);
        if (exercise == null) {
            prose.problem("{" + directive.name() + "}: its argument '" + target + "' must be the label of an exercise");
        }
        String name = exercise == null ? "Solution" : "Solution to " + exercise.name();
        return "<details class=\"solution\"" + id(directive) + "><summary>" + name + "</summary>\n";
    }

    private String figure(Directive directive) {
        String alternative = directive.option("alt");
        String image = references.image(directive.argument(), alternative == null ? "" : alternative);
        String width = directive.option("width");
        if (width != null && !width.matches("\\d{1,4}(px|%|em|rem)")) {
            prose.problem("{figure}: width is '" + width + "'; must be a number with px, %, em or rem");
        } else if (width != null) {
            image = image.replaceFirst("<img ", "<img style=\"width: " + width + "\" ");
        }
        String caption = prose.children(directive).strip();
        boolean oneParagraph = caption.startsWith("<p>") && caption.indexOf("</p>") == caption.length() - 4;
        String bare = oneParagraph ? caption.substring(3, caption.length() - 4) : caption;
        return captioned(book.survey().of(directive), "figure", image + "\n", bare);
    }

    /** A figure or table with its number and caption. */
    static String captioned(@Nullable Label label, String kind, String content, String captionHtml) {
        String id = label == null ? "" : " id=\"" + label.id() + "\"";
        String number =
                label == null ? "" : "<a class=\"number\" href=\"#" + label.id() + "\">" + label.name() + "</a> ";
        String caption = "<figcaption>" + number + captionHtml + "</figcaption>\n";
        boolean above = kind.equals("table");
        return "<figure class=\"" + kind + "\"" + id + ">\n" + (above ? caption + content : content + caption)
                + "</figure>\n";
    }
}
