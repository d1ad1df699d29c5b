package org.fiftylayers.engine.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fiftylayers.engine.assignment.Grader;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A bar on a terminal; elsewhere a line whenever another tenth is done. */
final class GradingProgress implements Grader.Progress, AutoCloseable {
    private static final int PARTS = 10;

    private final PrintStream out;
    private final @Nullable ProgressBar bar;
    private int rows;
    private int done;

    private GradingProgress(PrintStream out, @Nullable ProgressBar bar) {
        this.out = out;
        this.bar = bar;
    }

    static GradingProgress onStandardError() {
        ProgressBar bar = Ansi.AUTO.enabled()
                ? new ProgressBarBuilder()
                        .setTaskName("notebooks")
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setInitialMax(0)
                        .build()
                : null;
        return new GradingProgress(System.err, bar);
    }

    @Override
    public synchronized void begin(int count) {
        rows = count;
        if (bar != null) {
            bar.maxHint(count);
        } else if (count > 0) {
            out.println("to judge: " + count + (count == 1 ? " notebook" : " notebooks"));
        }
    }

    @Override
    public synchronized void done(Row row) {
        done++;
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(row.student());
        } else if (done * PARTS / rows > (done - 1) * PARTS / rows) {
            out.println(done + " of " + rows);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
