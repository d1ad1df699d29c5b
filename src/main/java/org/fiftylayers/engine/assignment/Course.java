package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a course keeps its files, in nbgrader's layout.
 *
 * @param source the instructor's notebooks: {@code <assignment>/*.ipynb}
 * @param release what students get: {@code <assignment>/}, or {@code <student>/<assignment>/} where values differ
 * @param submitted what students hand in: {@code <student>/<assignment>/*.ipynb}
 * @param feedback what students get back: {@code <student>/<assignment>/}
 * @param gradebook what became of what was handed in
 * @param key the file of the {@link CourseKey}
 */
public record Course(Path source, Path release, Path submitted, Path feedback, Path gradebook, Path key) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_@+-][\\p{L}\\p{N}_@+. -]{0,99}");
    private static final String NOTEBOOK = ".ipynb";

    /** A folder with all of these under their usual names. */
    public static Course at(Path folder) {
        return new Course(
                folder.resolve("source"),
                folder.resolve("release"),
                folder.resolve("submitted"),
                folder.resolve("feedback"),
                folder.resolve("gradebook"),
                folder.resolve("course.key"));
    }

    /** The same with the instructor's notebooks elsewhere. */
    public Course withSource(Path folder) {
        return new Course(folder, release, submitted, feedback, gradebook, key);
    }

    /**
     * An assignment's notebooks, by name.
     *
     * @throws AssignmentException if there is none
     */
    public List<Path> masters(String assignment) throws IOException {
        Path folder = source.resolve(name(assignment));
        if (!Files.isDirectory(folder)) {
            throw new AssignmentException(
                    folder.toString(), "", "is no folder; an assignment is a folder of notebooks in " + source);
        }
        List<Path> found = notebooks(folder);
        if (found.isEmpty()) {
            throw new AssignmentException(folder.toString(), "", "has no notebook (.ipynb)");
        }
        return found;
    }

    /**
     * Where the notebook of a new assignment lies.
     *
     * @throws AssignmentException if the name cannot be a folder's
     */
    public Path master(String assignment) {
        return source.resolve(name(assignment)).resolve(assignment + NOTEBOOK);
    }

    /** What else students need: the files beside an instructor's notebook, but for notebooks, tests and MARKING.md. */
    public static List<Path> beside(Path master) throws IOException {
        Path folder = Objects.requireNonNull(master.toAbsolutePath().getParent());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.toString().endsWith(NOTEBOOK)
                            && !HiddenTests.isOne(file)
                            && !file.getFileName().toString().equalsIgnoreCase("MARKING.md")
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The names of all assignments, in order. */
    public List<String> assignments() throws IOException {
        if (!Files.isDirectory(source)) {
            throw new AssignmentException(
                    source.toString(),
                    "",
                    "is no folder; name the course's with --course, or the notebooks' with --source");
        }
        try (Stream<Path> folders = Files.list(source)) {
            return folders.filter(folder -> Files.isDirectory(folder))
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static List<Path> notebooks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(NOTEBOOK)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The students of a list: one id a line, the first column where there are more; blank lines, lines that begin with
     * {@code #} and a heading {@code id} or {@code student} are left out.
     *
     * @throws AssignmentException if an id cannot name a folder, or stands there twice
     */
    public static List<String> students(Path file) throws IOException {
        List<String> students = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String id = line.replace("\uFEFF", "").split("[,;\t]", 2)[0].strip();
            boolean heading =
                    number == 1 && List.of("id", "student", "student_id").contains(id);
            if (id.isEmpty() || id.startsWith("#") || heading) {
                continue;
            }
            if (!isName(id)) {
                throw new AssignmentException(
                        file.toString(), "", "line " + number + ": '" + id + "' cannot name a student's folder");
            }
            if (!seen.add(id)) {
                throw new AssignmentException(file.toString(), "", "line " + number + ": '" + id + "' is there twice");
            }
            students.add(id);
        }
        if (students.isEmpty()) {
            throw new AssignmentException(file.toString(), "", "names no student");
        }
        return students;
    }

    /** Where a student's copy, or everybody's if there is no student, is released. */
    public Path released(String assignment, String student) {
        return student.isEmpty()
                ? release.resolve(assignment)
                : release.resolve(student).resolve(assignment);
    }

    /** Whether it can be a student's id or an assignment's name, and so a folder's. */
    static boolean isName(String id) {
        return NAME.matcher(id).matches();
    }

    private static String name(String assignment) {
        if (!isName(assignment)) {
            throw new AssignmentException(assignment, "", "is no assignment's name");
        }
        return assignment;
    }
}
