package org.fiftylayers.engine.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reference to another page shows when one hovers over it: of each page the places to which others refer.
 *
 * <p>They are scripts, {@code assets/previews/}, since from {@code file://} a page can load nothing else.
 */
final class Previews {
    private static final Pattern REFERENCE =
            Pattern.compile("<a class=\"(?:reference|term)\"[^>]* href=\"([^\"#]+)\\.html(?:#([^\"]*))?\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Previews() {}

    /** Adds the previews that the links of these pages ask for. */
    static void add(Site site, List<PageView> pages) {
        Map<String, TreeSet<String>> wanted = new TreeMap<>();
        for (PageView page : pages) {
            Matcher link = REFERENCE.matcher(page.bodyHtml());
            while (link.find()) {
                String id = link.group(2) == null ? "" : link.group(2);
                wanted.computeIfAbsent(link.group(1), name -> new TreeSet<>()).add(id);
            }
        }
        for (PageView page : pages) {
            Map<String, String> previews = new TreeMap<>();
            for (String id : wanted.getOrDefault(page.name(), new TreeSet<>())) {
                previews.put(id, id.isEmpty() ? ofPage(page) : Excerpt.of(page.bodyHtml(), id));
            }
            if (!previews.isEmpty()) {
                site.add("assets/previews/" + page.name() + ".js", script(page.name(), previews));
            }
        }
    }

    private static String ofPage(PageView page) {
        String number = page.number().isEmpty() ? "" : "<span class=\"number\">" + page.number() + "</span> ";
        return "<p class=\"title\">" + number + page.titleHtml() + "</p>" + Excerpt.paragraph(page.bodyHtml(), 0);
    }

    private static String script(String page, Map<String, String> previews) {
        try {
            return "fiftyLayers.previews(" + JSON.writeValueAsString(page) + ", " + JSON.writeValueAsString(previews)
                    + ");\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
