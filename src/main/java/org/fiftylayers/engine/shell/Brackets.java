package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * What is open at the end of a text.
 *
 * @param open the offsets of the brackets that are not closed, the outermost first
 * @param inside what the end of the text is part of
 * @param since where that began
 * @param stray offset of a bracket that closes nothing; -1 if there is none
 */
record Brackets(List<Integer> open, Inside inside, int since, int stray) {
    /** What kind of text. */
    enum Inside {
        CODE,
        LINE_COMMENT,
        COMMENT,
        STRING,
        CHARACTER,
        TEXT_BLOCK
    }

    Brackets {
        open = List.copyOf(open);
    }

    static Brackets of(String text) {
        List<Integer> open = new ArrayList<>();
        Inside inside = Inside.CODE;
        int since = 0;
        int stray = -1;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (inside == Inside.CODE) {
                inside = begins(text, i);
                since = i;
                if (inside != Inside.CODE) {
                    i += length(inside);
                    continue;
                }
                if ("([{".indexOf(c) >= 0) {
                    open.add(i);
                } else if (")]}".indexOf(c) >= 0) {
                    if (!open.isEmpty() && closing(text.charAt(open.get(open.size() - 1))) == c) {
                        open.remove(open.size() - 1);
                    } else if (stray < 0) {
                        stray = i;
                    }
                }
                i++;
            } else if (c == '\\' && inside != Inside.LINE_COMMENT && inside != Inside.COMMENT) {
                i += 2;
            } else if (ends(text, i, inside)) {
                i += c == '\n' ? 1 : length(inside);
                inside = Inside.CODE;
            } else {
                i++;
            }
        }
        return new Brackets(open, inside, since, stray);
    }

    /** What would close everything, so that a compiler makes a tree of the text. */
    String closers(String text) {
        StringBuilder closers = new StringBuilder();
        for (int i = open.size() - 1; i >= 0; i--) {
            char closer = closing(text.charAt(open.get(i)));
            closers.append(closer == '}' ? ";}" : closer);
        }
        return closers.toString();
    }

    /** Whether a literal is open that only its own line can close. */
    boolean inUnclosedLiteral() {
        return inside == Inside.STRING || inside == Inside.CHARACTER;
    }

    private static Inside begins(String text, int i) {
        if (text.startsWith("//", i)) {
            return Inside.LINE_COMMENT;
        }
        if (text.startsWith("/*", i)) {
            return Inside.COMMENT;
        }
        if (text.startsWith("\"\"\"", i)) {
            return Inside.TEXT_BLOCK;
        }
        return switch (text.charAt(i)) {
            case '"' -> Inside.STRING;
            case '\'' -> Inside.CHARACTER;
            default -> Inside.CODE;
        };
    }

    private static boolean ends(String text, int i, Inside inside) {
        return switch (inside) {
            case LINE_COMMENT -> text.charAt(i) == '\n';
            case COMMENT -> text.startsWith("*/", i);
            case TEXT_BLOCK -> text.startsWith("\"\"\"", i);
            case STRING -> text.charAt(i) == '"' || text.charAt(i) == '\n';
            case CHARACTER -> text.charAt(i) == '\'' || text.charAt(i) == '\n';
            case CODE -> false;
        };
    }

    private static int length(Inside inside) {
        return switch (inside) {
            case COMMENT, LINE_COMMENT -> 2;
            case TEXT_BLOCK -> 3;
            default -> 1;
        };
    }

    private static char closing(char opening) {
        return opening == '(' ? ')' : opening == '[' ? ']' : '}';
    }
}
