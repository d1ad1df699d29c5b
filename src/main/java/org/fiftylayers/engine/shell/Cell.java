package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A cell while it runs. */
final class Cell {
    final String name;
    final String source;
    final CellOutput output;
    final CellThreads threads;
    /** Why someone wants the cell to end before it has run through. */
    final AtomicReference<CellError.@Nullable Kind> stopReason;

    final List<Notice> notices;
    /** Where the cell was when it was told to stop. */
    volatile StackTraceElement[] stoppedAt = new StackTraceElement[0];

    volatile boolean abandoned;
    /** Offset of the snippet that runs now, or ran last. */
    int snippetStart;

    Cell(String name, String source, CellOutput output, CellThreads threads) {
        this(name, source, output, threads, new AtomicReference<>(), new ArrayList<>());
    }

    private Cell(
            String name,
            String source,
            CellOutput output,
            CellThreads threads,
            AtomicReference<CellError.@Nullable Kind> stopReason,
            List<Notice> notices) {
        this.name = name;
        this.source = source;
        this.output = output;
        this.threads = threads;
        this.stopReason = stopReason;
        this.notices = notices;
    }

    /** Code that this cell runs as if it were part of it. */
    Cell within(String innerName, String innerSource) {
        return new Cell(innerName, innerSource, output, threads, stopReason, notices);
    }

    /** Something to tell, about a variable whose new declaration makes it pointless; or about none. */
    record Notice(@Nullable String variable, String text) {}
}
