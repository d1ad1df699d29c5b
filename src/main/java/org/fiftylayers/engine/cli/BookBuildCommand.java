package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fiftylayers.engine.book.BookBuilder;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.book.BookReport;
import org.fiftylayers.engine.execute.Execution;
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
    @Option(names = "--root", paramLabel = "DIR", description = "the project's folder, by default this one")
    private Path root = Path.of("");

    @Option(names = "--output", paramLabel = "DIR", description = "where the book goes, by default target/book")
    private @Nullable Path output;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = root.resolve("target");
        Path site = output == null ? target.resolve("book") : output;
        BookBuilder builder = new BookBuilder(root, target.resolve("cache/book"));
        try {
            BookReport report = builder.build(files ->
                    options.run(files.stream().map(BookBuildCommand::fromHere).toList(), true));
            Path index = report.site().write(site);
            report.problems().forEach(problem -> System.err.println("FAILED: " + problem));
            System.out.println("Book: " + fromHere(index) + " ("
                    + report.chapters().stream().map(BookBuildCommand::time).collect(Collectors.joining(", ")) + ")");
            return report.succeeded() ? 0 : 1;
        } catch (BookException e) {
            e.problems().forEach(problem -> System.err.println("FAILED: " + problem));
            return 1;
        }
    }

    /** A path as a reader would type it. */
    static Path fromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
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
