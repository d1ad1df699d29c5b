package org.fiftylayers.training;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One line that says how far a training is, written over itself twice a second. It is shown only where the system property
 * {@code fiftylayers.watched} is true: the time left is never the same twice, and would spoil outputs that are kept.
 */
final class Progress {
    private static final long NANOS_BETWEEN = 500_000_000;

    private final @Nullable PrintStream out;
    private final LongSupplier clock;
    private final long firstStep;
    private final long steps;
    private final int stepsPerEpoch;
    private final long started;
    private long shown;
    private int width;

    Progress(@Nullable PrintStream out, LongSupplier clock, long firstStep, long steps, int stepsPerEpoch) {
        this.out = out;
        this.clock = clock;
        this.firstStep = firstStep;
        this.steps = steps;
        this.stepsPerEpoch = stepsPerEpoch;
        this.started = clock.getAsLong();
        this.shown = started;
    }

    static Progress ofWatched(long firstStep, long steps, int stepsPerEpoch) {
        boolean watched = Boolean.getBoolean("fiftylayers.watched");
        return new Progress(watched ? System.out : null, System::nanoTime, firstStep, steps, stepsPerEpoch);
    }

    /** @param done the number of steps so far */
    void show(long done, double loss) {
        long now = clock.getAsLong();
        if (out != null && now - shown >= NANOS_BETWEEN) {
            shown = now;
            double secondsLeft = (now - started) * 1e-9 / (done - firstStep) * (steps - done);
            write(String.format(
                    Locale.ROOT,
                    "epoch %d of %d, step %d of %d, loss %.4g, %s left",
                    (done - 1) / stepsPerEpoch + 1,
                    steps / stepsPerEpoch,
                    (done - 1) % stepsPerEpoch + 1,
                    stepsPerEpoch,
                    loss,
                    time(secondsLeft)));
        }
    }

    /** Takes the line away. */
    void clear() {
        if (width > 0) {
            write("");
            write("");
        }
    }

    private void write(String line) {
        if (out != null) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        }
    }

    private static String time(double seconds) {
        long rounded = Math.round(Math.ceil(seconds));
        return rounded < 60
                ? rounded + " s"
                : rounded < 3600
                        ? rounded / 60 + " min " + rounded % 60 + " s"
                        : rounded / 3600 + " h " + rounded % 3600 / 60 + " min";
    }
}
