package org.fiftylayers.engine.shell;

import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileManager;
import jdk.jshell.SourceCodeAnalysis;
import org.fiftylayers.engine.shell.Completeness.Status;

/** Judges whether a cell has been written to its end. */
final class Wholeness {
    private static final String STEP = "    ";
    private static final Pattern CELL_MAGIC = Pattern.compile("\\A\\s*%%\\w");
    private static final Pattern LABEL = Pattern.compile("(?:case\\b.*|default\\s*)(?::|->)\\s*\\z");

    /** Where JShell cannot tell the type of {@code var}, its class has a field that Java does not allow. */
    private static final String UNKNOWN_TYPE = "compiler.err.restricted.type";

    private final SourceCodeAnalysis analysis;
    private final JavaFileManager files;

    Wholeness(SourceCodeAnalysis analysis, JavaFileManager files) {
        this.analysis = analysis;
        this.files = files;
    }

    Completeness of(String cell) {
        if (CELL_MAGIC.matcher(cell).find()) {
            // Only the reader knows how long the body is: an empty line ends it.
            return cell.matches("(?s).*\\n\\s*\\n\\s*") ? Completeness.COMPLETE : incomplete("");
        }
        String source = MagicLines.blank(cell);
        Brackets brackets = Brackets.of(source);
        if (brackets.inUnclosedLiteral() || brackets.stray() >= 0) {
            return Completeness.INVALID;
        }
        if (brackets.inside() == Brackets.Inside.COMMENT || brackets.inside() == Brackets.Inside.TEXT_BLOCK) {
            return incomplete("");
        }
        String rest = source;
        while (Source.start(rest) < rest.length()) {
            Cut info = Cut.of(analysis, rest);
            SourceCodeAnalysis.Completeness judged = info.completeness();
            if (judged == SourceCodeAnalysis.Completeness.UNKNOWN) {
                return Completeness.INVALID;
            }
            // `if (a) b();` is whole, though an `else` may follow; `for (…)` without a body is not.
            boolean ended = source.stripTrailing().endsWith(";")
                    || source.stripTrailing().endsWith("}");
            if (judged == SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE
                    || (judged == SourceCodeAnalysis.Completeness.CONSIDERED_INCOMPLETE && !ended)) {
                return incomplete(indent(source, brackets.open()));
            }
            if (info.source() != null && !isJava(info.source())) {
                return Completeness.INVALID;
            }
            rest = info.remaining();
        }
        return Completeness.COMPLETE;
    }

    /** JShell itself asks only where a snippet ends, and not what is in it. */
    private boolean isJava(String snippet) {
        return analysis.wrappers(snippet).stream()
                .flatMap(wrapper -> Look.syntaxErrors(wrapper.wrapped(), files).stream())
                .allMatch(code -> code.startsWith(UNKNOWN_TYPE));
    }

    private static Completeness incomplete(String indent) {
        return new Completeness(Status.INCOMPLETE, indent);
    }

    /** One step more than the line that opened the innermost bracket; as far in as the last line otherwise. */
    private static String indent(String source, List<Integer> open) {
        if (open.isEmpty()) {
            String last = line(source, source.stripTrailing().length());
            return last.endsWith(")") || last.endsWith("else") ? space(last) + STEP : space(last);
        }
        String opener = line(source, open.get(open.size() - 1));
        String last = line(source, source.length());
        return space(opener) + STEP + (LABEL.matcher(last).find() ? STEP : "");
    }

    private static String line(String source, int offset) {
        int start = source.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        int end = source.indexOf('\n', offset);
        return source.substring(Math.min(start, offset), end < 0 ? source.length() : end)
                .stripTrailing();
    }

    private static String space(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
