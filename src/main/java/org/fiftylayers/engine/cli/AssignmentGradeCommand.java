package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.Grader;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.box.SelfTest;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment grade ASSIGNMENT…} */
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Grade what students handed in: submitted/<student>/<assignment>/<notebook>.ipynb of the course.",
            "Students' code runs in a sandbox that holds no test and no answer. What is done is kept in the folder"
                    + " gradebook: the command can be ended at any moment and goes on where it was when it is run again."
                    + " A notebook that was handed in again is judged beside the earlier one, and the later one counts."
                    + " What has its marks is judged again only when the assignment or this program has changed.",
            "The exit status is 0 when everything is graded or refused, and 1 if something is pending."
        })
final class AssignmentGradeCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Mixin
    private WorkersOption workers = new WorkersOption();

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "how long each test may take (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int seconds = 10;

    @Option(names = "--regrade", description = "judge everything again, and say whose marks change")
    private boolean regrade;

    @Option(names = "--held", description = "judge again what was held because judging it failed")
    private boolean held;

    @Option(
            names = "--unsafe",
            description =
                    "where no sandbox works: run students' code with your own rights, which is dangerous, and mark"
                            + " every result as unverified")
    private boolean unsafe;

    @Parameters(
            paramLabel = "ASSIGNMENT",
            arity = "0..*",
            description = "names of assignments, or the instructor's notebooks (default: all of the course)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Course course = options.course();
        List<Assignment> masters = options.masters(names);
        String classPath = System.getProperty("java.class.path", "");
        Sandbox sandbox = unsafe ? new Unsandboxed() : SelfTest.sandbox(classPath);
        if (unsafe) {
            System.err.println("UNVERIFIED: students' code runs with your rights; every result will say so");
        }
        Grader.Options how =
                new Grader.Options(Version.number(), classPath, Duration.ofSeconds(seconds), workers.count(), again());
        try (Gradebook book = Gradebook.open(course.gradebook())) {
            book.damaged()
                    .forEach(line -> System.err.println("line " + line + " of " + course.gradebook()
                            + "/journal.jsonl is damaged and was passed over; what it said is done again"));
            long start = System.nanoTime();
            Grader.Report report;
            try (GradingProgress progress = GradingProgress.onStandardError()) {
                report = new Grader(course, masters, sandbox, how).grade(book, progress);
            }
            tell(report, (System.nanoTime() - start) / 1e9);
            return totals(book, report.problem() == null);
        }
    }

    private Set<Row.State> again() {
        return regrade
                ? EnumSet.of(Row.State.GRADED, Row.State.REFUSED, Row.State.HELD)
                : held ? EnumSet.of(Row.State.HELD) : EnumSet.noneOf(Row.State.class);
    }

    private void tell(Grader.Report report, double time) {
        report.remarks().forEach(remark -> System.err.println("NOTE: " + remark));
        report.changed().forEach(row -> System.out.println(row.file() + ": marks differ from those it had before"));
        if (regrade && report.changed().isEmpty() && report.problem() == null) {
            System.out.println("All marks are what they were before.");
        }
        if (report.judged() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%d judged in %.1f s (%.0f a minute)%n",
                    report.judged(),
                    time,
                    60 * report.judged() / time);
        }
        if (report.problem() != null) {
            System.err.println("FAILED: grading stopped: " + report.problem()
                    + ". Nothing is lost; run the same command again when it is mended");
        }
    }

    private static int totals(Gradebook book, boolean ended) {
        long pending = book.count(Row.State.PENDING, Row.State.HELD);
        System.out.printf(
                "received %d = graded %d + refused %d + pending %d%n",
                book.rows().size(), book.count(Row.State.GRADED), book.count(Row.State.REFUSED), pending);
        book.rows().stream()
                .filter(row -> row.state() == Row.State.HELD)
                .forEach(row -> System.err.println(
                        "HELD: " + row.file() + ": " + row.notes().get(0)));
        return pending == 0 && ended ? 0 : 1;
    }
}
