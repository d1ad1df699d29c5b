package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;

/**
 * A cell that is still being written, as one class that the compiler takes with all its mistakes.
 *
 * <p>Statements stand in a method. What follows a method of the cell stands in an initialiser beside that method, in a
 * class of its own: so every line sees the variables and methods above it, as it will when the cell runs.
 *
 * @param text the class
 * @param places where each part of the cell stands in it, in order
 */
record Draft(String text, List<Part> places) {
    private static final Pattern MODIFIERS = Pattern.compile("(?:(?:public|protected|private|static)\\s+)+");
    private static final Pattern IMPORT = Pattern.compile("import\\b");
    private static final Pattern TYPE = Pattern.compile(
            "(?:(?:abstract|final|sealed|non-sealed|strictfp|@\\w+)\\s+)*(?:class|interface|enum|@interface"
                    + "|record\\s+\\w+\\s*[<(])[\\s\\S]*");
    /** A type, a name and parameters in brackets, then a body; no keyword that looks like a type. */
    private static final Pattern METHOD =
            Pattern.compile("(?:(?:abstract|final|synchronized|@\\w+)\\s+)*(?:<[^(]*>\\s*)?"
                    + "(?!(?:new|return|throw|else|yield|assert)\\b)[\\w.]+(?:<[^(){};=]*>)?(?:\\[\\])*\\s+\\w+\\s*"
                    + "\\([^(){};]*\\)\\s*(?:throws[^{;]*)?(?:\\{[\\s\\S]*)?");

    /**
     * A part of the cell.
     *
     * @param from its first offset in the cell
     * @param at where it stands in the class
     * @param length its length
     */
    record Part(int from, int at, int length) {}

    Draft {
        places = List.copyOf(places);
    }

    /**
     * Writes the class.
     *
     * @param head package and imports, everything that earlier cells declare among them
     */
    static Draft of(String head, String cell, SourceCodeAnalysis analysis) {
        StringBuilder imports = new StringBuilder(head);
        StringBuilder body = new StringBuilder("\nclass $Draft { static void $cell() throws Throwable { ");
        List<Part> inImports = new ArrayList<>();
        List<Part> inBody = new ArrayList<>();
        int classes = 0;
        int start = 0;
        while (start < cell.length()) {
            int end = end(cell, start, analysis);
            String piece = cell.substring(start, end);
            String bare = blankModifiers(piece);
            int code = Source.start(bare);
            if (IMPORT.matcher(bare).region(code, bare.length()).lookingAt()) {
                inImports.add(new Part(start, imports.length(), piece.length()));
                imports.append(piece)
                        .append(piece.stripTrailing().endsWith(";") ? "" : ";")
                        .append('\n');
            } else {
                String text = bare.substring(code);
                boolean method =
                        METHOD.matcher(text).matches() && !TYPE.matcher(text).matches();
                body.append(method ? "\nclass $Beside" + ++classes + " { " : "");
                inBody.add(new Part(start, body.length(), piece.length()));
                body.append(method ? piece : bare).append(Brackets.of(piece).closers(piece));
                body.append(method ? "\n{ " : text.isEmpty() ? "" : "\n;");
            }
            start = end;
        }
        body.append(" }}".repeat(classes)).append("\n}}");
        List<Part> places = new ArrayList<>(inImports);
        inBody.forEach(part -> places.add(new Part(part.from, part.at + imports.length(), part.length)));
        return new Draft(imports.append(body).toString(), places);
    }

    /** Where an offset into the cell stands in the class; -1 if it does not. */
    int position(int offset) {
        int found = -1;
        for (Part part : places) {
            if (part.from <= offset && offset <= part.from + part.length) {
                found = part.at + offset - part.from; // where one part ends and another begins, the one that begins
            }
        }
        return found;
    }

    /** Where an offset into the class stands in the cell; -1 if it does not. */
    int offset(int position) {
        for (Part part : places) {
            if (part.at <= position && position <= part.at + part.length) {
                return part.from + position - part.at;
            }
        }
        return -1;
    }

    private static int end(String cell, int start, SourceCodeAnalysis analysis) {
        String rest = cell.substring(start);
        Cut info = Cut.of(analysis, rest);
        boolean broken = info.completeness() == SourceCodeAnalysis.Completeness.UNKNOWN;
        if (!broken) {
            return info.source() == null
                    ? cell.length()
                    : Math.max(start + 1, cell.length() - info.remaining().length());
        }
        // What is broken ends, at best, where a line ends that leaves nothing open.
        int line = -1;
        while ((line = rest.indexOf('\n', line + 1)) >= 0) {
            Brackets brackets = Brackets.of(rest.substring(0, line));
            if (brackets.open().isEmpty()
                    && brackets.inside() != Brackets.Inside.COMMENT
                    && line > Source.start(rest)) {
                return start + line + 1;
            }
        }
        return cell.length();
    }

    /** Classes inside a method may not be public or static. */
    private static String blankModifiers(String piece) {
        int code = Source.start(piece);
        Matcher modifiers = MODIFIERS.matcher(piece).region(code, piece.length());
        return modifiers.lookingAt()
                ? piece.substring(0, code) + " ".repeat(modifiers.end() - code) + piece.substring(modifiers.end())
                : piece;
    }
}
