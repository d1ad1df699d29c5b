package org.fiftylayers.engine.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.fiftylayers.engine.book.BookBuilder;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.book.BookReport;
import org.fiftylayers.engine.book.Problem;
import org.fiftylayers.engine.execute.Execution;

/** A book that is built anew whenever a file of it changes, and served. */
public final class LiveBook {
    private static final long LOOK_MILLIS = 100;

    private final BookBuilder builder;
    private final BookBuilder.Execute execute;
    private final BookServer server;
    private final Consumer<Rebuilt> told;
    private final Watch watch;
    private final Map<Path, Execution> failed = new HashMap<>();
    private final Set<Path> pending = ConcurrentHashMap.newKeySet();

    /**
     * A live book.
     *
     * @param folder the project's folder {@code book/}
     * @param told hears of each build
     */
    public LiveBook(
            Path folder, BookBuilder builder, BookBuilder.Execute execute, BookServer server, Consumer<Rebuilt> told)
            throws IOException {
        this.builder = builder;
        this.execute = execute;
        this.server = server;
        this.told = told;
        this.watch = new Watch(folder);
    }

    /**
     * What came of a build.
     *
     * @param changed the files because of which it was made; none for the first
     * @param problems what is wrong with the book
     * @param shown whether what was built is shown, as it is if there is anything to show
     */
    public record Rebuilt(Set<Path> changed, List<String> problems, boolean shown, Duration duration) {}

    /** Builds and serves until the calling thread is interrupted. */
    public void run() throws IOException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> build = thread.submit(this::build);
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                Set<Path> changed = watch.changed();
                if (!changed.isEmpty()) {
                    build.cancel(true); // of what was already old
                    pending.addAll(changed);
                    build = thread.submit(this::build);
                }
            }
        } finally {
            thread.shutdownNow();
        }
    }

    private void build() {
        Set<Path> changed = new TreeSet<>(pending);
        pending.removeAll(changed);
        long start = System.nanoTime();
        server.building();
        List<String> problems;
        boolean shown = false;
        try {
            failed.keySet().removeAll(changed);
            BookReport report = builder.build(this::run);
            problems = report.problems().stream().map(Problem::toString).toList();
            server.show(report.site(), problems);
            shown = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems = List.of();
        } catch (BookException e) {
            problems = e.problems().stream().map(Problem::toString).toList();
        } catch (IOException | RuntimeException e) {
            problems = List.of(e.toString());
        }
        if (Thread.currentThread().isInterrupted()) {
            pending.addAll(changed); // another build follows
            return;
        }
        if (!shown) {
            server.keep(problems);
        }
        told.accept(new Rebuilt(changed, problems, shown, Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Chapters that run through come from the cache; one that does not must not run again for every word elsewhere. */
    private List<Execution> run(List<Path> chapters) throws InterruptedException {
        follow(chapters);
        List<Path> others = new ArrayList<>(chapters);
        others.removeAll(failed.keySet());
        Iterator<Execution> fresh = execute.run(others).iterator();
        List<Execution> all = new ArrayList<>();
        for (Path chapter : chapters) {
            Execution before = failed.get(chapter);
            Execution execution = before != null ? before : fresh.next();
            if (execution.failure() != null) {
                failed.put(chapter, execution);
            }
            all.add(execution);
        }
        return all;
    }

    /** Before they are read, so that nothing is missed. */
    private void follow(List<Path> chapters) {
        Set<Path> folders = new TreeSet<>();
        chapters.forEach(file -> folders.add(file.toAbsolutePath().normalize().getParent()));
        try {
            watch.follow(folders);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
