package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.book.BookBuilder;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.book.BookReport;
import org.fiftylayers.engine.execute.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers book print} */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        description = "Make one page of the whole book, for a browser to print or to save as PDF.")
final class BookPrintCommand implements Callable<Integer> {
    @Mixin
    private ProjectOption project = new ProjectOption();

    @Option(names = "--output", paramLabel = "FILE", description = "by default target/" + BookBuilder.PRINT)
    private @Nullable Path output;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Override
    public Integer call() throws BookException, IOException, InterruptedException {
        Path file = (output == null ? project.target(BookBuilder.PRINT) : output).toAbsolutePath();
        Executor executor = options.executor(true);
        BookReport report =
                project.builder().print(files -> ExecutionOptions.run(executor, ProjectOption.fromHere(files)));
        report.problems().forEach(problem -> System.err.println("FAILED: " + problem));
        Files.createDirectories(file.getParent());
        Files.write(file, Objects.requireNonNull(report.site().files().get(BookBuilder.PRINT)));
        System.out.println("Book: " + ProjectOption.fromHere(file) + "; open it in a browser and print it");
        return report.succeeded() ? 0 : 1;
    }
}
