package org.fiftylayers.engine.assignment.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.GradedCell;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;

/**
 * All that is known of an assignment: what was handed in, by whom, and its marks.
 *
 * @param masters the instructor's notebooks
 * @param rows all rows, in the order of student, notebook and time
 * @param students those who handed in something, in order
 */
public record Results(
        String assignment, List<Assignment> masters, Gradebook book, List<Row> rows, List<Student> students) {
    /**
     * A student's part.
     *
     * @param results what counts: for each notebook, the text that was handed in last
     */
    public record Student(String id, List<Result> results, BigDecimal possible) {
        public Student {
            results = List.copyOf(results);
        }

        BigDecimal earned() {
            return Points.sum(results.stream().map(Result::earned).toList());
        }

        /** Whether nothing is left to be judged; what was refused has no marks and never will. */
        boolean isFinal() {
            return !results.isEmpty() && results.stream().allMatch(Result::isFinal);
        }

        boolean isGraded() {
            return results.stream().anyMatch(Result::isGraded);
        }
    }

    /**
     * Reads what is known of an assignment, and adds to the file of marks by hand what is not in it yet.
     *
     * @throws org.fiftylayers.engine.assignment.AssignmentException if that file cannot be understood
     */
    public static Results read(Course course, Gradebook book, String assignment) throws IOException {
        List<Assignment> masters = new ArrayList<>();
        for (Path file : course.masters(assignment)) {
            masters.add(Assignment.read(assignment, file));
        }
        List<Row> rows = book.rows().stream()
                .filter(row -> row.assignment().equals(assignment))
                .sorted(Comparator.comparing(Row::student)
                        .thenComparing(Row::notebook)
                        .thenComparing(Row::submitted)
                        .thenComparing(Row::digest))
                .toList();
        List<Row> current = book.current(assignment).stream()
                .sorted(Comparator.comparing(Row::student).thenComparing(Row::notebook))
                .toList();
        ManualMarks manual = ManualMarks.read(manualFile(course, assignment), rows, readByPersons(masters));
        manual.addMissing(
                current.stream().filter(row -> row.state() == Row.State.GRADED).toList());
        return new Results(assignment, masters, book, rows, students(current, masters, manual));
    }

    static Path manualFile(Course course, String assignment) {
        return course.gradebook().resolve(assignment + "-manual.csv");
    }

    private static List<Student> students(List<Row> current, List<Assignment> masters, ManualMarks manual) {
        Map<String, List<Result>> byStudent = new TreeMap<>();
        for (Row row : current) {
            byStudent.computeIfAbsent(row.student(), id -> new ArrayList<>()).add(Result.of(row, manual));
        }
        List<Student> students = new ArrayList<>();
        byStudent.forEach((id, results) -> students.add(new Student(id, results, possible(results, masters))));
        return List.copyOf(students);
    }

    /** What the marks say; where there are none, what the instructor's notebook says. */
    private static BigDecimal possible(List<Result> results, List<Assignment> masters) {
        Map<String, BigDecimal> notebooks = new LinkedHashMap<>();
        masters.forEach(master -> notebooks.put(master.notebookName(), points(master)));
        results.stream()
                .filter(Result::isGraded)
                .forEach(result -> notebooks.put(result.row().notebook(), result.possible()));
        return Points.sum(List.copyOf(notebooks.values()));
    }

    /** What an instructor's notebook is worth. */
    static BigDecimal points(Assignment master) {
        return Points.sum(master.cells().stream()
                .map(entry -> entry.role() == null
                        ? Points.of(0)
                        : Points.of(entry.role().points()))
                .toList());
    }

    /** What all of the assignment is worth. */
    BigDecimal possible() {
        return Points.sum(masters.stream().map(Results::points).toList());
    }

    private static Map<String, BigDecimal> readByPersons(List<Assignment> masters) {
        Map<String, BigDecimal> cells = new LinkedHashMap<>();
        for (Assignment master : masters) {
            for (Assignment.Entry entry : master.cells()) {
                GradedCell role = entry.role();
                if (role != null && isReadByPerson(role)) {
                    cells.put(role.id(), Points.of(role.points()));
                }
            }
        }
        return cells;
    }

    static boolean isReadByPerson(GradedCell role) {
        return role.kind() == GradedCell.Kind.MANUAL || role.kind() == GradedCell.Kind.TASK;
    }

    /** The results for one notebook. */
    List<Result> of(String notebook) {
        return students.stream()
                .flatMap(student -> student.results().stream())
                .filter(result -> result.row().notebook().equals(notebook))
                .toList();
    }

    /** The names of all notebooks: the instructor's, then others that were graded once. */
    List<String> notebooks() {
        List<String> names =
                new ArrayList<>(masters.stream().map(Assignment::notebookName).toList());
        rows.stream()
                .map(Row::notebook)
                .distinct()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }
}
