package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a Java call in the place of each magic, and lets readers see the magic again where an error shows the line. A
 * magic is then an expression like any other: it stands in methods and loops, and what it throws is the cell's error.
 *
 * <p>Line numbers stay, and so do the columns of all Java.
 */
final class MagicLines {
    private static final String CALL = "org.fiftylayers.engine.shell.Magics.";
    private static final Pattern CELL = Pattern.compile("\\A(\\s*)%%([A-Za-z].*)(?:\\R|\\z)");
    private static final Pattern REWRITTEN =
            Pattern.compile(Pattern.quote(CALL) + "(run|get|cell)\\(\"((?:[^\"\\\\]|\\\\.)*)\".*");
    /** A constant of a class is at most 65,535 bytes long. */
    private static final int LITERAL = 16_000;

    private static final Pattern IJAVA_IMPORT = Pattern.compile(
            "(?m)^(\\s*import\\s+(?:static\\s+)?)io\\.github\\.spencerpark\\.ijava\\.runtime\\.(\\w+|\\*)");

    private MagicLines() {}

    /** The cell as Java. */
    static String rewrite(String source) {
        Matcher cell = CELL.matcher(source);
        if (cell.lookingAt()) {
            String body = source.substring(cell.end());
            return cell.group(1) + CALL + "cell(" + literal(cell.group(2).strip()) + ", " + literal(body) + ");";
        }
        StringBuilder java = new StringBuilder();
        int from = 0;
        for (Line line : find(source)) {
            java.append(source, from, line.start)
                    .append(CALL)
                    .append(line.assigned ? "get(" : "run(")
                    .append(literal(line.text(source)))
                    .append(");");
            from = line.end;
        }
        return ownImports(java.append(source.substring(from)).toString());
    }

    /** The magics of a cell as the reader wrote them, without {@code %}. */
    static List<String> texts(String source) {
        Matcher cell = CELL.matcher(source);
        if (cell.lookingAt()) {
            List<String> texts = new ArrayList<>(List.of(cell.group(2)));
            texts.addAll(texts(source.substring(cell.end())));
            return texts;
        }
        return find(source).stream().map(line -> line.text(source)).toList();
    }

    /** The cell without its magics, for questions about the Java in it: every character stays where it is. */
    static String blank(String source) {
        StringBuilder java = new StringBuilder(source);
        Matcher cell = CELL.matcher(source);
        if (cell.lookingAt()) {
            boolean ofJava = cell.group(2).matches("time\\b.*");
            erase(java, 0, ofJava ? cell.end() : source.length());
            return java.toString();
        }
        for (Line line : find(source)) {
            boolean ofJava = line.text(source).matches("time\\s.*");
            erase(java, line.start, ofJava ? line.start + "%time".length() : line.end);
            if (line.assigned && line.end - line.start >= "null;".length()) {
                java.replace(line.start, line.start + "null;".length(), "null;");
            }
        }
        return java.toString();
    }

    private static void erase(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }

    /** A line of rewritten Java as the reader wrote it. */
    static String restore(String line) {
        Matcher call = REWRITTEN.matcher(line);
        if (!call.find()) {
            return line;
        }
        String sign = call.group(1).equals("cell") ? "%%" : "%";
        return line.substring(0, call.start()) + sign + call.group(2).replaceAll("\\\\(.)", "$1");
    }

    /** Where in a rewritten line the first magic begins; the line's length if there is none. */
    static int magicIn(String line) {
        Matcher call = REWRITTEN.matcher(line);
        return call.find() ? call.start() : line.length();
    }

    /**
     * A magic begins a line, or follows {@code =}, where Java has no use for a {@code %}. Where an expression may go on,
     * {@code %} is the remainder, unless a magic's name follows.
     */
    private static List<Line> find(String source) {
        List<Line> found = new ArrayList<>();
        boolean atLineStart = true;
        char before = ';';
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i);
            int next = Source.afterComment(source, i);
            if (next == i) {
                boolean assigned = before == '=';
                boolean ended = before == ';' || before == '{' || before == '}';
                if (c == '%'
                        && (assigned || (atLineStart && (ended || Magics.isKnown(name(source, i + 1)))))
                        && !name(source, i + 1).isEmpty()) {
                    int end = source.indexOf('\n', i);
                    next = end < 0 ? source.length() : end;
                    found.add(new Line(i, next, assigned));
                    c = ';';
                } else {
                    next = c == '"' || c == '\'' ? Source.afterLiteral(source, i) : i + 1;
                }
                atLineStart = Character.isWhitespace(c) ? atLineStart || c == '\n' : false;
                before = Character.isWhitespace(c) ? before : c;
            }
            i = next;
        }
        return found;
    }

    private static String name(String source, int start) {
        int end = source.startsWith("%", start) ? start + 1 : start;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        return source.substring(start, end);
    }

    /** Notebooks that name IJava's classes mean what we have in their place. */
    private static String ownImports(String java) {
        if (!java.contains("io.github.spencerpark.ijava.runtime")) {
            return java;
        }
        return IJAVA_IMPORT.matcher(java).replaceAll(match -> {
            String start = match.group(1);
            return switch (match.group(2)) {
                case "Display" -> start + "org.fiftylayers.display.Display";
                case "Kernel" -> start + "org.fiftylayers.engine.shell.Kernel";
                case "Magics" -> start + "org.fiftylayers.engine.shell.Magics";
                case "*" ->
                    start + "org.fiftylayers.display.Display; import org.fiftylayers.engine.shell.Magics;"
                            + " import org.fiftylayers.engine.shell.Kernel";
                default -> Matcher.quoteReplacement(match.group());
            };
        });
    }

    private static String literal(String text) {
        if (text.length() <= LITERAL) {
            return quoted(text);
        }
        StringBuilder pieces = new StringBuilder("String.join(\"\"");
        for (int i = 0; i < text.length(); i += LITERAL) {
            pieces.append(", ").append(quoted(text.substring(i, Math.min(text.length(), i + LITERAL))));
        }
        return pieces.append(')').toString();
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + "\"";
    }

    private record Line(int start, int end, boolean assigned) {
        String text(String source) {
            String text = source.substring(start + 1, end).strip();
            return assigned && text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
