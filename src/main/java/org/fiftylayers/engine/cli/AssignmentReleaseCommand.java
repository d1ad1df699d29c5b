package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.CourseKey;
import org.fiftylayers.engine.assignment.Release;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment release ASSIGNMENT…} */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write what students get: the instructor's notebooks without answers, hidden tests, mutants and"
                + " outputs, and the files beside them but for MARKING.md.")
final class AssignmentReleaseCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Option(
            names = "--students",
            paramLabel = "FILE",
            description = "a list of ids, one a line: each student gets a notebook with values of their own")
    private @Nullable Path students;

    @Option(names = "--force", description = "overwrite a release that differs from the new one")
    private boolean force;

    @Parameters(
            paramLabel = "ASSIGNMENT",
            arity = "1..*",
            description = "names of assignments, or the instructor's notebooks")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        Course course = options.course();
        List<String> ids = students == null ? List.of() : Course.students(students);
        int status = 0;
        for (Assignment master : options.masters(names)) {
            if (master.hasVariants() && ids.isEmpty()) {
                System.err.println("FAILED: " + master.file()
                        + " has values that differ from student to student; name the list with --students");
                status = 1;
            } else {
                status = Math.max(status, write(files(course, master, ids)));
            }
        }
        return status;
    }

    /** Everything is made before anything is written. */
    private Map<Path, byte[]> files(Course course, Assignment master, List<String> ids) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        Path file = Path.of(master.file());
        try (Compiler compiler = new Compiler(System.getProperty("java.class.path", ""))) {
            if (!master.hasVariants()) {
                add(files, course.released(master.name(), ""), file, Release.of(master, compiler));
            } else {
                CourseKey key = CourseKey.at(course.key());
                for (String id : ids) {
                    Notebook theirs = Release.of(master.forStudent(key, id), compiler);
                    add(files, course.released(master.name(), id), file, theirs);
                }
            }
        }
        return files;
    }

    private static void add(Map<Path, byte[]> files, Path folder, Path master, Notebook released) throws IOException {
        files.put(
                folder.resolve(Objects.requireNonNull(master.getFileName())),
                Notebooks.toJson(released).getBytes(StandardCharsets.UTF_8));
        for (Path beside : Course.beside(master)) {
            files.put(folder.resolve(Objects.requireNonNull(beside.getFileName())), Files.readAllBytes(beside));
        }
    }

    private int write(Map<Path, byte[]> files) throws IOException {
        int status = 0;
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path path = file.getKey();
            boolean there = Files.exists(path);
            if (there && Arrays.equals(Files.readAllBytes(path), file.getValue())) {
                System.out.println(path + ": is already released as it is");
            } else if (there && !force) {
                System.err.println("FAILED: " + path + " was released before and differs from what would be released"
                        + " now; --force overwrites it, but students may have it already");
                status = 1;
            } else {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.write(path, file.getValue());
                System.out.println(path + ": released");
            }
        }
        return status;
    }
}
