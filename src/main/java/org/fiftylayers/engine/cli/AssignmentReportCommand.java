package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.report.Report;
import org.fiftylayers.engine.assignment.report.Results;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment report ASSIGNMENT…} */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Write what students get back, feedback/<student>/<assignment>/<notebook>.html, and a page about the class,"
                    + " gradebook/<assignment>.html, from the gradebook.",
            "Answers that a person judges are in gradebook/<assignment>-to-read.html; points and comments for them go"
                    + " into gradebook/<assignment>-manual.csv, where each answer has its line. Run the command again"
                    + " after that. What a person has entered there is never changed.",
            "The exit status is 1 if anything is wrong."
        })
final class AssignmentReportCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Option(
            names = "--due",
            paramLabel = "TIME",
            description = "the deadline, as 2026-12-01T12:00+01:00; what was handed in after it is marked as late")
    private @Nullable OffsetDateTime due;

    @Parameters(
            paramLabel = "ASSIGNMENT",
            arity = "0..*",
            description = "names of assignments (default: all of the course)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        Course course = options.course();
        int status = 0;
        for (Results results : options.results(names)) {
            if (results.rows().isEmpty()) {
                System.err.println(nothing(results.assignment()));
                status = names.isEmpty() ? status : 1;
            } else {
                tell(results, Report.write(course, results, due));
            }
        }
        return status;
    }

    private String nothing(String assignment) {
        return (names.isEmpty() ? "NOTE: " : "FAILED: ") + assignment
                + ": nothing was handed in, as far as the gradebook knows; `assignment grade` reads what was";
    }

    private static void tell(Results results, Report report) {
        System.out.println(report.classPage() + ": " + count(results.students().size(), "student"));
        System.out.println(count(report.feedback(), "page") + " of feedback; " + count(report.written(), "page")
                + " of all kinds new or changed");
        if (report.unread() > 0) {
            System.out.println(
                    report.readingPage() + ": " + count(report.unread(), "answer") + " to be read by a person");
        }
        report.gone()
                .forEach(page -> System.err.println(
                        "NOTE: " + page + " is about nothing that the gradebook knows; it is left as it is"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
