package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers assignment …} */
@Command(
        name = "assignment",
        mixinStandardHelpOptions = true,
        description = "Check, release and validate a course's assignments.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AssignmentCheckCommand.class, AssignmentReleaseCommand.class, AssignmentValidateCommand.class})
final class AssignmentCommand {}
