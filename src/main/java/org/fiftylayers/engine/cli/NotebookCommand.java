package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers notebook …} */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = "Run and check single notebooks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NotebookRunCommand.class, NotebookCheckCommand.class})
final class NotebookCommand {}
