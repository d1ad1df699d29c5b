package org.fiftylayers.engine.book;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The links of a finished site, followed as a browser would follow them.
 *
 * @param pages how many pages there are
 * @param within how many links and files they have within the site
 * @param elsewhere the addresses outside to which they link; nothing is asked of them
 * @param problems links that lead nowhere, ids that stand twice on a page, files that are loaded from elsewhere
 */
public record Links(int pages, int within, SortedSet<String> elsewhere, List<Problem> problems) {
    private static final Pattern TAG = Pattern.compile("<(\\w+)((?:\\s[^<>]*)?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s(id|href|src)=\"([^\"]*)\"");

    /** Follows all links of a site. */
    public static Links of(Site site) {
        return new Walk(site).links();
    }

    private static final class Walk {
        private final Site site;
        private final Map<String, Set<String>> ids = new TreeMap<>();
        private final SortedSet<String> elsewhere = new TreeSet<>();
        private final List<Problem> problems = new ArrayList<>();
        private int within;

        Walk(Site site) {
            this.site = site;
        }

        Links links() {
            attributes(this::id);
            attributes(this::address);
            return new Links(ids.size(), within, elsewhere, List.copyOf(problems));
        }

        private interface Visitor {
            void visit(String page, String tag, String attribute, String value);
        }

        private void attributes(Visitor visitor) {
            site.files().forEach((page, content) -> {
                if (page.endsWith(".html")) {
                    Matcher tag = TAG.matcher(new String(content, StandardCharsets.UTF_8));
                    while (tag.find()) {
                        Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
                        while (attribute.find()) {
                            visitor.visit(page, tag.group(1), attribute.group(1), attribute.group(2));
                        }
                    }
                }
            });
        }

        private void id(String page, String tag, String attribute, String value) {
            Set<String> known = ids.computeIfAbsent(page, name -> new HashSet<>());
            if (attribute.equals("id") && !known.add(value)) {
                problem(page, "the id '" + value + "' stands twice on the page; links to it find the first only");
            }
        }

        private void address(String page, String tag, String attribute, String value) {
            if (attribute.equals("id") || value.startsWith("data:")) {
                return;
            }
            URI address = uri(value.replace("&amp;", "&"));
            if (address == null) {
                problem(page, "'" + value + "' is no address");
            } else if (address.isAbsolute() || address.getRawAuthority() != null) {
                elsewhere.add(address.toString());
                if (!tag.equals("a")) {
                    problem(page, "<" + tag + "> loads '" + value + "', which is not in the book");
                }
            } else {
                within++;
                URI target = URI.create(page).resolve(address);
                // in Java's eyes nothing but a fragment leads to the folder
                String file = address.getPath().isEmpty() ? page : target.getPath();
                String id = target.getFragment();
                Set<String> known = ids.get(file);
                if (!site.files().containsKey(file) || (id != null && known != null && !known.contains(id))) {
                    problem(page, "the link '" + value + "' leads nowhere");
                }
            }
        }

        private static @Nullable URI uri(String value) {
            try {
                return new URI(value);
            } catch (URISyntaxException e) {
                return null;
            }
        }

        private void problem(String page, String message) {
            problems.add(new Problem(Place.of(page), message));
        }
    }
}
