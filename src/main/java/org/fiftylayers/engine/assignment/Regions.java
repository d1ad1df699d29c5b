package org.fiftylayers.engine.assignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The regions of a cell that students do not see: {@code BEGIN SOLUTION} to {@code END SOLUTION} and
 * {@code BEGIN HIDDEN TESTS} to {@code END HIDDEN TESTS}, after {@code ###} or {@code //}, as nbgrader finds them; and
 * what is between {@code BEGIN MARK SCHEME} and {@code END MARK SCHEME}, nbgrader's place for how a task is marked.
 *
 * <p>Within a solution, {@code // MUTANT name: code} on one line, or {@code /* MUTANT name} and the code in the lines
 * up to the end of that comment, is a wrong answer that tests must reject: it takes the place of the region's code.
 */
final class Regions {
    private static final Pattern MUTANT = Pattern.compile("^[ \\t]*// MUTANT ([\\w-]+): (.*)$", Pattern.MULTILINE);
    private static final Pattern LONG_MUTANT = Pattern.compile(
            "^[ \\t]*/\\* MUTANT ([\\w-]+)[ \\t]*\\n([\\s\\S]*?)^[ \\t]*\\*/[ \\t]*$", Pattern.MULTILINE);

    private static final int SAYS_SOMETHING = 16;
    /** {@code ###} is no comment in Java. */
    private static final Pattern MARK =
            Pattern.compile("^.*\\b(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME).*$", Pattern.MULTILINE);

    private final String file;
    private final String cell;
    private final String source;

    Regions(String file, String cell, String source) {
        this.file = file;
        this.cell = cell;
        this.source = source;
    }

    /** What students get: each solution replaced, with its indentation; hidden tests gone. */
    String released(String replacement) {
        return replace(replace(replace(source, "SOLUTION", replacement), "HIDDEN TESTS", null), "MARK SCHEME", null);
    }

    static boolean isMark(String line) {
        return MARK.matcher(line).matches();
    }

    static String withoutMarks(String text) {
        return MARK.matcher(text).replaceAll("");
    }

    /** Fails if a region is not closed, or closed and never begun. */
    void requireClosed() {
        released("");
    }

    boolean hasHiddenTests() {
        return source.contains("BEGIN HIDDEN TESTS");
    }

    boolean hasSolution() {
        return source.contains("BEGIN SOLUTION");
    }

    /** The cell with its solution and without the mutants. */
    String solved() {
        String answer =
                LONG_MUTANT.matcher(MUTANT.matcher(source).replaceAll("")).replaceAll(Regions::blank);
        return withoutMarks(answer);
    }

    /** Line breaks only, so that messages name the right lines. */
    private static String blank(MatchResult found) {
        return "\n".repeat((int) found.group().chars().filter(c -> c == '\n').count());
    }

    /** Lines of answers and hidden tests that are long enough to say something. */
    List<String> secrets() {
        List<String> lines = new ArrayList<>();
        boolean within = false;
        for (String line : source.split("\n")) {
            if (isMark(line)) {
                within = line.contains("BEGIN ");
            } else if (within && line.strip().length() >= SAYS_SOMETHING && !line.startsWith("import ")) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    /** By name, the cell with another answer. */
    Map<String, String> mutants() {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Pattern pattern : List.of(MUTANT, LONG_MUTANT)) {
            Matcher mutant = pattern.matcher(source);
            while (mutant.find()) {
                String other = new Regions(file, cell, with(mutant.group(2), mutant.start())).solved();
                if (cells.put(mutant.group(1), other) != null) {
                    throw new AssignmentException(file, cell, "two mutants are called '" + mutant.group(1) + "'");
                }
            }
        }
        return cells;
    }

    /** The cell with another answer in the region around an offset; where there is no region, the answer alone. */
    private String with(String answer, int offset) {
        int begin = source.lastIndexOf("BEGIN SOLUTION", offset);
        int end = source.indexOf("END SOLUTION", offset);
        if (begin < 0 || end < 0) {
            return answer;
        }
        int rest = source.indexOf('\n', end);
        return source.substring(0, source.lastIndexOf('\n', begin) + 1)
                + answer
                + (rest < 0 ? "" : "\n" + source.substring(rest + 1));
    }

    /** Replaces what stands between the marks, these included; {@code null} leaves nothing. */
    private String replace(String text, String what, @org.jspecify.annotations.Nullable String replacement) {
        List<String> lines = new ArrayList<>();
        int begin = -1;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.contains("BEGIN " + what)) {
                if (begin >= 0) {
                    throw new AssignmentException(
                            file, cell, "line " + number + ": BEGIN " + what + " within the one of line " + begin);
                }
                begin = number;
                if (replacement != null) {
                    String indent = line.substring(
                            0, line.length() - line.stripLeading().length());
                    replacement.stripIndent().lines().forEach(part -> lines.add((indent + part).stripTrailing()));
                }
            } else if (line.contains("END " + what)) {
                if (begin < 0) {
                    throw new AssignmentException(
                            file, cell, "line " + number + ": END " + what + " without a beginning");
                }
                begin = -1;
            } else if (begin < 0) {
                lines.add(line);
            }
        }
        if (begin >= 0) {
            throw new AssignmentException(file, cell, "line " + begin + ": BEGIN " + what + " has no END " + what);
        }
        return String.join("\n", lines);
    }
}
