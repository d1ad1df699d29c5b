package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.StreamOutput;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void leavesNoAnswerMutantHiddenTestOrOutput() {
        Notebook released = release(
                solution(
                        "relu",
                        """
                        double relu(double z) {
                            ### BEGIN SOLUTION
                            return Math.max(0, z);
                            // MUTANT same: return z;
                            ### END SOLUTION
                        }"""),
                test(
                        "test",
                        """
                        assert relu(1) == 1;
                        // BEGIN HIDDEN TESTS
                        assert relu(-1) == 0;
                        // END HIDDEN TESTS"""));

        assertThat(released.cells().get(0).source())
                .isEqualTo(
                        """
                        double relu(double z) {
                            // YOUR CODE HERE
                            throw new UnsupportedOperationException("YOUR CODE HERE");
                        }""");
        assertThat(released.cells().get(1).source()).isEqualTo("assert relu(1) == 1;");
        assertThat(released.cells())
                .allSatisfy(cell -> assertThat(((CodeCell) cell).outputs()).isEmpty());
    }

    @Test
    void leavesOnlyAWordWhereAThrowWouldNotCompile() {
        Notebook released = release(
                solution(
                        "box",
                        """
                        class Box {
                            // BEGIN SOLUTION
                            int size() { return 1; }
                            // END SOLUTION
                        }"""));

        assertThat(released.cells().get(0).source())
                .isEqualTo(
                        """
                        class Box {
                            // YOUR CODE HERE
                        }""");
    }

    @Test
    void takesAWholeCellForTheAnswerWhereNoRegionIsMarked() {
        assertThat(release(solution("a", "int a = 7;")).cells().get(0).source())
                .isEqualTo("// YOUR CODE HERE\n" + Release.THROW);
    }

    @Test
    void locksWhatIsGiven() {
        Notebook released = release(solution("a", "int a = 7;"), test("test", "assert a == 7;"));

        assertThat(released.cells().get(0).metadata().path("editable").asBoolean(true))
                .isTrue();
        assertThat(released.cells().get(0).metadata().path("deletable").asBoolean(true))
                .isFalse();
        assertThat(released.cells().get(1).metadata().path("editable").asBoolean(true))
                .isFalse();
    }

    @Test
    void refusesToReleaseALineOfAnAnswer() {
        assertThatThrownBy(() -> release(
                        solution("a", "// BEGIN SOLUTION\nint answer = 6 * 7 + 0;\n// END SOLUTION"),
                        test("test", "int answer = 6 * 7 + 0;")))
                .hasMessageContaining("cell 'test'")
                .hasMessageContaining("would show a line of an answer");
        assertThatThrownBy(() -> release(test("test", "assert Solution.a() == 7;")))
                .hasMessageContaining("a public test asks for Solution");
        assertThatThrownBy(() -> release(solution("a", "// BEGIN SOLUTION\nint a;")))
                .hasMessageContaining("BEGIN SOLUTION has no END SOLUTION");
    }

    @Test
    void triesAMutantInItsOwnRegion() {
        Regions regions = new Regions(
                "a.ipynb",
                "two",
                """
                int a() {
                    // BEGIN SOLUTION
                    return 1;
                    // MUTANT two: return 2;
                    // END SOLUTION
                }
                int b() {
                    // BEGIN SOLUTION
                    return 3;
                    /* MUTANT four
                    return 4;
                    */
                    // END SOLUTION
                }
                """);

        Map<String, String> words = new TreeMap<>();
        regions.mutants().forEach((name, text) -> words.put(name, text.replaceAll("\\s+", " ")));
        assertThat(words)
                .containsEntry("two", "int a() { return 2; } int b() { return 3; } ")
                .containsEntry("four", "int a() { return 1; } int b() { return 4; } ");
    }

    @Test
    void givesEachStudentOtherValuesAndAlwaysTheSame() {
        CourseKey key = new CourseKey(new byte[32]);
        Assignment master = assignment(test(
                "given",
                "double w = Variant.number(\"w\", 0.5, 2, 1); String s = Variant.choice(\"s\", \"a (1)\", \"b\");"));

        assertThat(value(master, key, "ada"))
                .isEqualTo(value(master, key, "ada"))
                .matches("double w = [0-2]\\.[0-9]; String s = \"(a \\(1\\)|b)\";");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            values.add(value(master, key, "student" + i));
        }
        assertThat(values.stream().distinct().count()).isGreaterThan(15);
        assertThat(value(master, new CourseKey(new byte[] {1}), "ada")).isNotEqualTo(value(master, key, "ada"));
        assertThatThrownBy(() -> value(assignment(test("t", "int n = 9; Variant.whole(\"k\", 1, n);")), key, "ada"))
                .hasMessageContaining("must be literals");
    }

    private static String value(Assignment master, CourseKey key, String student) {
        return master.forStudent(key, student).cells().get(0).cell().source();
    }

    private static Notebook release(Cell... cells) {
        try (Compiler compiler = new Compiler(System.getProperty("java.class.path"))) {
            return Release.of(assignment(cells), compiler);
        }
    }

    private static Assignment assignment(Cell... cells) {
        List<Assignment.Entry> entries = new ArrayList<>();
        for (Cell cell : cells) {
            entries.add(new Assignment.Entry(cell, GradedCell.of(cell, "relu.ipynb")));
        }
        return new Assignment("relu", "relu.ipynb", Notebook.empty().withCells(List.of(cells)), entries);
    }

    private static Cell solution(String id, String source) {
        return cell(id, source, false, true);
    }

    private static Cell test(String id, String source) {
        return cell(id, source, true, false);
    }

    private static Cell cell(String id, String source, boolean grade, boolean solution) {
        ObjectNode metadata = JSON.objectNode();
        metadata.putObject("nbgrader")
                .put("grade", grade)
                .put("solution", solution)
                .put("locked", !solution)
                .put("task", false)
                .put("grade_id", id)
                .put("points", grade ? 1 : 0)
                .put("schema_version", 3);
        StreamOutput output = new StreamOutput(StreamOutput.STDOUT, "the answer", JSON.objectNode());
        return new CodeCell(id, source, metadata, 1, List.of(output), JSON.objectNode());
    }
}
