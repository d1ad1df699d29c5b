package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The threads of one cell. What they die of is printed to the cell, in the words of its own errors. */
final class CellThreads extends ThreadGroup {
    private final String cell;
    private final Function<Throwable, CellError> explain;

    CellThreads(String cell, Function<Throwable, CellError> explain) {
        super(cell);
        this.cell = cell;
        this.explain = explain;
    }

    String cell() {
        return cell;
    }

    /** Threads still running, but not those of the JVM's common pool. */
    List<Thread> running() {
        Thread[] all = new Thread[activeCount() + 16];
        int count = enumerate(all);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!all[i].getName().startsWith("ForkJoinPool.commonPool")) {
                running.add(all[i]);
            }
        }
        return running;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        boolean stopped =
                thrown instanceof CellStopped || thrown.getClass().getName().equals("java.lang.ThreadDeath");
        if (!stopped) {
            System.err.println("Exception in thread \"" + thread.getName() + "\" "
                    + String.join("\n", explain.apply(thrown).lines()));
            System.err.flush();
        }
    }
}
