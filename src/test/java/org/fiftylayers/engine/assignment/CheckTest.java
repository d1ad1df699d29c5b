package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final String IMPORTS =
            "import org.junit.jupiter.api.Test;\nimport static org.junit.jupiter.api.Assertions.*;\n";

    @Test
    void findsTestsThatRejectNothingAndMutantsThatNothingRejects() throws Exception {
        Check.Report report = check(
                """
                double relu(double z) {
                    // BEGIN SOLUTION
                    return Math.max(0, z);
                    // MUTANT identity: return z;
                    // MUTANT leaky: return z < -100 ? z : Math.max(0, z);
                    // END SOLUTION
                }
                """,
                """
                class Relu {
                    @Test void clears() { assertEquals(0.0, relu(-1)); }
                    @Test void keeps() { assertEquals(1.0, relu(1)); }
                    @Test void isThere() { }
                }
                """);

        assertThat(report.problems())
                .containsExactlyInAnyOrder(
                        "relu.ipynb, cell 'test': isThere passes without any answer",
                        "relu.ipynb, cell 'relu': no test rejects the mutant leaky",
                        "relu.ipynb, cell 'test': keeps rejects no declared mutant; declare a wrong answer that it is"
                                + " for",
                        "relu.ipynb, cell 'test': isThere rejects no declared mutant; declare a wrong answer that it"
                                + " is for");
        assertThat(report.mutants()).isEqualTo(2);
    }

    @Test
    void findsAnAnswerThatItsOwnTestsReject() throws Exception {
        assertThat(check("int two() { return 3; }", "assertEquals(2, two());").problems())
                .anySatisfy(problem -> assertThat(problem).contains("rejects the instructor's answer"))
                .anySatisfy(problem -> assertThat(problem).contains("declares no wrong answer"));
    }

    @Test
    void findsSignaturesThatCannotCross() throws Exception {
        assertThat(check("Thread start(Runnable task) { return null; }", "assertNull(start(null));")
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("start(Runnable): a Thread cannot be passed"))
                .anySatisfy(problem -> assertThat(problem).contains("start(Runnable): a Runnable cannot be passed"));
    }

    @Test
    void findsRegionsInTheWrongPlace() throws Exception {
        assertThat(check("int a() { return 1; }", "// BEGIN SOLUTION\nassert a() == 1;\n// END SOLUTION")
                        .problems())
                .containsExactly(
                        "relu.ipynb, cell 'test': has a solution, but is no solution cell; set nbgrader.solution in its"
                                + " metadata");
        assertThat(check("// BEGIN HIDDEN TESTS\nint a;", "assert a == 0;").problems())
                .anySatisfy(problem -> assertThat(problem).contains("line 1: BEGIN HIDDEN TESTS has no END"));
    }

    private static Check.Report check(String solution, String test) throws Exception {
        List<Assignment.Entry> entries = new ArrayList<>();
        for (Cell cell : List.of(
                cell("given", IMPORTS, false, false),
                cell("relu", solution, false, true),
                cell("test", test, true, false))) {
            entries.add(new Assignment.Entry(cell, GradedCell.of(cell, "relu.ipynb")));
        }
        Notebook notebook = Notebook.empty()
                .withCells(entries.stream().map(Assignment.Entry::cell).toList());
        return Check.of(new Assignment("relu", "relu.ipynb", notebook, entries));
    }

    private static Cell cell(String id, String source, boolean grade, boolean solution) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("nbgrader")
                .put("grade", grade)
                .put("solution", solution)
                .put("locked", !solution)
                .put("task", false)
                .put("grade_id", id)
                .put("points", grade ? 3 : 0)
                .put("schema_version", 3);
        return new CodeCell(id, source, metadata, null, List.of(), JsonNodeFactory.instance.objectNode());
    }
}
