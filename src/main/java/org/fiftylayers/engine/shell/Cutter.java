package org.fiftylayers.engine.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/** Cuts cells into what a shell evaluates one after another; evaluates nothing. Not for several threads at once. */
public final class Cutter implements AutoCloseable {
    private final JShell jshell = JShell.builder()
            .executionEngine("local")
            .fileManager(Cutter::withoutIndex)
            .build();

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

    /** JShell lists all classes of these locations, for its completions, which takes a second of the processor. */
    private static StandardJavaFileManager withoutIndex(StandardJavaFileManager files) {
        return (StandardJavaFileManager) Proxy.newProxyInstance(
                Cutter.class.getClassLoader(),
                new Class<?>[] {StandardJavaFileManager.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getLocationAsPaths")) {
                        return List.of();
                    }
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        jshell.close();
    }
}
