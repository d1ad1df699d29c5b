package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fiftylayers.engine.book.PageView.LinkView;

/**
 * Makes the markup of one page a part of one page that holds the whole book and stands on paper: ids are unique in the
 * book, links lead to places in it or have a number under which their address is printed, nothing is folded, pictures are
 * inside.
 */
final class PrintMarkup {
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s(id|for|aria-(?:labelledby|describedby|controls)|(?:xlink:)?href|src)=\"([^\"]*)\"");
    private static final Pattern ID_IN_STYLE = Pattern.compile("url\\(#([^)]+)\\)");
    /** Boxes that one can scroll, and pictures that load when scrolled into view: paper does not scroll. */
    private static final Pattern SCROLLED = Pattern.compile("(?<=<div class=\"fl-scroll\")[^>]*|\\sloading=\"lazy\"");
    /** A page of the site, and a place on it. */
    private static final Pattern PLACE = Pattern.compile("(?:([\\w-]+)\\.html)?(?:#(.*))?");

    private static final Pattern EXTERNAL =
            Pattern.compile("<a\\b[^>]*\\bhref=\"((?:https?://|mailto:)[^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);
    /** A chart's numbers fill pages, and are in the site; what one can only click has no place on paper. */
    private static final Pattern NOT_PRINTED = Pattern.compile(
            "<details class=\"fl-data\">.*?</details>|<a class=\"anchor\"[^>]*>.*?</a>|<button\\b.*?</button>",
            Pattern.DOTALL);

    private final String page;
    private final Set<String> pages;
    private final Site site;
    private final List<LinkView> links = new ArrayList<>();

    /**
     * Markup of a page.
     *
     * @param page the page's name
     * @param pages the names of all pages that are printed
     * @param site holds the pictures
     */
    PrintMarkup(String page, Set<String> pages, Site site) {
        this.page = page;
        this.pages = pages;
        this.site = site;
    }

    String of(String html) {
        // the space without width is KaTeX's, for a browser long gone, and would bring a font of its own into the file
        String bare = NOT_PRINTED.matcher(html).replaceAll("").replace("\u200b", "");
        String whole = TAG.matcher(bare).replaceAll(tag -> Matcher.quoteReplacement(tag(tag.group())));
        return EXTERNAL.matcher(whole).replaceAll(link -> Matcher.quoteReplacement(numbered(link)));
    }

    /** What the external links that were met lead to, in the order of their numbers. */
    List<LinkView> links() {
        return List.copyOf(links);
    }

    /** What an id of this page is called in the book. */
    String id(String id) {
        return page + "/" + id;
    }

    private String tag(String tag) {
        String renamed = ATTRIBUTE
                .matcher(tag)
                .replaceAll(attribute -> Matcher.quoteReplacement(
                        " " + attribute.group(1) + "=\"" + value(attribute.group(1), attribute.group(2)) + "\""));
        String open = renamed.startsWith("<details") && !renamed.contains(" open")
                ? "<details open" + renamed.substring("<details".length())
                : renamed;
        return ID_IN_STYLE.matcher(SCROLLED.matcher(open).replaceAll("")).replaceAll("url(#" + page + "/$1)");
    }

    private String value(String attribute, String value) {
        return switch (attribute) {
            case "src" -> inside(value);
            case "href", "xlink:href" -> address(value);
            default -> Arrays.stream(value.split(" ")).map(this::id).collect(Collectors.joining(" "));
        };
    }

    private String address(String address) {
        Matcher place = PLACE.matcher(address);
        if (!place.matches()) {
            return address;
        }
        String target = place.group(1) == null ? page : place.group(1);
        return !pages.contains(target)
                ? address
                : "#" + target + (place.group(2) == null || place.group(2).isEmpty() ? "" : "/" + place.group(2));
    }

    /** A picture of the site as an address that holds it. */
    String inside(String path) {
        byte[] content = site.files().get(path);
        return content == null ? path : data(path, content);
    }

    static String data(String path, byte[] content) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        String type =
                switch (extension) {
                    case "svg" -> "image/svg+xml";
                    case "jpg" -> "image/jpeg";
                    case "woff2" -> "font/woff2";
                    default -> "image/" + extension;
                };
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /** An external link with the number of its address, unless its text is the address. */
    private String numbered(MatchResult link) {
        String address = link.group(1);
        String text = link.group(2).replaceAll("<[^>]*>", "");
        if (text.contains(address.replaceFirst("^(https?://|mailto:)", ""))) {
            return link.group();
        }
        int known = links.stream().map(LinkView::address).toList().indexOf(address);
        if (known < 0) {
            links.add(new LinkView(address, address));
        }
        int number = known < 0 ? links.size() : known + 1;
        return link.group() + "<sup class=\"link-number\"><a href=\"#" + id("link-" + number)
                + "\" aria-label=\"Address " + number + "\">[" + number + "]</a></sup>";
    }
}
