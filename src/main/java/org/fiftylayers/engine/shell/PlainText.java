package org.fiftylayers.engine.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc's HTML as plain text, for front ends that show no HTML. */
final class PlainText {
    private static final Pattern PRE = Pattern.compile("(?is)<pre[^>]*>(.*?)</pre>");
    private static final Pattern NUMBER = Pattern.compile("&#(x?)([0-9a-fA-F]+);");
    private static final int WIDTH = 100;

    private PlainText() {}

    static String of(String html) {
        StringBuilder text = new StringBuilder();
        Matcher pre = PRE.matcher(html);
        int from = 0;
        while (pre.find()) {
            text.append(flow(html.substring(from, pre.start())));
            text.append("\n\n")
                    .append(pre.group(1).replaceAll("<[^>]+>", "").stripTrailing())
                    .append("\n\n");
            from = pre.end();
        }
        text.append(flow(html.substring(from)));
        return entities(text.toString().replaceAll("\n{3,}", "\n\n")).strip();
    }

    private static String flow(String html) {
        String marked = html.replaceAll("\\s+", " ")
                .replaceAll("(?i) ?<li[^>]*> ?", "\n- ")
                .replaceAll("(?i) ?<dt[^>]*> ?", "\n")
                .replaceAll("(?i) ?<dd[^>]*> ?", "\n  ")
                .replaceAll("(?i) ?<(?:br|tr|caption)[^>]*> ?", "\n")
                .replaceAll("(?i)</t[dh]> ?", "  ")
                .replaceAll("(?i) ?</?(?:p|ul|ol|dl|table|h\\d|blockquote|div)\\b[^>]*> ?", "\n\n")
                .replaceAll("<[^>]+>", "");
        StringBuilder text = new StringBuilder();
        for (String line : marked.split("\n", -1)) {
            text.append(text.isEmpty() ? "" : "\n").append(wrap(line));
        }
        return text.toString();
    }

    private static String wrap(String line) {
        StringBuilder wrapped = new StringBuilder();
        String rest = line.stripTrailing();
        String indent = rest.startsWith("  ") ? "    " : rest.startsWith("- ") ? "  " : "";
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            if (space <= indent.length()) {
                break;
            }
            wrapped.append(rest, 0, space).append('\n');
            rest = indent + rest.substring(space + 1);
        }
        return wrapped.append(rest).toString();
    }

    private static String entities(String text) {
        String known = NUMBER.matcher(text).replaceAll(match -> {
            int code = Integer.parseInt(match.group(2), match.group(1).isEmpty() ? 10 : 16);
            return Matcher.quoteReplacement(Character.toString(code));
        });
        return known.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&times;", "×")
                .replace("&le;", "≤")
                .replace("&ge;", "≥")
                .replace("&ne;", "≠")
                .replace("&pi;", "π")
                .replace("&theta;", "θ")
                .replace("&plusmn;", "±")
                .replace("&minus;", "−")
                .replace("&infin;", "∞")
                .replace("&sup2;", "²")
                .replace("&ndash;", "–")
                .replace("&mdash;", "—")
                .replace("&hellip;", "…")
                .replace("&amp;", "&");
    }
}
