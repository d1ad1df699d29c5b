package org.fiftylayers.engine.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The threads of one cell. What they die of is printed to the cell, in the words of its own errors. */
final class CellThreads extends ThreadGroup {
    private final Function<Throwable, CellError> explain;
    private final CellOutput output;
    /** Deaths while a snippet runs: where it stands is known only when JShell is done with it. */
    private final List<Death> untold = new ArrayList<>();

    private boolean atOnce;

    CellThreads(String cell, Function<Throwable, CellError> explain, CellOutput output) {
        super(cell);
        this.explain = explain;
        this.output = output;
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

    /** What to call a thread; Java's own numbers differ from run to run. */
    static String name(Thread thread) {
        return thread.getName().matches("Thread-\\d+") ? "a thread" : "the thread \"" + thread.getName() + "\"";
    }

    /** Prints what threads died of while the last snippet ran. */
    synchronized void tellDeaths() {
        for (Death death : untold) {
            String text = "Exception in " + name(death.thread) + ": "
                    + String.join("\n", explain.apply(death.cause).lines()) + "\n";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            output.print(true, bytes, 0, bytes.length);
        }
        untold.clear();
    }

    /** The cell has ended: from now on deaths are printed when they happen. */
    synchronized void tellDeathsAtOnce() {
        atOnce = true;
        tellDeaths();
    }

    @Override
    public synchronized void uncaughtException(Thread thread, Throwable cause) {
        boolean stopped =
                cause instanceof CellStopped || cause.getClass().getName().equals("java.lang.ThreadDeath");
        if (!stopped) {
            untold.add(new Death(thread, cause));
            if (atOnce) {
                tellDeaths();
            }
        }
    }

    private record Death(Thread thread, Throwable cause) {}
}
