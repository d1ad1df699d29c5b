package org.fiftylayers.engine.book;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts out of a page what a preview shows. The script for previews has the same three rules for its own page. */
final class Excerpt {
    private static final Pattern TAG = Pattern.compile("<(\\w+)");
    private static final Pattern STYLE = Pattern.compile("<style>.*?</style>", Pattern.DOTALL);

    private Excerpt() {}

    /** Of a section title and first paragraph, of a cell its first claim, of all else the element; empty if there is none. */
    static String of(String html, String id) {
        int attribute = html.indexOf(" id=\"" + id + "\"");
        if (attribute < 0) {
            return "";
        }
        int start = html.lastIndexOf('<', attribute);
        int end = end(html, start);
        if (html.startsWith("<h", start)) {
            String title = html.substring(html.indexOf('>', start) + 1, html.lastIndexOf('<', end - 1));
            String bare = title.replaceAll(" <a class=\"anchor\".*?</a>", "");
            return "<p class=\"title\">" + bare + "</p>" + paragraph(html, end);
        }
        int claim = html.indexOf("<div class=\"claim\"", start);
        if (html.startsWith("<div class=\"cell\"", start) && claim >= 0 && claim < end) {
            return html.substring(claim, end(html, claim));
        }
        return withStyles(
                html, without("<div class=\"drawing narrow\"", without("<details", html.substring(start, end))));
    }

    /** The first paragraph from there to the next heading, or nothing. */
    static String paragraph(String html, int from) {
        Matcher next = Pattern.compile("<(p|h[1-6])[ >]").matcher(html).region(from, html.length());
        boolean found = next.find() && next.group(1).equals("p");
        return found ? html.substring(next.start(), end(html, next.start())) : "";
    }

    /** Where an element ends that begins there. */
    private static int end(String html, int start) {
        Matcher name = TAG.matcher(html).region(start, html.length());
        String tag = name.lookingAt() ? name.group(1) : "";
        Matcher each = Pattern.compile("<(/?)" + tag + "\\b").matcher(html).region(start, html.length());
        for (int depth = 0; each.find(); ) {
            depth += each.group(1).isEmpty() ? 1 : -1;
            if (depth == 0) {
                return html.indexOf('>', each.end()) + 1;
            }
        }
        return html.length();
    }

    /** Without such elements: the data of charts, which nobody unfolds in a preview, and their drawings for phones. */
    private static String without(String tag, String html) {
        StringBuilder out = new StringBuilder(html);
        for (int start = out.indexOf(tag); start >= 0; start = out.indexOf(tag)) {
            out.delete(start, end(out.toString(), start));
        }
        return out.toString();
    }

    /** With the styles that the drawings of a page share, and of which the first of them may stand elsewhere. */
    private static String withStyles(String html, String excerpt) {
        if (!excerpt.contains("<svg")) {
            return excerpt;
        }
        StringBuilder out = new StringBuilder();
        STYLE.matcher(html)
                .results()
                .filter(style -> !excerpt.contains(style.group()))
                .forEach(style -> out.append(style.group()));
        return out.append(excerpt).toString();
    }
}
