package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment check ASSIGNMENT…} */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Test the tests of assignments: the instructor's answers earn all points, no answers earn none,"
                + " each test rejects a declared mutant and each mutant is rejected, and nothing of an answer is"
                + " released. The exit status is 1 if anything is wrong.")
final class AssignmentCheckCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Parameters(
            paramLabel = "ASSIGNMENT",
            arity = "0..*",
            description = "names of assignments, or the instructor's notebooks (default: all of the course)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        int status = 0;
        for (Assignment master : options.masters(names)) {
            Check.Report report = Check.of(master);
            report.problems().forEach(problem -> System.err.println("FAILED: " + problem));
            if (report.problems().isEmpty()) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: sound; %s points in %d items, %d mutants rejected%n",
                        master.file(),
                        String.format(Locale.ROOT, "%.2f", report.points()).replaceFirst("\\.?0+$", ""),
                        report.items(),
                        report.mutants());
            } else {
                status = 1;
            }
        }
        return status;
    }
}
