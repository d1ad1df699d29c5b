package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.fiftylayers.engine.book.BookException;
import org.fiftylayers.engine.notebook.NotebookException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Fifty Layers, a textbook that runs. */
@Command(
        name = "fiftylayers",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Fifty Layers, a textbook that runs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BookCommand.class, NotebookCommand.class, KernelCommand.class, AssignmentCommand.class})
public final class Main {
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; 0 when all is well, 1 when something failed, 2 when the command line is wrong. */
    static int run(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
                .execute(args);
    }

    /** What is wrong with files is told in a line each; a stack trace is for our own faults. */
    private static int failed(Exception e, CommandLine command) throws Exception {
        if (e instanceof BookException book) {
            book.problems().forEach(problem -> System.err.println("FAILED: " + problem));
        } else if (e instanceof FileSystemException) {
            System.err.println("FAILED: " + e.toString().replaceFirst("^[\\w.]+\\.", ""));
        } else if (e instanceof NotebookException || e instanceof AssignmentException || e instanceof IOException) {
            System.err.println("FAILED: " + e.getMessage());
        } else {
            throw e;
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
