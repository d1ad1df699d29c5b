package org.fiftylayers.engine.assignment.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An element of an HTML page. Whatever text goes into it is text when the page is read: none of it is ever markup. */
final class Element {
    private static final Set<String> VOID = Set.of("br", "input", "meta");
    private static final Set<String> IN_LINE = Set.of(
            "a", "b", "bdi", "br", "code", "em", "input", "label", "span", "strong", "time", "text", "rect", "line");
    /**
     * What changes how other text is shown, or is shown as nothing: controls, signs for the direction of writing and
     * other signs of format but for the two that scripts need (U+200C, U+200D), halves of characters, non-characters.
     */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\uFDD0-\\uFDEF[\\x{FFFE}\\x{FFFF}]&&[^\\n\\t\\u200C\\u200D]]");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> children = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    static Element of(String name, String text) {
        return new Element(name).add(text);
    }

    Element set(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    Element add(String text) {
        children.add(text);
        return this;
    }

    Element add(Element child) {
        children.add(child);
        return this;
    }

    Element addAll(List<Element> more) {
        children.addAll(more);
        return this;
    }

    /** Text that somebody else wrote, in a place of its own, so that its direction of writing stays within. */
    static Element name(String text) {
        return of("bdi", text);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        boolean block = !IN_LINE.contains(name);
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> out.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escape(value))
                .append('"'));
        out.append('>');
        if (!VOID.contains(name)) {
            boolean blocks = block && children.stream().allMatch(child -> child instanceof Element);
            for (Object child : children) {
                if (child instanceof Element element) {
                    out.append(blocks && !IN_LINE.contains(element.name) ? "\n" : "");
                    element.write(out);
                } else if (name.equals("style")) {
                    out.append(child); // raw text, where references mean nothing; ours alone
                } else {
                    out.append(escape((String) child));
                }
            }
            out.append("</").append(name).append('>');
        }
    }

    /** Text as it must be written to be read as text; what cannot be seen is named. */
    static String escape(String text) {
        String visible = UNSEEN.matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll(found -> String.format("⟦U+%04X⟧", found.group().codePointAt(0)));
        StringBuilder out = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
