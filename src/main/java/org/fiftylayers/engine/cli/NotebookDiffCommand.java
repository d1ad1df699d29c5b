package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.notebook.LineDiff;
import org.fiftylayers.engine.notebook.LineDiff.Step;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.NotebookDiff;
import org.fiftylayers.engine.notebook.NotebookDiff.Change;
import org.fiftylayers.engine.notebook.Notebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers notebook diff A B} */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = 2,
        description = "Show how one notebook differs from another, cell by cell: sources and text outputs line by line;"
                + " no execution counts, no widgets, no pixels. The exit status is 0 if they say the same, 1 if not, 2"
                + " if one cannot be read.",
        footer = {"", "With git: git difftool -y -x 'java -jar target/fiftylayers.jar notebook diff' -- '*.ipynb'"})
final class NotebookDiffCommand implements Callable<Integer> {
    /** What git names the missing side of a file that is new or gone. */
    private static final Path NOTHING = Path.of("/dev/null");

    /** When to colour. */
    enum When {
        auto,
        always,
        never
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, on a terminal, unless NO_COLOR is set)")
    private When color = When.auto;

    @Parameters(index = "0", paramLabel = "A", description = "a notebook (.ipynb)")
    private Path before = NOTHING;

    @Parameters(index = "1", paramLabel = "B", description = "the notebook it became")
    private Path after = NOTHING;

    @Override
    public Integer call() throws IOException {
        List<Change> changes = NotebookDiff.of(read(before), read(after));
        if (!changes.isEmpty()) {
            print(Style.bold, "--- " + before);
            print(Style.bold, "+++ " + after);
        }
        for (Change change : changes) {
            String kind = change.kind().name().toLowerCase(Locale.ROOT);
            print(Style.fg_cyan, change.where() + " " + kind + ": " + change.what());
            for (Step step : change.lines()) {
                print(style(step.sign()), step.toString());
            }
        }
        return changes.isEmpty() ? 0 : 1;
    }

    private static Notebook read(Path file) throws IOException {
        return file.equals(NOTHING) ? Notebook.empty() : Notebooks.read(file);
    }

    private static IStyle style(char sign) {
        return switch (sign) {
            case LineDiff.GONE -> Style.fg_red;
            case LineDiff.NEW -> Style.fg_green;
            case LineDiff.PLACE -> Style.faint;
            default -> Style.reset;
        };
    }

    private void print(IStyle style, String line) {
        boolean coloured = color == When.always || (color == When.auto && Ansi.AUTO.enabled());
        System.out.println(coloured ? style.on() + line + Style.reset.on() : line);
    }
}
