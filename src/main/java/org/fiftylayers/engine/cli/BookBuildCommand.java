package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.book.BookReport;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers book build} */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Run the chapters that changed and render the book.")
final class BookBuildCommand implements Callable<Integer> {
    @Mixin
    private ProjectOption project = new ProjectOption();

    @Option(names = "--output", paramLabel = "DIR", description = "where the book goes, by default target/book")
    private @Nullable Path output;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Override
    public Integer call() throws BookException, IOException, InterruptedException {
        Executor executor = options.executor(true);
        BookReport report =
                project.builder().build(files -> ExecutionOptions.run(executor, ProjectOption.fromHere(files)));
        Path index = report.site().write(output == null ? project.target("book") : output);
        report.problems().forEach(problem -> System.err.println("FAILED: " + problem));
        System.out.println("Book: " + ProjectOption.fromHere(index) + " ("
                + report.chapters().stream().map(BookBuildCommand::time).collect(Collectors.joining(", ")) + ")");
        return report.succeeded() ? 0 : 1;
    }

    /** As in {@code 01-chain-rule 3.1 s}. */
    private static String time(Execution execution) {
        String name = String.valueOf(execution.file().getFileName()).replaceFirst("\\.ipynb$", "");
        return String.format(
                Locale.ROOT,
                "%s %.1f s%s",
                name,
                execution.duration().toMillis() / 1000.0,
                execution.failure() != null ? " (failed)" : execution.cached() ? " (cached)" : "");
    }
}
