package org.fiftylayers.engine.book;

/** Turns typewriter quotes into those of a book. */
final class Quotes {
    private Quotes() {}

    /**
     * The text with “these” and ‘these’ and the apostrophe of it’s.
     *
     * @param first whether the text begins its line or block, so that a quote at its start opens
     */
    static String curled(String text, boolean first) {
        if (text.indexOf('\'') < 0 && text.indexOf('"') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char quote = text.charAt(i);
            boolean opens = i == 0 ? first : " \u00A0\n([–—".indexOf(text.charAt(i - 1)) >= 0;
            if (quote == '"') {
                out.setCharAt(i, opens ? '“' : '”');
            } else if (quote == '\'') {
                out.setCharAt(i, opens ? '‘' : '’');
            }
        }
        return out.toString();
    }
}
