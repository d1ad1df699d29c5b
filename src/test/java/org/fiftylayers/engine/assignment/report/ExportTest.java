package org.fiftylayers.engine.assignment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private final Path folder;
    private final SampleCourse sample;

    ExportTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        sample = new SampleCourse(folder.resolve("course"));
    }

    @Test
    void writesALineForEachStudentAndItem() throws IOException {
        sample.fill();
        List<Csv.Line> lines = export(Export.Format.CSV);

        assertThat(lines).hasSize(1 + 32 * 6 + 3).allMatch(line -> line.fields().size() == 15);
        List<String> third = lines.stream()
                .filter(line -> line.fields().get(0).equals("s001"))
                .map(Csv.Line::fields)
                .toList()
                .get(4);
        assertThat(third.subList(4, 15))
                .containsExactly(
                        "2026-11-30T20:15:00Z",
                        "GRADED",
                        "true",
                        "why",
                        "",
                        "false",
                        "MANUAL",
                        "2.5",
                        "3",
                        "to be read by a person",
                        "Good, but which layers?");
        assertThat(lines.stream().filter(line -> line.fields().get(0).equals("refused")))
                .singleElement()
                .satisfies(line -> assertThat(line.fields().get(13)).contains("is an archive"));
    }

    @Test
    void itemsAddUpToTheTotals() throws IOException {
        sample.fill();
        List<Csv.Line> lines = export(Export.Format.CSV);

        for (Results.Student student : sample.read().students()) {
            BigDecimal sum = lines.stream()
                    .map(Csv.Line::fields)
                    .filter(fields -> Csv.plain(fields.get(0)).equals(student.id())
                            && !fields.get(11).isEmpty())
                    .map(fields -> new BigDecimal(fields.get(11)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as(student.id()).isEqualByComparingTo(student.earned());
        }
    }

    @Test
    void noFieldOfASpreadsheetIsAFormula() throws IOException {
        sample.fill();
        sample.enter("s004", "why", "1", "=HYPERLINK(0)");

        for (Export.Format format : List.of(Export.Format.CSV, Export.Format.CANVAS, Export.Format.MOODLE)) {
            assertThat(export(format).stream().flatMap(line -> line.fields().stream()))
                    .noneMatch(field -> field.matches("(?s)[=+\\-@\t\r].*"));
        }
        assertThat(Files.readString(folder.resolve("CSV")))
                .contains(",'=HYPERLINK(0)\r\n")
                .contains("\n'-2+3,");
    }

    @Test
    void writesWhatCanvasReads() throws IOException {
        finish();

        assertThat(write(Export.Format.CANVAS)).containsExactly("eve, layers");
        assertThat(folder.resolve("CANVAS"))
                .hasContent(
                        """
                        Student,ID,SIS User ID,SIS Login ID,Section,layers\r
                            Points Possible,,,,,10\r
                        ada,,,ada,,9.5\r
                        bob,,,bob,,0.67\r
                        """);
    }

    @Test
    void letsNoStudentBeTheLineOfPointsPossible() throws IOException {
        sample.grade("Points Possible", SampleCourse.allPassed());
        sample.report();
        sample.enter("Points Possible", "why", "1", "");
        sample.enter("Points Possible", "experiment", "1", "");

        assertThatThrownBy(() -> write(Export.Format.CANVAS)).isInstanceOf(AssignmentException.class);
    }

    @Test
    void writesWhatMoodleReads() throws IOException {
        finish();
        write(Export.Format.MOODLE);

        assertThat(folder.resolve("MOODLE"))
                .hasContent("student,layers,layers (feedback)\r\n"
                        + "ada,9.5,\"9.5 of 10 points; test-relu: 2 of 2; test-delta: 3 of 3; why: 2.5 of 3, a &lt; b;"
                        + " experiment: 2 of 2\"\r\n"
                        + "bob,0.67,\"0.67 of 10 points; test-relu: 0.67 of 2; test-delta: 0 of 3; why: 0 of 3;"
                        + " experiment: 0 of 2\"\r\n");
    }

    @Test
    void writesWhatGradescopeReads() throws IOException {
        finish();
        assertThat(write(Export.Format.GRADESCOPE)).containsExactly("eve, layers");
        assertThat(folder.resolve("GRADESCOPE/layers/eve")).doesNotExist();
        JsonNode bob = new ObjectMapper()
                .readTree(folder.resolve("GRADESCOPE/layers/bob/results.json").toFile());

        assertThat(bob.path("stdout_visibility").asText()).isEqualTo("hidden");
        assertThat(bob.path("output").asText()).isEqualTo("cell 'relu' is odd");
        assertThat(bob.path("tests").get(0).toString())
                .isEqualTo("{\"name\":\"test-relu: isZeroBelowZero\",\"score\":0.67,\"max_score\":0.67,"
                        + "\"status\":\"passed\",\"output\":\"passed\",\"visibility\":\"visible\"}");
        assertThat(bob.path("tests").get(1).toString())
                .isEqualTo("{\"name\":\"test-relu: hidden test 1 of 2\",\"score\":0,\"max_score\":0.66,"
                        + "\"status\":\"failed\",\"output\":\"not as expected\",\"visibility\":\"hidden\"}");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode test : bob.path("tests")) {
            sum = sum.add(new BigDecimal(test.path("max_score").asText()));
        }
        assertThat(sum).isEqualByComparingTo("10");
    }

    /** Ada and Bob have all their marks, Eve has not. */
    private void finish() throws IOException {
        sample.grade("ada", SampleCourse.allPassed());
        sample.grade("bob", SampleCourse.marks(Verdict.PASSED, Verdict.FAILED, Verdict.DIED, ""), "cell 'relu' is odd");
        sample.grade("eve", SampleCourse.allPassed());
        sample.report();
        sample.enter("ada", "why", "2.5", "a < b");
        sample.enter("ada", "experiment", "2", "");
        sample.enter("bob", "why", "0", "");
        sample.enter("bob", "experiment", "0", "");
        sample.enter("eve", "why", "3", "");
    }

    private List<String> write(Export.Format format) throws IOException {
        return Export.write(List.of(sample.read()), format, folder.resolve(format.name()));
    }

    private List<Csv.Line> export(Export.Format format) throws IOException {
        write(format);
        return Csv.read(format.name(), Files.readString(folder.resolve(format.name())));
    }
}
