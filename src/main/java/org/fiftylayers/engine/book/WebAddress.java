package org.fiftylayers.engine.book;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of addresses outside the book, which a build without a network can look at. */
final class WebAddress {
    private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
    private static final Pattern MAIL = Pattern.compile("mailto:[^@\\s]+@" + HOST.pattern());
    private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}/\\S+");
    private static final Pattern ARXIV = Pattern.compile("(\\d{4}\\.\\d{4,5}|[a-z-]+(\\.[A-Z]{2})?/\\d{7})(v\\d+)?");

    private WebAddress() {}

    /** Whether an address leads out of the book. */
    static boolean is(String address) {
        return address.startsWith("https://") || address.startsWith("http://") || address.startsWith("mailto:");
    }

    /** What is wrong with an address, as the rule that it breaks; null if nothing is. */
    static @Nullable String fault(String address) {
        if (address.startsWith("mailto:")) {
            return MAIL.matcher(address).matches() ? null : "must be mailto:name@host";
        }
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return "is no address: " + e.getReason() + " at character " + (e.getIndex() + 1);
        }
        String host = uri.getHost();
        if (host == null || !HOST.matcher(host).matches()) {
            return "must name a host after " + uri.getScheme() + "://, such as example.org";
        }
        if (".,;:!?'\"".indexOf(address.charAt(address.length() - 1)) >= 0 || opensLessThanItCloses(address)) {
            return "must not end in punctuation";
        }
        String path = String.valueOf(uri.getPath());
        if (host.equals("doi.org")) {
            return doiFault(path.replaceFirst("^/", ""));
        }
        boolean paper = host.equals("arxiv.org") && path.matches("/(abs|pdf)/.*");
        return paper ? arxivFault(path.substring("/abs/".length())) : null;
    }

    static @Nullable String doiFault(String doi) {
        return DOI.matcher(doi).matches() ? null : "is no DOI; must be like 10.1109/5.771073";
    }

    static @Nullable String arxivFault(String id) {
        return ARXIV.matcher(id).matches() ? null : "is no arXiv id; must be like 1502.01852 or cs/0112017";
    }

    private static boolean opensLessThanItCloses(String address) {
        long opened = address.chars().filter(character -> character == '(').count();
        long closed = address.chars().filter(character -> character == ')').count();
        return closed > opened;
    }
}
