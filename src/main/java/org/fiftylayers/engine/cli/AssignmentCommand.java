package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers assignment …} */
@Command(
        name = "assignment",
        mixinStandardHelpOptions = true,
        description = "Write, check, release, validate, grade, report and export a course's assignments.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AssignmentNewCommand.class,
            AssignmentCheckCommand.class,
            AssignmentReleaseCommand.class,
            AssignmentValidateCommand.class,
            AssignmentGradeCommand.class,
            AssignmentReportCommand.class,
            AssignmentExportCommand.class,
            AssignmentBenchmarkCommand.class
        })
final class AssignmentCommand {}
