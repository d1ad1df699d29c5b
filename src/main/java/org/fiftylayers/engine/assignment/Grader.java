package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.jspecify.annotations.Nullable;

/**
 * Grades what was handed in, several notebooks at a time. What it has done is in the gradebook, so it can be ended at any
 * point, in any way, and goes on from there.
 */
public final class Grader {
    private final Course course;
    private final Map<String, Assignment> masters = new TreeMap<>();
    private final Sandbox sandbox;
    private final Options options;

    /**
     * How it grades.
     *
     * @param version the grader's, a change of which has everything judged anew
     * @param classPath what students' code sees, and the tests
     * @param limit how long each test may take
     * @param workers how many notebooks at a time
     * @param again the states of rows that are judged again though nothing has changed
     */
    public record Options(String version, String classPath, Duration limit, int workers, Set<Row.State> again) {}

    /**
     * What was done.
     *
     * @param judged how many notebooks
     * @param changed rows whose marks differ from those they had before
     * @param remarks what was found where submissions are and is none
     * @param problem why grading stopped before its end; null if it did not
     */
    public record Report(int judged, List<Row> changed, List<String> remarks, @Nullable String problem) {}

    /**
     * A grader.
     *
     * @param sandbox one that has passed its self-test
     */
    public Grader(Course course, List<Assignment> masters, Sandbox sandbox, Options options) {
        this.course = course;
        this.sandbox = sandbox;
        this.options = options;
        masters.forEach(master -> this.masters.put(Assignments.name(master.name(), master.notebookName()), master));
    }

    /**
     * Receives and judges all that is not judged yet.
     *
     * @param progress is told of each row that is done, and of how many there are
     * @throws AssignmentException if an assignment makes no sense
     * @throws IOException if the gradebook cannot be read
     */
    public Report grade(Gradebook book, Progress progress) throws IOException, InterruptedException {
        CourseKey key = masters.values().stream().anyMatch(Assignment::hasVariants) ? CourseKey.at(course.key()) : null;
        Assignments assignments = new Assignments(masters, key, options);
        assignments.compileAll();
        List<String> remarks = new ArrayList<>(Intake.receive(course, List.copyOf(masters.values()), book));
        List<Row> all = book.rows().stream().filter(assignments::has).toList();
        Queue<Row> queue = new ConcurrentLinkedQueue<>(todo(all, assignments));
        progress.begin(queue.size());
        List<Row> judged = new CopyOnWriteArrayList<>();
        List<Throwable> problems = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(options.workers, queue.size()); i++) {
            Consumer<Row> done = row -> {
                judged.add(row);
                progress.done(row);
            };
            Thread thread = new Thread(
                    () -> {
                        try (Worker worker = new Worker(course, book, assignments, sandbox, options)) {
                            for (Row row = queue.poll(); row != null && problems.isEmpty(); row = queue.poll()) {
                                done.accept(worker.judge(row));
                            }
                        } catch (Throwable e) { // told to the caller, who stops
                            problems.add(e);
                        }
                    },
                    "grader-" + (i + 1));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Report(judged.size(), changed(all, judged), remarks, problem(problems));
    }

    /** What has no marks by these tests; last, what may have ended us before. */
    private List<Row> todo(List<Row> all, Assignments assignments) {
        return all.stream()
                .filter(row -> row.state() == Row.State.PENDING
                        || options.again.contains(row.state())
                        || (row.state() != Row.State.HELD && !row.basis().equals(assignments.basis(row))))
                .sorted(Comparator.comparing(Row::attempts))
                .toList();
    }

    private static List<Row> changed(List<Row> before, List<Row> after) {
        return after.stream()
                .filter(row -> before.stream()
                        .anyMatch(old -> old.key().equals(row.key())
                                && (old.state() == Row.State.GRADED || old.state() == Row.State.REFUSED)
                                && !(old.state() == row.state() && old.marks().equals(row.marks()))))
                .toList();
    }

    private static @Nullable String problem(List<Throwable> problems) {
        if (problems.isEmpty()) {
            return null;
        }
        Throwable first = problems.get(0);
        return first instanceof IOException || first instanceof AssignmentException
                ? String.valueOf(first.getMessage())
                : first.toString();
    }

    /** Is told how grading goes on, by several threads. */
    public interface Progress {
        /** So many notebooks are to be judged. */
        void begin(int rows);

        /** A notebook has been judged, refused or held. */
        void done(Row row);
    }
}
