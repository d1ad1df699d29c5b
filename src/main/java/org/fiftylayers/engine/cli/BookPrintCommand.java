package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.book.BookBuilder;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.book.BookReport;
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
    @Option(names = "--root", paramLabel = "DIR", description = "the project's folder, by default this one")
    private Path root = Path.of("");

    @Option(names = "--output", paramLabel = "FILE", description = "by default target/" + BookBuilder.PRINT)
    private @Nullable Path output;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = root.resolve("target");
        Path file = (output == null ? target.resolve(BookBuilder.PRINT) : output).toAbsolutePath();
        try {
            BookReport report = new BookBuilder(root, target.resolve("cache/book"))
                    .print(files -> options.run(
                            files.stream().map(BookBuildCommand::fromHere).toList(), true));
            report.problems().forEach(problem -> System.err.println("FAILED: " + problem));
            Files.createDirectories(file.getParent());
            Files.write(file, Objects.requireNonNull(report.site().files().get(BookBuilder.PRINT)));
            System.out.println("Book: " + BookBuildCommand.fromHere(file) + "; open it in a browser and print it");
            return report.succeeded() ? 0 : 1;
        } catch (BookException e) {
            e.problems().forEach(problem -> System.err.println("FAILED: " + problem));
            return 1;
        }
    }
}
