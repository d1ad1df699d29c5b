package org.fiftylayers.engine.serve;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A site as it is served, and what is wrong with its sources. Its pages carry a script that follows the server. */
final class Edition {
    static final String SCRIPT = "-/live.js";
    static final String EVENTS = "-/events";

    private static final String STYLE = "assets/book.css";
    private static final String NONE = "none";
    private static final String POLICY = "Content-Security-Policy\" content=\"";

    private final Map<String, Content> files = new TreeMap<>();
    private final Map<String, Content> pages = new HashMap<>();
    private final List<String> problems;

    /**
     * An edition.
     *
     * @param before what was served until now: a file that is the same is not compressed again
     */
    Edition(Map<String, byte[]> site, List<String> problems, @Nullable Edition before) {
        this.problems = List.copyOf(problems);
        site.forEach((path, bytes) -> {
            Content old = before == null ? null : before.files.get(path);
            files.put(path, old != null && Arrays.equals(old.bytes(), bytes) ? old : new Content(path, bytes));
        });
    }

    /** The same files, and other problems. */
    Edition(Edition before, List<String> problems) {
        this.problems = List.copyOf(problems);
        files.putAll(before.files);
        pages.putAll(before.pages);
    }

    List<String> problems() {
        return problems;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** What is sent for a path, or null if there is nothing. */
    synchronized @Nullable Content find(String path) {
        Content file = files.get(path);
        return file == null || !path.endsWith(".html")
                ? file
                : pages.computeIfAbsent(path, page -> following(page, file.text()));
    }

    /** What is sent where there is nothing. */
    Content missing(String path) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>Not found</title></head><body>");
        html.append(
                isEmpty()
                        ? "<h1>There is no book yet</h1>"
                        : "<h1>Not found</h1><p>The book has no <code>" + escape(path)
                                + "</code>. It begins <a href=\"/\">here</a>.</p>");
        problems.forEach(problem -> html.append("<pre>").append(escape(problem)).append("</pre>"));
        return following(path, html.append("</body></html>\n").toString());
    }

    /** Changes with a page and with the files that it names, but for its style sheet. */
    String pageTag(String path) {
        Content page = files.get(path);
        if (page == null) {
            return NONE;
        }
        String html = page.text();
        StringBuilder tags = new StringBuilder(page.tag());
        files.forEach((name, file) -> {
            if (!name.equals(STYLE) && !name.endsWith(".html") && html.contains(name)) {
                tags.append(file.tag());
            }
        });
        return Content.tag(tags.toString().getBytes(StandardCharsets.UTF_8));
    }

    String styleTag() {
        Content style = files.get(STYLE);
        return style == null ? NONE : style.tag();
    }

    private Content following(String path, String html) {
        String script = "<script src=\"/" + SCRIPT + "\" data-page=\"" + pageTag(path) + "\" data-style=\"" + styleTag()
                + "\" defer></script>\n</head>";
        String page = html.replaceFirst("</head>", script).replace(POLICY, POLICY + "connect-src 'self'; ");
        return new Content("page.html", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
