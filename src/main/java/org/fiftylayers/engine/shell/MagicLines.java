package org.fiftylayers.engine.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a cell is not Java: lines that begin with {@code %} and a letter. */
final class MagicLines {
    private static final Pattern MAGIC = Pattern.compile("%{1,2}[a-zA-Z]\\w*");

    private static final Pattern TIMED = Pattern.compile("%{1,2}time\\b");

    private MagicLines() {}

    /** The cell with white space in the place of its magics, so that everything else stays where it is. */
    static String blank(String cell) {
        if (cell.indexOf('%') < 0) {
            return cell;
        }
        StringBuilder blank = new StringBuilder(cell);
        int start = 0;
        while (start < cell.length()) {
            int end = cell.indexOf('\n', start);
            end = end < 0 ? cell.length() : end;
            if (isMagic(cell, start)) {
                Matcher timed = TIMED.matcher(cell).region(start, end);
                int until = timed.lookingAt() ? timed.end() : end; // what is timed is Java
                for (int i = start; i < until; i++) {
                    blank.setCharAt(i, ' ');
                }
            }
            start = end + 1;
        }
        return blank.toString();
    }

    /** Whether a magic begins at the start of a line: not where {@code %} divides what the line before began. */
    static boolean isMagic(String cell, int lineStart) {
        if (!MAGIC.matcher(cell).region(lineStart, cell.length()).lookingAt()) {
            return false;
        }
        String before = cell.substring(0, lineStart);
        Brackets brackets = Brackets.of(before);
        return brackets.open().isEmpty() && brackets.inside() == Brackets.Inside.CODE;
    }
}
