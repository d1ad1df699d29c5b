package org.fiftylayers.engine.book;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes SVG documents parts of one HTML page: their ids stay apart, and a style sheet that they share stands there once. */
final class InlineSvg {
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]+)\"");
    private static final Pattern USE = Pattern.compile(
            "(\\b(?:id|aria-labelledby|aria-describedby)=\")([^\"]+)(\")|((?:xlink:)?href=\"#)([^\"]+)(\")|(url\\(#)([^)]+)(\\))");
    private static final Pattern PROLOG =
            Pattern.compile("^\\s*(?:<\\?xml.*?\\?>|<!DOCTYPE.*?>|<!--.*?-->|\\s)*", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style[^>]*>.*?</style>", Pattern.DOTALL);

    private final Set<String> styles = new HashSet<>();
    private int count;

    /** The document as an element of this page. */
    String of(String document) {
        String svg = PROLOG.matcher(document).replaceFirst("").strip();
        svg = STYLE.matcher(svg)
                .replaceAll(style -> styles.add(style.group()) ? Matcher.quoteReplacement(style.group()) : "");
        Set<String> ids = new TreeSet<>();
        Matcher id = ID.matcher(svg);
        while (id.find()) {
            ids.add(id.group(1));
        }
        if (ids.isEmpty()) {
            return svg;
        }
        String prefix = "svg" + ++count + "-";
        return USE.matcher(svg).replaceAll(use -> Matcher.quoteReplacement(renamed(use, ids, prefix)));
    }

    private static String renamed(MatchResult use, Set<String> ids, String prefix) {
        for (int group = 1; group <= 7; group += 3) {
            if (use.group(group) != null) {
                StringBuilder names = new StringBuilder();
                for (String name : use.group(group + 1).split(" ")) {
                    names.append(names.length() == 0 ? "" : " ")
                            .append(ids.contains(name) ? prefix : "")
                            .append(name);
                }
                return use.group(group) + names + use.group(group + 2);
            }
        }
        return use.group();
    }
}
