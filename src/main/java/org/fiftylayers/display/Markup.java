package org.fiftylayers.display;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of HTML and SVG where only words can be shown. */
final class Markup {
    private static final Pattern UNSEEN =
            Pattern.compile("<(script|style)\\b.*?</\\1>|<!--.*?-->", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern NEW_LINE =
            Pattern.compile("\\s*(<br\\s*/?>|</(p|div|li|tr|h\\d|pre)>)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.DOTALL);

    private Markup() {}

    static String text(String html) {
        String seen = UNSEEN.matcher(html).replaceAll("");
        String words = TAG.matcher(NEW_LINE.matcher(seen).replaceAll("\n")).replaceAll("");
        return words.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip();
    }

    static String title(String svg) {
        Matcher title = TITLE.matcher(svg);
        return title.find() ? text(title.group(1)) : "drawing";
    }
}
