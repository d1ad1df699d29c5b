package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenTestsTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Unsandboxed NONE = new Unsandboxed();
    private static final Compiler COMPILER = new Compiler(CLASS_PATH);
    private static final CompilerProcess PROCESS = new CompilerProcess(NONE, CLASS_PATH);

    private static final String RELU =
            """
            package grading;

            import static org.junit.jupiter.api.Assertions.assertEquals;
            import static org.junit.jupiter.api.Assertions.assertTrue;

            import org.fiftylayers.assignment.Worth;
            import org.junit.jupiter.api.Test;

            public class ReluTest {
                private static final double SECRET = -7.25;

                @Test
                void keeps() {
                    assertTrue(near(relu(8.5), 8.5), "8.5");
                }

                @Test
                @Worth(2)
                void clears() {
                    assertEquals(Solution.relu(SECRET), relu(SECRET));
                }
            }
            """;

    private final Path folder;

    HiddenTestsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void twoNotebooks() throws Exception {
        write(
                "one.ipynb",
                JudgeTest.locked(
                        "given",
                        "import org.junit.jupiter.api.Test;\n"
                                + "boolean near(double a, double b) { return Math.abs(a - b) < 1e-12; }"),
                JudgeTest.solution(
                        "relu",
                        "double relu(double z) {\n// BEGIN SOLUTION\nreturn Math.max(0, z);\n"
                                + "// MUTANT identity: return z;\n// MUTANT zero: return 0;\n// END SOLUTION\n}"),
                JudgeTest.test("test-relu", 4, "class Relu { @Test void keeps() { assert near(relu(1), 1); } }"));
        write(
                "two.ipynb",
                JudgeTest.solution(
                        "halve",
                        "double half(double x) {\n// BEGIN SOLUTION\nreturn x / 2;\n"
                                + "// MUTANT same: return x;\n// END SOLUTION\n}"),
                JudgeTest.test("half", 2, "assert half(2) == 1;"));
        Files.writeString(folder.resolve("ReluTest.java"), RELU);
        Files.writeString(
                folder.resolve("Half.java"),
                "class HalfOfNought { @org.junit.jupiter.api.Test void isNought() { assert half(0) == 0; } }\n");
        Files.writeString(folder.resolve("data.csv"), "1,2\n");
    }

    @Test
    void belongToTheTestCellThatTheyAreNamedAfter() throws Exception {
        assertThat(judge("one", Map.of("relu", "double relu(double z) { return Math.max(0, z); }")))
                .containsExactly(
                        "Relu.keeps PASSED 1.0 ", "ReluTest.keeps hidden PASSED 1.0 ", "clears hidden PASSED 2.0 ");
        assertThat(judge("one", Map.of("relu", "double relu(double z) { return z > 5 ? 5 : z; }")))
                .containsExactly(
                        "Relu.keeps PASSED 1.0 ",
                        "ReluTest.keeps hidden FAILED 0.0 not as expected",
                        "clears hidden FAILED 0.0 not as expected");
    }

    @Test
    void standBesideThePlainAssertionsOfACell() throws Exception {
        assertThat(judge("two", Map.of("halve", "double half(double x) { return 1; }")))
                .containsExactly(" PASSED 1.0 ", "isNought hidden FAILED 0.0 not as expected");
        assertThat(judge("two", Map.of("halve", "double half(double x) { return 0; }")))
                .containsExactly(" FAILED 0.0 not as expected", "isNought hidden PASSED 1.0 ");
    }

    @Test
    void areReleasedToNobody() throws Exception {
        for (String name : List.of("one", "two")) {
            String released = Notebooks.toJson(Release.of(read(name), COMPILER));
            assertThat(released).doesNotContain("SECRET", "7.25", "clears", "isNought", "HIDDEN", ".java");
        }
        assertThat(Release.of(read("one"), COMPILER).cells().get(2).source())
                .isEqualTo("class Relu { @Test void keeps() { assert near(relu(1), 1); } }");
        assertThat(Course.beside(folder.resolve("one.ipynb")))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("data.csv");
    }

    @Test
    void areCheckedLikeAnyOthers() throws Exception {
        Files.writeString(folder.resolve("RleuTest.java"), RELU);

        assertThat(Check.of(read("one")).problems())
                .allMatch(problem -> problem.contains("RleuTest.java beside it belongs to no test cell")
                        || problem.contains("keeps rejects"))
                .hasSize(1);
        Files.delete(folder.resolve("RleuTest.java"));
        assertThat(Check.of(read("two")).problems())
                .contains(folder.resolve("two.ipynb") + ", cell 'half': isNought rejects no declared mutant; declare a"
                        + " wrong answer that it is for");
    }

    @Test
    void whatDoesNotCompileIsNamedByFileAndLine() throws Exception {
        Files.writeString(folder.resolve("ReluTest.java"), RELU.replace("near(relu(8.5)", "nere(relu(8.5)"));

        assertThatThrownBy(() -> new Tests(read("one"), COMPILER))
                .hasMessageContaining("cell 'test-relu'")
                .hasMessageContaining("does not compile: ReluTest.java, line 14: cannot find symbol");
    }

    private List<String> judge(String name, Map<String, String> answers) throws Exception {
        Assignment assignment = read(name);
        Judge judge = new Judge(
                assignment, new Tests(assignment, COMPILER), PROCESS, NONE, CLASS_PATH, Duration.ofSeconds(20));
        return judge.judge(new Submission("ada", answers, List.of())).stream()
                .map(mark -> mark.item() + (mark.hidden() ? " hidden " : " ") + mark.verdict() + " " + mark.earned()
                        + " " + mark.message())
                .toList();
    }

    private Assignment read(String name) throws Exception {
        return Assignment.read("ps", folder.resolve(name + ".ipynb"));
    }

    private void write(String name, Cell... cells) throws Exception {
        Notebooks.write(Notebook.empty().withCells(List.of(cells)), folder.resolve(name));
    }

    @AfterAll
    static void close() {
        COMPILER.close();
        PROCESS.close();
    }
}
