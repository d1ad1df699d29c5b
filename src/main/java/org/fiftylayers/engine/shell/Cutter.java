package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/** Cuts cells into what a shell evaluates one after another; evaluates nothing. Not for several threads at once. */
public final class Cutter implements AutoCloseable {
    private final JShell jshell = JShell.builder().executionEngine("local").build();

    /**
     * A part of a cell.
     *
     * @param start its first offset in the cell, that of its first letter of code
     * @param text its source, with the semicolon that it needs, where its author wrote none
     */
    public record Piece(int start, String text) {}

    /** The parts of a cell in order; the last may be broken or unfinished. */
    public List<Piece> cut(String cell) {
        SourceCodeAnalysis analysis = jshell.sourceCodeAnalysis();
        List<Piece> pieces = new ArrayList<>();
        int start = Source.start(cell);
        while (start < cell.length()) {
            String rest = cell.substring(start);
            Cut info = Cut.of(analysis, rest);
            boolean whole = info.source() != null && info.completeness() != SourceCodeAnalysis.Completeness.UNKNOWN;
            int end = whole ? cell.length() - info.remaining().length() : cell.length();
            boolean open = info.completeness() == SourceCodeAnalysis.Completeness.COMPLETE_WITH_SEMI;
            pieces.add(new Piece(start, cell.substring(start, end).stripTrailing() + (open ? "\n;" : "")));
            start = end + Source.start(cell.substring(end));
        }
        return pieces;
    }

    @Override
    public void close() {
        jshell.close();
    }
}
