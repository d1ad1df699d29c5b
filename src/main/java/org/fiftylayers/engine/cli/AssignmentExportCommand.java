package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.report.Export;
import org.fiftylayers.engine.assignment.report.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiftylayers assignment export ASSIGNMENT…} */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Write marks in a form that another program reads, from the gradebook and the marks by hand.",
            "csv: a line for each student and item, with all that is known. canvas and moodle: a line for each student,"
                    + " to be imported into the gradebook there; the student's folder is taken for the login."
                    + " gradescope: DIR/<assignment>/<student>/results.json.",
            "Points are rounded to two decimal places so that the parts add up to the total. But for csv, students whose"
                    + " marks are not final are left out and named. The exit status is 1 if anything is wrong."
        })
final class AssignmentExportCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "csv, canvas, moodle or gradescope")
    private Export.Format format = Export.Format.CSV;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE|DIR",
            description = "the file to write; for gradescope a folder")
    private Path output = Path.of("");

    @Parameters(
            paramLabel = "ASSIGNMENT",
            arity = "0..*",
            description = "names of assignments (default: all of the course)")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (format != Export.Format.GRADESCOPE && Files.isDirectory(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    output + " is a folder; name a file for " + format.name().toLowerCase(Locale.ROOT));
        }
        List<Results> results = options.results(names);
        if (results.stream().allMatch(each -> each.rows().isEmpty())) {
            System.err.println("FAILED: nothing was handed in, as far as the gradebook knows; `assignment grade` reads"
                    + " what was");
            return 1;
        }
        List<String> left = Export.write(results, format, output);
        left.forEach(who -> System.err.println("NOTE: left out, since the marks are not final: " + who));
        System.out.println(output + ": written");
        return 0;
    }
}
