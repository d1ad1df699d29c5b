package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.book.BookReport;
import org.fiftylayers.engine.book.Links;
import org.fiftylayers.engine.execute.Comparison;
import org.fiftylayers.engine.execute.Comparison.Difference;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Executor;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers book check} */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Check the whole book and write nothing: that its chapters run and give the outputs stored in them,"
                        + " that configuration, bibliography, theme, directives, formulas, references and citations are right,"
                        + " and that every link leads somewhere. The exit status is 1 if anything is wrong.")
final class BookCheckCommand implements Callable<Integer> {
    @Mixin
    private ProjectOption project = new ProjectOption();

    @Option(names = "--no-run", description = "take the stored outputs for granted, and run nothing")
    private boolean noRun;

    @Option(names = "--links", description = "list the addresses outside to which the book links")
    private boolean links;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    private int wrong;

    @Override
    public Integer call() throws BookException, IOException, InterruptedException {
        long start = System.nanoTime();
        Executor executor = noRun ? null : options.executor(true);
        BookReport report = project.builder()
                .build(files -> executor == null
                        ? Executor.stored(files)
                        : ExecutionOptions.run(executor, ProjectOption.fromHere(files)));
        report.problems().forEach(problem -> wrong("FAILED: " + problem));
        int differing = noRun ? 0 : compare(report.chapters());
        Links found = Links.of(report.site());
        found.problems().forEach(problem -> wrong("FAILED: " + problem));
        if (links) {
            found.elsewhere().forEach(System.out::println);
        }
        print("Checked in %.1f s:", (System.nanoTime() - start) / 1e9);
        print(
                "  %d chapters with %d code cells%s",
                report.chapters().size(),
                report.chapters().stream()
                        .mapToLong(BookCheckCommand::codeCells)
                        .sum(),
                noRun ? ", which were not run" : "; " + differing + " cells with other outputs than stored");
        print(
                "  %d pages with %d links and files within the book, all followed; %d addresses elsewhere, not asked",
                found.pages(), found.within(), found.elsewhere().size());
        print("  %s", wrong == 0 ? "nothing wrong" : wrong + (wrong == 1 ? " thing" : " things") + " wrong");
        return wrong == 0 ? 0 : 1;
    }

    private int compare(List<Execution> chapters) throws IOException {
        int differing = 0;
        for (Execution chapter : chapters) {
            Notebook fresh = chapter.notebook();
            if (chapter.failure() == null && fresh != null) {
                for (Difference difference : Comparison.of(Notebooks.read(chapter.file()), fresh)) {
                    wrong(difference.report(chapter.file().toString()));
                    differing++;
                }
            }
        }
        return differing;
    }

    private void wrong(String message) {
        System.err.println(message);
        wrong++;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static long codeCells(Execution chapter) {
        Notebook notebook = chapter.notebook();
        return notebook == null
                ? 0
                : notebook.cells().stream().filter(CodeCell.class::isInstance).count();
    }
}
