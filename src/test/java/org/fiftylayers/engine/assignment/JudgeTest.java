package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static final Assignment RELU = assignment(
            locked(
                    "given",
                    """
                    import static org.junit.jupiter.api.Assertions.*;
                    import org.junit.jupiter.api.Test;
                    import org.fiftylayers.assignment.*;
                    double half = 0.5;
                    """),
            solution(
                    "relu",
                    """
                    double relu(double z) {
                        // BEGIN SOLUTION
                        return Math.max(0, z);
                        // MUTANT identity: return z;
                        // END SOLUTION
                    }
                    """),
            solution("slope", "double slope = 0;"),
            test(
                    "test-relu",
                    3,
                    """
                    class Relu {
                        @Test void keeps() { assertEquals(half, relu(half)); }
                        // BEGIN HIDDEN TESTS
                        @Test @Worth(2) void clears() { Expect.that("relu", relu(-1)).is(Solution.relu(-1)); }
                        // END HIDDEN TESTS
                    }
                    """),
            test("test-slope", 1, "assert slope == 0;"));

    @Test
    void marksWhatIsRightAndWhatIsWrong() throws Exception {
        assertThat(judge("double relu(double z) { return Math.max(0, z); }", "double slope = 0;"))
                .containsExactly(
                        "test-relu keeps PASSED 1.0 ", "test-relu clears PASSED 2.0 ", "test-slope  PASSED 1.0 ");
        assertThat(judge("double relu(double z) { return z; }", "double slope = 1;"))
                .containsExactly(
                        "test-relu keeps PASSED 1.0 ",
                        "test-relu clears FAILED 0.0 relu is -1.0, which is not the expected value",
                        "test-slope  FAILED 0.0 not as expected");
    }

    @Test
    void oneFailureCostsOnlyItself() throws Exception {
        assertThat(judge("double relu(double z) { if (z < 0) System.exit(0); return z; }", "double slope = 0;"))
                .containsExactly(
                        "test-relu keeps PASSED 1.0 ",
                        "test-relu clears DIED 0.0 the process ended, or gave no answer that can be read",
                        "test-slope  PASSED 1.0 ");
        assertThat(judge("double relu(double z) { return 1 +* z; }", "double slope = 0;"))
                .containsExactly(
                        "test-relu keeps NOT_COMPILED 0.0 there is no method relu(double); cell 'relu', line 1:"
                                + " illegal start of expression",
                        "test-relu clears NOT_COMPILED 0.0 there is no method relu(double); cell 'relu', line 1:"
                                + " illegal start of expression",
                        "test-slope  PASSED 1.0 ");
    }

    private static List<String> judge(String relu, String slope) throws Exception {
        try (Compiler compiler = new Compiler(CLASS_PATH);
                CompilerProcess process = new CompilerProcess(new Unsandboxed(), CLASS_PATH)) {
            Tests tests = new Tests(RELU, compiler);
            Judge judge = new Judge(RELU, tests, process, new Unsandboxed(), CLASS_PATH, Duration.ofSeconds(20));
            return judge.judge(new Submission("ada", Map.of("relu", relu, "slope", slope), List.of())).stream()
                    .map(mark -> mark.cell() + " " + mark.item() + " " + mark.verdict() + " " + mark.earned() + " "
                            + mark.message())
                    .toList();
        }
    }

    static Assignment assignment(Cell... cells) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        List<Assignment.Entry> entries = new ArrayList<>();
        for (Cell cell : cells) {
            entries.add(new Assignment.Entry(cell, GradedCell.of(cell, "relu.ipynb")));
        }
        return new Assignment("relu", "relu.ipynb", new Notebook(List.of(cells), none, 4, 5, none), entries);
    }

    static Cell locked(String id, String source) {
        return cell(id, source, false, false, 0);
    }

    static Cell solution(String id, String source) {
        return cell(id, source, false, true, 0);
    }

    static Cell test(String id, double points, String source) {
        return cell(id, source, true, false, points);
    }

    private static Cell cell(String id, String source, boolean grade, boolean solution, double points) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("nbgrader")
                .put("grade", grade)
                .put("solution", solution)
                .put("locked", !solution)
                .put("task", false)
                .put("grade_id", id)
                .put("points", points)
                .put("schema_version", 3);
        return new CodeCell(id, source, metadata, null, List.of(), none);
    }
}
