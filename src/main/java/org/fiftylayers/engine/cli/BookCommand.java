package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers book …} */
@Command(
        name = "book",
        mixinStandardHelpOptions = true,
        description = "Build the book, show it while it is written, or make it ready to print.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BookBuildCommand.class, BookServeCommand.class, BookPrintCommand.class})
final class BookCommand {}
