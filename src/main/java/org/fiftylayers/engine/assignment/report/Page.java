package org.fiftylayers.engine.assignment.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A page that is one file and asks for no other. Its policy allows nothing but its own style sheet, by its digest: no
 * script, no image, no form, no connection.
 */
final class Page {
    private static final String STYLE = style();
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + digest() + "'; base-uri 'none'; form-action 'none'";

    private Page() {}

    /**
     * A whole page.
     *
     * @param above what stands above the heading, such as the assignment's name
     * @param heading the heading, with what others wrote in elements of its own
     */
    static String of(String title, String above, Element heading, List<Element> content) {
        Element head = Element.of("head")
                .add(Element.of("meta").set("charset", "utf-8"))
                .add(Element.of("meta")
                        .set("http-equiv", "Content-Security-Policy")
                        .set("content", POLICY))
                .add(Element.of("meta").set("name", "viewport").set("content", "width=device-width, initial-scale=1"))
                .add(Element.of("meta").set("name", "robots").set("content", "noindex"))
                .add(Element.of("meta").set("name", "referrer").set("content", "no-referrer"))
                .add(Element.of("title", title))
                .add(Element.of("style", STYLE));
        Element body = Element.of("body")
                .add(Element.of("a", "Skip to the content").set("class", "skip").set("href", "#content"))
                .add(Element.of("header")
                        .add(Element.of("p", above).set("class", "above"))
                        .add(heading))
                .add(Element.of("main").set("id", "content").addAll(content));
        return "<!DOCTYPE html>\n"
                + Element.of("html").set("lang", "en").add(head).add(body) + "\n";
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
