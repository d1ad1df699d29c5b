package org.fiftylayers.engine.kernel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellOptions;

/** The kernel's process, which Jupyter starts with the path of a connection file. */
public final class KernelMain {
    /**
     * How many bytes a cell may print: many times what a notebook can hold, but an endless loop that prints ends before
     * the browser has taken all memory.
     */
    private static final long OUTPUT_LIMIT = 200_000_000;

    private static final long WARM_UP_MILLIS = 100;

    /** Short enough, after what the JVM takes to start, to be called ready within a second. */
    private static final long READY_MILLIS = 800;

    private KernelMain() {}

    /** Serves until Jupyter shuts the kernel down. Status 2: wrong connection file; 1: cannot listen. */
    public static void main(String[] args) {
        long readyBy = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
        Log log = new Log(System.err);
        if (args.length != 1) {
            fail(log, "wants one argument, the path of Jupyter's connection file; it got " + args.length, 2);
            return;
        }
        CompletableFuture<Shell> shell = new CompletableFuture<>();
        Thread opener = new Thread(() -> open(shell), "shell opener"); // takes longer than the sockets
        opener.setDaemon(true);
        opener.start();
        Connection connection;
        try {
            connection = Connection.read(Path.of(args[0]));
        } catch (KernelException | InvalidPathException e) {
            fail(log, String.valueOf(e.getMessage()), 2);
            return;
        }
        try {
            Kernel kernel = new Kernel(connection, shell, readyBy, log);
            ParentWatch.start(log);
            kernel.serve();
        } catch (KernelException e) {
            fail(log, String.valueOf(e.getMessage()), 1);
        }
    }

    private static void open(CompletableFuture<Shell> future) {
        try {
            Shell shell = Shell.open(
                    ShellOptions.defaults().withOutputLimit(OUTPUT_LIMIT).with(System.getenv()));
            warmUp(shell);
            future.complete(shell);
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    /** Cells compile several times faster when the compiler has run a few times: what time there is, is used for that. */
    private static void warmUp(Shell shell) {
        long end = System.nanoTime() + WARM_UP_MILLIS * 1_000_000;
        do {
            shell.rehearse();
        } while (System.nanoTime() < end);
    }

    private static void fail(Log log, String message, int status) {
        log.say(message);
        Runtime.getRuntime().halt(status);
    }
}
