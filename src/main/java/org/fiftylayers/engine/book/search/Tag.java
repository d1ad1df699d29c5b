package org.fiftylayers.engine.book.search;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tag of an HTML page, from {@code <} to {@code >}. */
record Tag(String source) {
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#x([0-9a-fA-F]{1,6})|(\\w+));");

    boolean closes() {
        return source.startsWith("</");
    }

    /** The element's name; empty for a comment and the like. */
    String name() {
        int start = closes() ? 2 : 1;
        int end = start;
        while (end < source.length() && Character.isLetterOrDigit(source.charAt(end))) {
            end++;
        }
        return source.substring(Math.min(start, end), end);
    }

    /** The value of an attribute that stands in double quotes; empty if there is none. */
    String attribute(String name) {
        int at = source.indexOf(" " + name + "=\"");
        int start = at + name.length() + 3;
        int end = source.indexOf('"', start);
        return at < 0 || end < 0 ? "" : unescaped(source.substring(start, end));
    }

    List<String> classes() {
        String classes = attribute("class");
        return classes.isEmpty() ? List.of() : List.of(classes.split(" "));
    }

    /** Text without HTML's escapes, as far as the book writes them. */
    static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) == null) {
            boolean decimal = entity.group(1) != null;
            int code = Integer.parseInt(decimal ? entity.group(1) : entity.group(2), decimal ? 10 : 16);
            return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFD";
        }
        return switch (entity.group(3)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "nbsp" -> "\u00A0";
            default -> entity.group();
        };
    }
}
