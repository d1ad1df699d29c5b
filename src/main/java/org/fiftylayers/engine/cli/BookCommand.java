package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers book …} */
@Command(
        name = "book",
        mixinStandardHelpOptions = true,
        description = "Build the book.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BookBuildCommand.class, BookPrintCommand.class})
final class BookCommand {}
