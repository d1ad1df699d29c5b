package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.report.Results;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which course: the options of all commands about assignments. */
final class CourseOption {
    @Option(names = "--course", paramLabel = "DIR", description = "the course's folder, by default this one")
    private Path folder = Path.of("");

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "where the instructor's notebooks are, by default source in the course's folder")
    private @Nullable Path source;

    Course course() {
        Course course = Course.at(folder);
        return source == null ? course : course.withSource(source);
    }

    /** The instructor's notebooks of some assignments, or of all where none is named; files name themselves. */
    List<Assignment> masters(List<String> names) throws IOException {
        List<Assignment> masters = new ArrayList<>();
        for (String name : names.isEmpty() ? course().assignments() : names) {
            if (name.endsWith(".ipynb")) {
                Path file = Path.of(name);
                Path parent =
                        Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
                masters.add(Assignment.read(String.valueOf(parent.getFileName()), file));
            } else {
                for (Path file : course().masters(name)) {
                    masters.add(Assignment.read(name, file));
                }
            }
        }
        return masters;
    }

    /** What the gradebook knows of some assignments, or of all where none is named. */
    List<Results> results(List<String> names) throws IOException {
        Course course = course();
        List<Results> results = new ArrayList<>();
        try (Gradebook book = Gradebook.read(course.gradebook())) {
            if (!book.damaged().isEmpty()) {
                System.err.println(
                        "NOTE: damaged lines of " + course.gradebook().resolve("journal.jsonl") + " are passed over: "
                                + book.damaged() + "; `assignment grade` does again what they said");
            }
            for (String name : names.isEmpty() ? course.assignments() : names) {
                results.add(Results.read(course, book, name));
            }
        }
        return results;
    }
}
