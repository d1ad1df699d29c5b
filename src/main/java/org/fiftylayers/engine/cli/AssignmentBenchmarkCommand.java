package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.Grader;
import org.fiftylayers.engine.assignment.Rehearsal;
import org.fiftylayers.engine.assignment.box.SelfTest;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment benchmark ASSIGNMENT} */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measure how fast an assignment is graded on this machine: a class that does not exist hands in right"
                        + " and wrong answers, which are judged in the sandbox as students' are. Other programs should rest.")
final class AssignmentBenchmarkCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Option(
            names = "--submissions",
            paramLabel = "N",
            description = "how many are handed in (default: ${DEFAULT-VALUE})",
            defaultValue = "300")
    private int submissions = 300;

    @Mixin
    private WorkersOption workers = new WorkersOption();

    @Parameters(paramLabel = "ASSIGNMENT", description = "an assignment's name, or the instructor's notebook")
    private String name = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        String classPath = System.getProperty("java.class.path", "");
        Path folder = Files.createTempDirectory("fiftylayers-benchmark");
        try {
            Course course = Course.at(folder);
            List<Assignment> masters = options.masters(List.of(name));
            for (Assignment master : masters) {
                new Rehearsal(master, classPath).handIn(course.submitted(), submissions, 1);
            }
            Grader.Options how =
                    new Grader.Options("benchmark", classPath, Duration.ofSeconds(10), workers.count(), Set.of());
            try (Gradebook book = Gradebook.open(course.gradebook());
                    GradingProgress progress = GradingProgress.onStandardError()) {
                long start = System.nanoTime();
                Grader.Report report =
                        new Grader(course, masters, SelfTest.sandbox(classPath), how).grade(book, progress);
                double seconds = (System.nanoTime() - start) / 1e9;
                if (report.problem() != null) {
                    System.err.println("FAILED: " + report.problem());
                    return 1;
                }
                System.out.printf(
                        Locale.ROOT,
                        "%d submissions in %.1f s with %d workers: %.0f a minute, start included; %d graded, %d marks%n",
                        report.judged(),
                        seconds,
                        workers.count(),
                        60 * report.judged() / seconds,
                        book.count(Row.State.GRADED),
                        book.rows().stream().mapToInt(row -> row.marks().size()).sum());
            }
            return 0;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
