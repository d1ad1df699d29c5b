package org.fiftylayers.engine.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.NotebookException;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;

/** Runs notebooks, each in a JVM of its own, several at a time; or takes their outputs from the cache. */
public final class Executor {
    private final ExecutorOptions options;
    private final Set<WorkerProcess> workers = ConcurrentHashMap.newKeySet();
    private final @Nullable FutureTask<Fingerprint> fingerprint;

    public Executor(ExecutorOptions options) {
        this.options = options;
        fingerprint = options.cache() == null ? null : begin(options);
    }

    /** Reads classes and jars only once, and while the caller still looks for the notebooks. */
    private static FutureTask<Fingerprint> begin(ExecutorOptions options) {
        FutureTask<Fingerprint> task = new FutureTask<>(() -> new Fingerprint(options));
        Thread thread = new Thread(task, "fingerprint");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /**
     * Runs notebooks. One that fails does not keep the others from running.
     *
     * @return what became of each, in the order of the files
     */
    public List<Execution> run(List<Path> files, Progress progress) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(options.parallel(), files.size())));
        try {
            List<Future<Execution>> running = new ArrayList<>();
            for (Path file : files) {
                running.add(pool.submit(() -> run(file, progress)));
            }
            List<Execution> done = new ArrayList<>();
            for (Future<Execution> execution : running) {
                done.add(execution.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException("running notebooks failed", e.getCause());
        } finally {
            pool.shutdownNow();
            stop(); // none, unless the caller was interrupted
        }
    }

    /** Notebooks with the outputs that are stored in them, as if these were fresh; nothing runs. */
    public static List<Execution> stored(List<Path> files) {
        List<Execution> executions = new ArrayList<>();
        for (Path file : files) {
            Notebook notebook = null;
            Failure failure = null;
            try {
                notebook = Notebooks.read(file);
            } catch (NotebookException e) {
                failure = unreadable(e);
            } catch (IOException e) {
                failure = Failure.of(0, e.toString(), "check that the file can be read");
            }
            executions.add(new Execution(file, notebook, failure, Duration.ZERO, true));
        }
        return executions;
    }

    /** Ends the JVMs of notebooks that run: for the end of this JVM, of which they learn a moment later by themselves. */
    public void stop() {
        workers.forEach(WorkerProcess::kill);
    }

    private Execution run(Path file, Progress progress) throws InterruptedException {
        long start = System.nanoTime();
        Notebook notebook = null;
        Failure failure;
        boolean cached = false;
        try {
            notebook = Notebooks.read(file);
            tellStarted(progress, file, NotebookRun.codeCells(notebook));
            Path folder = options.cache();
            Cache cache = folder == null ? null : new Cache(folder);
            String key = fingerprint == null ? "" : get(fingerprint).of(notebook, folder(file));
            Notebook kept = cache == null ? null : cache.find(key, notebook);
            cached = kept != null;
            failure = null;
            if (kept != null) {
                notebook = kept;
            } else {
                WorkerProcess worker = new WorkerProcess(options, notebook, () -> tellCellDone(progress, file));
                workers.add(worker);
                failure = worker.run(folder(file));
                workers.remove(worker);
                notebook = worker.notebook();
                if (cache != null && failure == null) {
                    cache.keep(key, notebook);
                }
            }
        } catch (NotebookException e) {
            failure = unreadable(e);
        } catch (IOException e) {
            failure = Failure.of(0, e.toString(), "check that the file can be read, and that Java can be started");
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        Execution execution = new Execution(file, notebook, failure, duration, cached);
        tellFinished(progress, execution);
        return execution;
    }

    private static Fingerprint get(FutureTask<Fingerprint> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("the class path cannot be read", e.getCause());
        }
    }

    private static Failure unreadable(NotebookException e) {
        String place = e.place().isEmpty() ? "" : e.place() + ": ";
        return Failure.of(0, place + e.rule(), null);
    }

    private static Path folder(Path file) {
        @Nullable Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private synchronized void tellStarted(Progress progress, Path file, int cells) {
        progress.started(file, cells);
    }

    private synchronized void tellCellDone(Progress progress, Path file) {
        progress.cellDone(file);
    }

    private synchronized void tellFinished(Progress progress, Execution execution) {
        progress.finished(execution);
    }
}
