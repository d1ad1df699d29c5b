package org.fiftylayers.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.fiftylayers.engine.assignment.report.SampleCourse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a course, on the problem set of chapter 1: release, hand in, grade, report, mark by hand, export. */
@Timeout(300)
class AssignmentLoopTest {
    private static final String SET = "01-chain-rule";
    private static final Path SOURCE = Path.of("notebooks/assignments");
    private static final Pattern HIDDEN = Pattern.compile("BEGIN HIDDEN TESTS(.*?)END HIDDEN TESTS");
    private static final Pattern TEST = Pattern.compile("@Test void (\\w+)\\(");

    private final Path folder;

    AssignmentLoopTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void goesFromAReleaseToMarksInAnotherGradebook() throws IOException {
        Path master = SOURCE.resolve(SET).resolve(SET + ".ipynb");
        assertThat(run("release", SET)).isZero();
        handIn("ada", master);
        handIn("bob", folder.resolve("release").resolve(SET).resolve(SET + ".ipynb"));
        assertThat(run("grade", SET, "--unsafe", "--workers", "1")).isZero();
        assertThat(run("report", SET)).isZero();

        assertThat(feedback("ada")).contains("<strong>17</strong> of 20 points").contains("Unverified");
        assertThat(feedback("bob")).contains("<strong>0</strong> of 20 points").contains("still as it was handed out");
        List<String> hidden = HIDDEN.matcher(Files.readString(master))
                .results()
                .flatMap(region -> TEST.matcher(region.group(1)).results())
                .map(test -> test.group(1))
                .toList();
        assertThat(hidden).hasSizeGreaterThan(5);
        for (String student : List.of("ada", "bob")) {
            assertThat(hidden).noneMatch(feedback(student)::contains);
        }

        Path manual = folder.resolve("gradebook").resolve(SET + "-manual.csv");
        Files.writeString(manual, Files.readString(manual).replace(",derivation,,3,", ",derivation,2.5,3,clear"));
        assertThat(run("report", SET)).isZero();
        assertThat(feedback("ada"))
                .contains("<strong>19.5</strong> of 20 points")
                .contains("clear");
        Path canvas = folder.resolve("canvas.csv");
        assertThat(run("export", SET, "--format", "canvas", "--output", canvas.toString()))
                .isZero();
        assertThat(Files.readAllLines(canvas))
                .contains("    Points Possible,,,,,20", "ada,,,ada,,19.5", "bob,,,bob,,2.5");
    }

    @Test
    void exitStatusTellsWhatHappened() throws IOException {
        assertThat(run("report", "--help")).isZero();
        assertThat(run("export", "--help")).isZero();
        assertThat(run("report", "--due", "tomorrow")).as("no time").isEqualTo(2);
        assertThat(run("export", "--format", "csv")).as("no output").isEqualTo(2);
        assertThat(run("export", "--format", "xls", "--output", "a"))
                .as("no format")
                .isEqualTo(2);
        assertThat(run("export", "--format", "csv", "--output", folder.toString()))
                .as("a folder")
                .isEqualTo(2);
        assertThat(run("report", "nonsense")).isEqualTo(1);
        assertThat(run("report", SET)).as("nothing handed in").isEqualTo(1);
        assertThat(folder.resolve("gradebook").resolve(SET + ".html")).doesNotExist();

        SampleCourse sample = new SampleCourse(folder);
        sample.fill();
        String source = folder.resolve("source").toString();
        assertThat(Main.run("assignment", "report", "--course", folder.toString(), "--source", source))
                .isZero();
        Path manual = folder.resolve("gradebook/layers-manual.csv");
        Files.writeString(manual, Files.readString(manual).replace(",2.5,3,", ",3.5,3,"));
        assertThat(Main.run("assignment", "report", "--course", folder.toString(), "--source", source))
                .as("too many points")
                .isEqualTo(1);
    }

    private int run(String command, String... rest) {
        String[] all = new String[rest.length + 6];
        System.arraycopy(
                new String[] {"assignment", command, "--course", folder.toString(), "--source", SOURCE.toString()},
                0,
                all,
                0,
                6);
        System.arraycopy(rest, 0, all, 6, rest.length);
        return Main.run(all);
    }

    private void handIn(String student, Path notebook) throws IOException {
        Path place = folder.resolve("submitted").resolve(student).resolve(SET);
        Files.createDirectories(place);
        Files.copy(notebook, place.resolve(SET + ".ipynb"));
    }

    private String feedback(String student) throws IOException {
        return Files.readString(
                folder.resolve("feedback").resolve(student).resolve(SET).resolve(SET + ".html"));
    }
}
