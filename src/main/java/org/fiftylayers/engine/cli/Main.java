package org.fiftylayers.engine.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Fifty Layers, a textbook that runs. */
@Command(
        name = "fiftylayers",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Fifty Layers, a textbook that runs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BookCommand.class, NotebookCommand.class, KernelCommand.class})
public final class Main {
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; 0 when all is well, 1 when something failed, 2 when the command line is wrong. */
    static int run(String... args) {
        return new CommandLine(new Main()).execute(args);
    }
}
