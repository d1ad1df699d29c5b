package org.fiftylayers.engine.book;

import java.util.Locale;

/** Small pieces of HTML. */
final class Html {
    private Html() {}

    /** Text made safe for content and for attributes in double quotes. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case 0 -> out.append('\uFFFD');
                default -> {
                    // HTML forbids the other control characters; a program may well print them
                    boolean forbidden = character < ' ' && "\n\t\r\f".indexOf(character) < 0;
                    out.append(forbidden ? '\uFFFD' : character);
                }
            }
        }
        return out.toString();
    }

    /** An id made of a heading's text: lower case, words joined by hyphens. */
    static String slug(String text) {
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        String slug = words.replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "section" : slug;
    }
}
