package org.fiftylayers.engine.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Progress;
import org.jspecify.annotations.Nullable;

/** How far the chapters are: a bar on a terminal, a line for each finished chapter elsewhere. */
final class BookProgress implements Progress, AutoCloseable {
    private final int chapters;
    private int finished;
    private @Nullable ProgressBar bar;

    private BookProgress(int chapters, boolean terminal) {
        this.chapters = chapters;
        if (terminal && chapters > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Chapters")
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(" cells", 1)
                    .setInitialMax(0)
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    static BookProgress of(List<Path> files) {
        return new BookProgress(files.size(), isTerminal() && !"dumb".equals(System.getenv("TERM")));
    }

    /** Since Java 22 a program may have a console without a terminal, and a method tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (Runtime.version().feature() < 22
                            || Boolean.TRUE.equals(
                                    Console.class.getMethod("isTerminal").invoke(console)));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public void started(Path file, int cells) {
        if (bar != null) {
            bar.maxHint(bar.getMax() + cells);
            bar.setExtraMessage(" " + file.getFileName());
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
        finished++;
        if (bar == null) {
            System.out.println("[" + finished + "/" + chapters + "] " + BookBuildCommand.time(execution));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
