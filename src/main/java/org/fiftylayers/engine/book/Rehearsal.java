package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.execute.Executor;

/**
 * Renders the book with the outputs that its notebooks have stored, for nobody to see, while the notebooks run: what then
 * remains to do takes a third of the time, since its classes are loaded and compiled, and its formulas set.
 */
final class Rehearsal {
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);

    private Rehearsal(Rendering rendering, List<Path> notebooks, Duration delay) {
        thread = new Thread(() -> run(rendering, notebooks, delay), "rehearsal");
        thread.setDaemon(true);
    }

    /**
     * Begins on a thread of its own, which has the rendering for itself until {@link #end}.
     *
     * @param delay after which it begins, unless it has ended by then
     */
    static Rehearsal start(Rendering rendering, List<Path> notebooks, Duration delay) {
        Rehearsal rehearsal = new Rehearsal(rendering, notebooks, delay);
        rehearsal.thread.start();
        return rehearsal;
    }

    private void run(Rendering rendering, List<Path> notebooks, Duration delay) {
        try {
            if (!over.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                Rendering.Result unused = rendering.of(Executor.stored(notebooks), new Problems(), this::step);
            }
        } catch (InterruptedException | BookException | IOException | RuntimeException | StackOverflowError e) {
            // the notebooks have ended; or something is wrong, and the rendering that counts will say so
        } finally {
            rendering.typesetter().forget();
        }
    }

    private void step() {
        if (over.getCount() == 0) {
            throw new CancellationException();
        }
    }

    /** Ends it, at the latest with the page that is being rendered. */
    void end() {
        over.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // and still nobody else may use the rendering
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
