package org.fiftylayers.engine.kernel;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ends the kernel when whoever started it has died: nobody could reach it any more. */
final class ParentWatch implements Runnable {
    private static final int EVERY_MILLIS = 1000;
    private final Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    private final Optional<ProcessHandle> jupyter = process(System.getenv("JPY_PARENT_PID"));
    private final Log log;

    private ParentWatch(Log log) {
        this.log = log;
    }

    static void start(Log log) {
        Thread thread = new Thread(new ParentWatch(log), "parent watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** On Windows the variable holds a handle instead of a process's number, which is good for nothing here. */
    private static Optional<ProcessHandle> process(@Nullable String pid) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return pid == null || windows || !pid.matches("\\d{1,18}")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid));
    }

    @Override
    public void run() {
        while (true) {
            try {
                Thread.sleep(EVERY_MILLIS);
                if (isOrphan()) {
                    Runtime.getRuntime().halt(0);
                }
            } catch (Throwable e) {
                log.problem("parent watch", e);
            }
        }
    }

    private boolean isOrphan() {
        return !ProcessHandle.current().parent().equals(parent)
                || Stream.of(parent, jupyter).flatMap(Optional::stream).anyMatch(process -> !process.isAlive());
    }
}
