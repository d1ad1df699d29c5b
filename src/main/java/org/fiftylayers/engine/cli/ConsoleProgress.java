package org.fiftylayers.engine.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A bar on a terminal, a line for each notebook elsewhere. */
final class ConsoleProgress implements Progress, AutoCloseable {
    private final PrintStream out;
    private final @Nullable ProgressBar bar;
    private long cells;

    private ConsoleProgress(PrintStream out, @Nullable ProgressBar bar) {
        this.out = out;
        this.bar = bar;
    }

    static ConsoleProgress onStandardError(int notebooks) {
        ProgressBar bar = Ansi.AUTO.enabled()
                ? new ProgressBarBuilder()
                        .setTaskName("cells of " + notebooks + (notebooks == 1 ? " notebook" : " notebooks"))
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setInitialMax(0)
                        .build()
                : null;
        return new ConsoleProgress(System.err, bar);
    }

    @Override
    public void started(Path file, int count) {
        cells += count;
        if (bar != null) {
            bar.maxHint(cells);
        }
    }

    @Override
    public void cellDone(Path file) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void finished(Execution execution) {
        if (bar != null) {
            bar.setExtraMessage(String.valueOf(execution.file().getFileName()));
            return;
        }
        String how = execution.failure() != null ? "failed" : execution.cached() ? "from the cache" : "ran";
        double seconds = execution.duration().toMillis() / 1000.0;
        out.printf(Locale.ROOT, "%s: %s in %.1f s%n", execution.file(), how, seconds);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
