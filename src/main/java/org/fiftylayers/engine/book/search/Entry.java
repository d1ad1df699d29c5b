package org.fiftylayers.engine.book.search;

/** A place of a page that a search can lead to, while its words are being gathered. */
final class Entry {
    enum Kind {
        HEADING(0),
        TEXT(1),
        CODE(2);

        /** As the script writes it. */
        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    final String id;
    final Kind kind;
    private final StringBuilder label = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    Entry(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    void append(String words, boolean toLabel) {
        (toLabel ? label : text).append(words);
    }

    boolean isEmpty() {
        return label.toString().isBlank() && text.toString().isBlank();
    }

    /** What the place is called: a heading, “Figure 1.3”; empty if it has no name. */
    String label() {
        return squeezed(label);
    }

    String text() {
        return squeezed(text);
    }

    private static String squeezed(CharSequence words) {
        StringBuilder squeezed = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\u00A0';
            if (!space) {
                squeezed.append(c);
            } else if (squeezed.length() > 0 && squeezed.charAt(squeezed.length() - 1) != ' ') {
                squeezed.append(' ');
            }
        }
        return squeezed.toString().stripTrailing();
    }
}
