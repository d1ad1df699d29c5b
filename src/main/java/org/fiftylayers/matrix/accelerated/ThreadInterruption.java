package org.fiftylayers.matrix.accelerated;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import org.fiftylayers.matrix.Interruption;

/**
 * A computation is no longer wanted when its thread has been interrupted for a fifth of a second: not at once, since what is
 * made of short steps, as a training is, ends between two of them by itself, and in a state from which it can go on.
 */
public final class ThreadInterruption implements Interruption.Source {
    private static final long GRACE_NANOS = 200_000_000;

    /** When threads that are interrupted were first seen to be. */
    private final Map<Thread, Long> noticed = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile boolean noticedAny;

    @Override
    public void check(String operation) {
        Thread thread = Thread.currentThread();
        if (thread.isInterrupted()) {
            noticedAny = true;
            long now = System.nanoTime();
            if (now - noticed.computeIfAbsent(thread, unseen -> now) > GRACE_NANOS) {
                throw new CancellationException(operation + ": interrupted");
            }
        } else if (noticedAny) {
            noticed.remove(thread); // a later interruption is another one
            noticedAny = !noticed.isEmpty();
        }
    }
}
