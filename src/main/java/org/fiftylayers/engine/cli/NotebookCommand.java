package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers notebook …} */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = "Run, check, strip and compare single notebooks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NotebookRunCommand.class,
            NotebookCheckCommand.class,
            NotebookStripCommand.class,
            NotebookDiffCommand.class
        })
final class NotebookCommand {}
