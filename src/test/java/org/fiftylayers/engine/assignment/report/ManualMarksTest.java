package org.fiftylayers.engine.assignment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualMarksTest {
    private final SampleCourse sample;

    ManualMarksTest(@TempDir Path folder) throws IOException {
        sample = new SampleCourse(folder);
    }

    @BeforeEach
    void ada() throws IOException {
        sample.grade("ada", SampleCourse.allPassed());
        sample.report();
    }

    @Test
    void hasALineForEachAnswerThatAPersonReads() throws IOException {
        assertThat(Files.readString(sample.manual()))
                .matches(
                        """
                        \uFEFFstudent,notebook,digest,cell,points,possible,comment\r
                        ada,layers.ipynb,sha256:[0-9a-f]{12},why,,3,\r
                        ada,layers.ipynb,sha256:[0-9a-f]{12},experiment,,2,\r
                        """);
    }

    @Test
    void countsWhatAPersonHasEntered() throws IOException {
        sample.enter("ada", "why", "2.5", "\"almost, but\nnot quite\"");
        Result result = sample.read().students().get(0).results().get(0);

        assertThat(Points.text(result.earned())).isEqualTo("7.5");
        assertThat(Points.text(result.open(true))).isEqualTo("2");
        assertThat(result.isFinal()).isFalse();
        sample.report();
        assertThat(sample.feedback("ada")).contains("almost, but\nnot quite").contains("2.5 of 3");

        sample.enter("ada", "experiment", "0", "");
        assertThat(sample.read().students().get(0).isFinal()).isTrue();
    }

    @Test
    void keepsEveryByteThatIsThereWhenStudentsAreAdded() throws IOException {
        sample.enter("ada", "why", "3", "good");
        String theirs =
                Files.readString(sample.manual()).stripTrailing() + "\n,,,,,,\n"; // no CR, as an editor leaves it
        Files.writeString(sample.manual(), theirs);
        sample.grade("bob", SampleCourse.allPassed());
        sample.report();

        assertThat(Files.readString(sample.manual()))
                .startsWith(theirs)
                .hasLineCount((int) theirs.lines().count() + 2);
        String once = Files.readString(sample.manual());
        sample.report();
        assertThat(Files.readString(sample.manual())).isEqualTo(once);
    }

    @Test
    void takesATableWithSemicolonsCommasForPointsAndMoreColumns() throws IOException {
        String[] lines = Files.readString(sample.manual()).split("\r\n");
        String line = lines[1].replace(",,3,", ",2.5,3,").replace(',', ';').replace("2.5", "2,5");
        Files.writeString(
                sample.manual(),
                "\uFEFF" + "Student;notebook;Digest;cell;points;possible;comment;marker\n" + line + ";M. C.\n");
        sample.grade("bob", SampleCourse.allPassed());

        Results results = sample.read();

        assertThat(Points.text(results.students().get(0).earned())).isEqualTo("7.5");
        assertThat(Files.readString(sample.manual()))
                .contains("\nbob;layers.ipynb;sha256:")
                .contains(";why;;3;;\r\n");
    }

    @Test
    void keepsTheMarksOfAnEarlierTextAndAsksForTheLaterOne() throws IOException {
        sample.enter("ada", "why", "3", "");
        try (Gradebook book = sample.open()) {
            Row later =
                    sample.receive(book, "ada", SampleCourse.answers("b", "c"), SampleCourse.IN_TIME.plusSeconds(9));
            book.grade(later, "basis", true, SampleCourse.allPassed(), java.util.List.of());
        }
        sample.report();

        assertThat(Files.readString(sample.manual()))
                .hasLineCount(5)
                .contains(",why,3,3,")
                .contains(",why,,3,");
        assertThat(Points.text(sample.read().students().get(0).earned())).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "-1", "3.01", "2.555", "three", "NaN", "1e1", "1 000", "=3"})
    void refusesPointsThatCannotBeGiven(String points) throws IOException {
        sample.enter("ada", "why", points, "");

        assertRefused("layers-manual.csv: line 2: points is '" + points + "'; must be a number from 0 to 3");
    }

    @Test
    void namesLineAndValueOfWhatNobodyKnows() throws IOException {
        String table = Files.readString(sample.manual());

        Files.writeString(sample.manual(), table.replace("ada,", "eve,"));
        assertRefused("line 2: student is 'eve', who has handed in nothing");
        Files.writeString(sample.manual(), table.replace(",experiment,", ",test-relu,"));
        assertRefused("line 3: cell is 'test-relu'; a person judges only why, experiment");
        Files.writeString(sample.manual(), table.replaceFirst("sha256:.{12}", "1.23457E+11"));
        assertRefused("line 2: 'ada' has handed in no notebook 'layers.ipynb' whose digest begins with '1.23457e+11'");
        Files.writeString(sample.manual(), table.replaceFirst("(?<=why,,3,)", "a,b"));
        assertRefused("line 2: has 8 fields, and the first line has 7");
        Files.writeString(sample.manual(), table.replace(",experiment,,2", ",why,,3"));
        assertRefused("line 3: is about the same answer as line 2");
        Files.writeString(sample.manual(), table.replace("points", "marks"));
        assertRefused("line 1: the first line has to name the columns");
        Files.writeString(sample.manual(), table + "\"");
        assertRefused("line 4: a quotation mark is not closed");
        Files.write(sample.manual(), "student\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("is not UTF-8 text");
    }

    @Test
    void changesNothingWhereTheTableIsWrong() throws IOException {
        String page = sample.feedback("ada");
        sample.enter("ada", "why", "2", "");
        sample.enter("ada", "experiment", "7", "");
        byte[] before = Files.readAllBytes(sample.manual());

        assertThatThrownBy(sample::report).isInstanceOf(AssignmentException.class);
        assertThat(Files.readAllBytes(sample.manual())).isEqualTo(before);
        assertThat(sample.feedback("ada")).isEqualTo(page);
    }

    @Test
    void findsStudentsWhoseNamesAreFormulas() throws IOException {
        sample.grade("=-".substring(1) + "2+3", SampleCourse.allPassed());
        sample.grade("@SUM ", SampleCourse.allPassed());
        sample.report();

        assertThat(Files.readString(sample.manual())).contains("\n'-2+3,").contains("\n'@SUM ,");
        assertThat(sample.read().students()).hasSize(3);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(sample::read)
                .isInstanceOf(AssignmentException.class)
                .hasMessageStartingWith(sample.manual().toString())
                .hasMessageContaining(message);
    }
}
