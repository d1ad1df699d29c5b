package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.Course;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment new ASSIGNMENT} */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Begin an assignment: writes a notebook with one question for tests and one for a person, to be changed"
                        + " in Jupyter. Nothing that is there is overwritten.")
final class AssignmentNewCommand implements Callable<Integer> {
    @Mixin
    private CourseOption options = new CourseOption();

    @Parameters(paramLabel = "ASSIGNMENT", description = "its name, which becomes a folder's, such as 01-relu")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        Course course = options.course();
        Path file = course.master(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, template().replace("# NAME", "# " + name), StandardOpenOption.CREATE_NEW);
        System.out.println(file + ": begun; open it in Jupyter, then try `assignment check " + name + "`");
        return 0;
    }

    private static String template() throws IOException {
        try (InputStream in = Assignment.class.getResourceAsStream("template.ipynb")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
