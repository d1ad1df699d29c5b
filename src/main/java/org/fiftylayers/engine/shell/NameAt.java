package org.fiftylayers.engine.shell;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name that a cursor means: the one it stands in or after, or that of the call whose brackets it stands in.
 *
 * @param start offset of its first character
 * @param end offset after its last
 */
record NameAt(int start, int end) {
    private static final Set<String> NO_CALLS =
            Set.of("if", "for", "while", "switch", "catch", "try", "synchronized", "return", "new", "throw");

    /** The name; null if there is none. */
    static @Nullable NameAt of(String source, int cursor) {
        Brackets brackets = Brackets.of(source.substring(0, cursor));
        if (brackets.inside() == Brackets.Inside.CODE) {
            NameAt here = around(source, cursor);
            if (here != null && !NO_CALLS.contains(source.substring(here.start, here.end))) {
                return here;
            }
        }
        List<Integer> open = brackets.open();
        for (int i = open.size() - 1; i >= 0 && source.charAt(open.get(i)) != '{'; i--) {
            NameAt call = before(source, open.get(i));
            if (source.charAt(open.get(i)) == '('
                    && call != null
                    && !NO_CALLS.contains(source.substring(call.start, call.end))) {
                return call;
            }
        }
        return null;
    }

    private static @Nullable NameAt around(String source, int cursor) {
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
            start--;
        }
        int end = cursor;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        if (start == end || !Character.isJavaIdentifierStart(source.charAt(start))) {
            return null;
        }
        return new NameAt(start, end);
    }

    /** The name before a bracket, type arguments left out: {@code new ArrayList<>(}. */
    private static @Nullable NameAt before(String source, int bracket) {
        int end = source.substring(0, bracket).stripTrailing().length();
        if (end > 0 && source.charAt(end - 1) == '>') {
            int depth = 0;
            do {
                end--;
                depth += source.charAt(end) == '>' ? 1 : source.charAt(end) == '<' ? -1 : 0;
            } while (end > 0 && depth > 0);
        }
        return end > 0 && Character.isJavaIdentifierPart(source.charAt(end - 1)) ? around(source, end) : null;
    }
}
