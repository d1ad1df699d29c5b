package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.shell.CellError;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.fiftylayers.engine.shell.CellResult;
import org.fiftylayers.engine.shell.Place;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellEvent;
import org.jspecify.annotations.Nullable;

/** Runs a notebook's cells in a shell, to the end or the first failure. */
final class NotebookRun {
    /** A cell with this tag must fail, and its notebook goes on. */
    static final String RAISES = "raises-exception";

    private static final Duration GRACE = Duration.ofSeconds(1);
    private final Notebook notebook;
    private final Shell shell;
    private final Duration timeLimit;
    private final Report report;
    private final Map<Integer, Outputs> outputs = new TreeMap<>();
    private final Map<Integer, Integer> counts = new TreeMap<>();

    NotebookRun(Notebook notebook, Shell shell, Duration timeLimit, Report report) {
        this.notebook = notebook;
        this.shell = shell;
        this.timeLimit = timeLimit;
        this.report = report;
    }

    /** Told how the run goes on; cells are numbered from 1. */
    interface Report {
        void begun(int cell, Duration limit);

        void done(int cell, int count, Outputs outputs);
    }

    @Nullable
    Failure run() throws InterruptedException {
        int count = 0;
        for (int i = 0; i < notebook.cells().size(); i++) {
            if (notebook.cells().get(i) instanceof CodeCell code
                    && !code.source().isBlank()) {
                Failure failure = run(code, i + 1, ++count);
                if (failure != null) {
                    return failure;
                }
            }
        }
        Failure failure = threadLeft();
        shell.flush();
        outputs.forEach((cell, late) -> {
            if (late.changed()) {
                report.done(cell, counts.getOrDefault(cell, 0), late);
            }
        });
        return failure;
    }

    private @Nullable Failure run(CodeCell code, int number, int count) {
        Duration limit = limit(notebook, code, timeLimit);
        Outputs gathered = new Outputs();
        synchronized (outputs) {
            outputs.put(number, gathered);
        }
        counts.put(number, count);
        report.begun(number, limit);
        CellResult result = shell.eval("cell " + number, code.source(), limit, event -> gather(event, gathered));
        CellError error = result.error();
        if (error != null) {
            gathered.addError(error);
        } else if (result.shown() != null) {
            gathered.addResult(result.shown(), count);
        }
        report.done(number, count, gathered);
        boolean raises = code.hasTag(RAISES);
        if (error == null) {
            return raises
                    ? Failure.of(
                            number,
                            "the cell is tagged " + RAISES + ", but ran to its end",
                            "remove the tag, or let the cell fail")
                    : null;
        }
        return raises && isException(error.kind()) ? null : Failure.of(number, error);
    }

    /** A display belongs to the cell that made it, whichever cell replaces it. */
    private void gather(ShellEvent event, Outputs ofCell) {
        if (event instanceof ShellEvent.Updated updated) {
            synchronized (outputs) {
                outputs.values().forEach(each -> each.update(updated));
            }
        } else {
            ofCell.add(event);
        }
    }

    private static boolean isException(Kind kind) {
        return kind != Kind.TIME_LIMIT && kind != Kind.OUTPUT_LIMIT && kind != Kind.INTERRUPTED;
    }

    /** A thread that goes on after the last cell: what it does next, nobody sees, and it never ends. */
    private @Nullable Failure threadLeft() throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        List<Shell.RunningThread> running = nonDaemon();
        while (!running.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
            running = nonDaemon();
        }
        if (running.isEmpty()) {
            return null;
        }
        Shell.RunningThread first = running.get(0);
        int number = Integer.parseInt(first.cell().substring("cell ".length()));
        String what =
                "the thread \"" + first.thread().getName() + "\" that this cell started still runs after the last cell"
                        + (running.size() > 1 ? ", and " + (running.size() - 1) + " more" : "");
        Place place = first.place();
        if (place != null && !place.cell().equals(first.cell())) {
            place = null;
        }
        return new Failure(
                number,
                place == null ? 0 : place.line(),
                what,
                place == null ? null : place.source(),
                List.of(),
                "end it: `thread.join()` for a thread that ends by itself, `executor.shutdown()` for a pool");
    }

    private List<Shell.RunningThread> nonDaemon() {
        return shell.runningThreads().stream()
                .filter(running -> !running.thread().isDaemon())
                .toList();
    }

    /** The cell's time limit, or else its notebook's, or else the usual one. */
    static Duration limit(Notebook notebook, CodeCell code, Duration usual) {
        for (JsonNode metadata : List.of(code.metadata(), notebook.metadata())) {
            JsonNode seconds = metadata.path("fiftylayers").path("timeout");
            if (seconds.isNumber() && seconds.doubleValue() > 0) {
                return Duration.ofMillis((long) (1000 * seconds.doubleValue()));
            }
        }
        return usual;
    }

    /** The number of cells that run. */
    static int codeCells(Notebook notebook) {
        int count = 0;
        for (Cell cell : notebook.cells()) {
            count += cell instanceof CodeCell && !cell.source().isBlank() ? 1 : 0;
        }
        return count;
    }
}
