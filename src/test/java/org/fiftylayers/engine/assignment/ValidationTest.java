package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    private static final String IMPORTS =
            "import org.junit.jupiter.api.Test; import static org.junit.jupiter.api.Assertions.*;";

    @Test
    void runsTestsWhereTheyStand(@TempDir Path folder) throws Exception {
        List<Validation.Result> results = validate(
                folder,
                cell("given", false, false, IMPORTS),
                cell("relu", false, true, "double relu(double z) { return z; }"),
                cell(
                        "test-class",
                        true,
                        false,
                        "class Relu { @Test void keeps() { assertEquals(1, relu(1)); }"
                                + " @Test void clears() { assertEquals(0, relu(-1)); } }"),
                cell("test-plain", true, false, "assert relu(-1) == 0;"),
                cell("test-right", true, false, "assert relu(2) == 2;"));

        assertThat(results).extracting(Validation.Result::id).containsExactly("test-class", "test-plain", "test-right");
        assertThat(results).extracting(Validation.Result::passed).containsExactly(false, false, true);
        assertThat(results.get(0).problem()).isEqualTo("1 of 2 tests failed; the table says why");
        assertThat(results.get(0).shown())
                .contains("keeps   passed")
                .contains("clears  failed: expected: <0.0> but was: <-1.0>");
    }

    @Test
    void namesAnswersThatDoNotRunOrWereNotGiven(@TempDir Path folder) throws Exception {
        List<Validation.Result> results = validate(
                folder,
                cell("broken", false, true, "int one() { return 1 }"),
                cell("untouched", false, true, "int two() { " + Release.THROW.replace("\"", "\\\"") + " }"),
                cell("endless", false, true, "while (true) { }"),
                cell("test", true, false, "assert true;"));

        assertThat(results).extracting(Validation.Result::id).containsExactly("broken", "untouched", "endless", "test");
        assertThat(results.get(1).problem()).isEqualTo("is still as it was handed out");
        assertThat(results.get(2).problem()).contains("time limit");
    }

    @Test
    void refusesWhatIsNoAssignment(@TempDir Path folder) {
        assertThatThrownBy(() -> validate(folder, cell("a", false, true, "int a = 1;")))
                .hasMessageContaining("has no test cells");
    }

    private static List<Validation.Result> validate(Path folder, String... cells) throws Exception {
        Path file = Files.writeString(
                folder.resolve("relu.ipynb"),
                "{\"cells\":[" + String.join(",", cells) + "],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
        return Validation.of(file, Duration.ofSeconds(3));
    }

    private static String cell(String id, boolean grade, boolean solution, String source) {
        return "{\"cell_type\":\"code\",\"id\":\"" + id + "\",\"metadata\":{\"nbgrader\":{\"grade\":" + grade
                + ",\"grade_id\":\"" + id + "\",\"locked\":" + !solution + ",\"points\":1,\"schema_version\":3,"
                + "\"solution\":" + solution + ",\"task\":false}},\"execution_count\":null,\"outputs\":[],\"source\":\""
                + source + "\"}";
    }
}
