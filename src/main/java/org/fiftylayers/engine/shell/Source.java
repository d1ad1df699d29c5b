package org.fiftylayers.engine.shell;

/** What can be said about a snippet's text without parsing it. */
final class Source {
    private Source() {}

    /** Where the text begins when white space and comments before it are left out; its length if nothing is left. */
    static int start(String text) {
        int i = 0;
        while (i < text.length()) {
            int comment = afterComment(text, i);
            if (comment == i && !Character.isWhitespace(text.charAt(i))) {
                return i;
            }
            i = comment > i ? comment : i + 1;
        }
        return text.length();
    }

    /** Whether the text ends in {@code ;} when white space and comments after it are left out. */
    static boolean endsInSemicolon(String text) {
        char last = ' ';
        int i = 0;
        while (i < text.length()) {
            int next = afterComment(text, i);
            if (next == i) {
                char c = text.charAt(i);
                next = c == '"' || c == '\'' ? afterLiteral(text, i) : i + 1;
                last = Character.isWhitespace(c) ? last : c;
            }
            i = next;
        }
        return last == ';';
    }

    static int afterComment(String text, int i) {
        if (text.startsWith("//", i)) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", i)) {
            int end = text.indexOf("*/", i + 2);
            return end < 0 ? text.length() : end + 2;
        }
        return i;
    }

    /** Where the literal ends that begins here; if its quote is missing, at the end of the line. */
    static int afterLiteral(String text, int start) {
        String quote = text.startsWith("\"\"\"", start) ? "\"\"\"" : text.substring(start, start + 1);
        int i = start + quote.length();
        while (i < text.length() && !text.startsWith(quote, i)) {
            if (text.charAt(i) == '\n' && quote.length() == 1) {
                return i;
            }
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), i + quote.length());
    }
}
