package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.jspecify.annotations.Nullable;

/** From a stack frame in one of JShell's classes, such as {@code REPL.$JShell$31}, back to cell and line. */
final class SourceMap {
    /** JShell compiles snippets that need one another into one class; a redefined snippet gets another class. */
    private final Map<String, List<Piece>> pieces = new HashMap<>();

    /** Whether a class was made of snippets. */
    static boolean isSnippet(String className) {
        return className.startsWith("REPL.$JShell$");
    }

    /**
     * Remembers where a snippet stands.
     *
     * @param lead how many characters stand before it that the reader did not write
     */
    synchronized void add(SnippetWrapper wrapper, Cell cell, int start, int lead) {
        List<Piece> known = pieces.computeIfAbsent(wrapper.fullClassName(), name -> new ArrayList<>());
        if (known.stream().anyMatch(piece -> piece.cell.equals(cell.name) && piece.start == start)) {
            return;
        }
        int wrapped = wrapper.sourceToWrappedPosition(Source.start(wrapper.source()));
        known.add(new Piece(wrapper, wrapper.wrapped(), wrapped, cell.name, cell.source, start, lead));
    }

    /** The place in a cell, or null for a frame that is not a reader's code. */
    synchronized @Nullable Place find(StackTraceElement frame) {
        String name = frame.getClassName();
        if (!isSnippet(name)) {
            return null;
        }
        int inner = name.indexOf('$', "REPL.$JShell$".length());
        List<Piece> candidates = pieces.get(inner < 0 ? name : name.substring(0, inner));
        if (candidates == null) {
            return null;
        }
        Piece found = null;
        int at = 0;
        for (Piece piece : candidates) {
            at = lineStart(piece.wrapped, frame.getLineNumber());
            if (piece.wrappedStart <= lineEnd(piece.wrapped, at)
                    && (found == null || piece.wrappedStart >= found.wrappedStart)) {
                found = piece;
            }
        }
        if (found == null) {
            // JShell puts `return $1 =` above an expression, and that line is the statement's.
            found = Collections.min(candidates, Comparator.comparingInt(piece -> piece.wrappedStart));
        }
        int offset = found.wrapper.wrappedToSourcePosition(Math.max(at, found.wrappedStart));
        return Place.of(found.cell, found.cellSource, found.start + Math.max(0, offset - found.lead), false);
    }

    private static int lineStart(String text, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                return start;
            }
            start = next + 1;
        }
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private record Piece(
            SnippetWrapper wrapper,
            String wrapped,
            int wrappedStart,
            String cell,
            String cellSource,
            int start,
            int lead) {}
}
