package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers book …} */
@Command(
        name = "book",
        mixinStandardHelpOptions = true,
        description = "Build the book, show it while it is written, check it, or make it ready to print.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BookBuildCommand.class, BookServeCommand.class, BookCheckCommand.class, BookPrintCommand.class})
final class BookCommand {}
