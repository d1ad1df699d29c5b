package org.fiftylayers.training;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.fiftylayers.display.Display;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a training is: the time left while it runs, which is shown only where the system property
 * {@code fiftylayers.watched} is true, since it is never the same twice; and where it ended, without times, so that outputs
 * that are kept are the same whether somebody watched or not.
 */
final class Progress {
    private static final long NEVER = Long.MAX_VALUE;

    private final @Nullable ProgressLine line;
    private final long nanosBetween;
    private final LongSupplier clock;
    private final long firstStep;
    private final long steps;
    private final int stepsPerEpoch;
    private final long started;
    private long shown;
    private long done;
    private double loss = Double.NaN;

    /** @param line where to say it; null for nowhere */
    Progress(
            @Nullable ProgressLine line,
            long nanosBetween,
            LongSupplier clock,
            long firstStep,
            long steps,
            int stepsPerEpoch) {
        this.line = line;
        this.nanosBetween = nanosBetween;
        this.clock = clock;
        this.firstStep = firstStep;
        this.steps = steps;
        this.stepsPerEpoch = stepsPerEpoch;
        this.done = firstStep;
        this.started = clock.getAsLong();
        this.shown = started;
        if (line != null) {
            line.begin(summary());
        }
    }

    /** In a notebook always, on a terminal if it is watched. */
    static Progress of(long firstStep, long steps, int stepsPerEpoch) {
        boolean watched = Boolean.getBoolean("fiftylayers.watched");
        if (Display.frontend() != null) {
            long between = watched ? 200_000_000 : NEVER;
            return new Progress(
                    new ProgressLine.InNotebook(), between, System::nanoTime, firstStep, steps, stepsPerEpoch);
        }
        ProgressLine line = watched ? new ProgressLine.OnTerminal(System.out) : null;
        return new Progress(line, 500_000_000, System::nanoTime, firstStep, steps, stepsPerEpoch);
    }

    static Progress unseen() {
        return new Progress(null, NEVER, () -> 0, 0, 0, 1);
    }

    /** @param done the number of steps so far */
    void show(long done, double loss) {
        this.done = done;
        this.loss = loss;
        if (line == null || nanosBetween == NEVER) {
            return;
        }
        long now = clock.getAsLong();
        if (now - shown >= nanosBetween) {
            shown = now;
            double secondsLeft = (now - started) * 1e-9 / (done - firstStep) * (steps - done);
            line.show(String.format(
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

    /** The training is over, or was stopped. */
    void end() {
        if (line != null) {
            line.end(done < steps ? "stopped after " + summary() : summary());
        }
    }

    private String summary() {
        String text = done + " of " + steps + " steps";
        return Double.isNaN(loss) && done == firstStep ? text : text + String.format(Locale.ROOT, ", loss %.4g", loss);
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
