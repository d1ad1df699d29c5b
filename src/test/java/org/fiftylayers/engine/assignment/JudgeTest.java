package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static final Sandbox NONE = new Unsandboxed();
    private static final Compiler COMPILER = new Compiler(CLASS_PATH);
    private static final CompilerProcess PROCESS = new CompilerProcess(NONE, CLASS_PATH);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String IMPORTS =
            """
            import static org.junit.jupiter.api.Assertions.*;
            import org.junit.jupiter.api.Test;
            """;

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

    @Test
    void aTestThatSwallowsAHangOrAnEndFailsAllTheSame() throws Exception {
        String swallows =
                """
                class Swallows {
                    @Test void one() { try { f(1); } catch (Throwable e) { } }
                    @Test void two() { assertThrows(RuntimeException.class, () -> f(2)); }
                    @Test void three() { assertThrows(RuntimeException.class, () -> f(3)); }
                    @Test void four() { assertEquals(4, f(4)); }
                }
                """;

        assertThat(judge(
                        "int f(int x) { return x; }",
                        "int f(int x) { if (x == 1) while (true) { } if (x == 2) System.exit(0); return x; }",
                        swallows,
                        Duration.ofSeconds(2)))
                .containsExactly(
                        "test one TIMED_OUT 0.0 your code took longer than 2.0 s",
                        "test two DIED 0.0 the process ended, or gave no answer that can be read",
                        "test three FAILED 0.0 Expected java.lang.RuntimeException to be thrown, but nothing was thrown.",
                        "test four PASSED 1.0 ");
        assertThat(judge("int f(int x) { return x; }", "", swallows, Duration.ofSeconds(2))
                        .get(1))
                .isEqualTo("test two MISSING 0.0 there is no method f(int)");
    }

    @Test
    void valuesOfOtherTypesAreTakenAsJavaTakesThem() throws Exception {
        String tests = "class F { @Test void value() { assertEquals(3.0, f(3)); } }";
        String f = "double f(int x) { return x; }";

        assertThat(judge(f, "int f(int x) { return x; }", tests, LONG)).containsExactly("test value PASSED 4.0 ");
        assertThat(judge(f, "float f(double x) { return (float) x; }", tests, LONG))
                .containsExactly("test value PASSED 4.0 ");
        assertThat(judge(f, "String f(int x) { return \"3.0\"; }", tests, LONG))
                .containsExactly("test value FAILED 0.0 what f returns is a String, expected double");
        assertThat(judge(f, "Double f(int x) { return null; }", tests, LONG))
                .containsExactly("test value FAILED 0.0 what f returns is null, expected double");
        assertThat(judge(f, "double f(int x, int y) { return x; }", tests, LONG))
                .containsExactly("test value MISSING 0.0 there is no method f(int), but f(int, int)");
    }

    @Test
    void anExceptionThatATestExpectsArrivesAsItself() throws Exception {
        String tests =
                """
                class F {
                    @Test void refuses() { assertThrows(IllegalArgumentException.class, () -> f(null)); }
                    @Test void works() { assertEquals(1, f("a")); }
                }
                """;
        String f = "int f(String s) { return 1; }";

        assertThat(judge(
                        f,
                        "class Odd extends IllegalArgumentException { Odd() { super(\"no\\n\\u202etext\"); } }\n"
                                + "int f(String s) { if (s == null) throw new Odd(); return s.length(); }",
                        tests,
                        LONG))
                .containsExactly("test refuses PASSED 2.0 ", "test works PASSED 2.0 ");
        assertThat(judge(f, "int f(String s) { return s.length() / 0; }", tests, LONG)
                        .get(1))
                .isEqualTo("test works THREW 0.0 your code threw ArithmeticException: / by zero");
    }

    @Test
    void onlyTestsThatUseAVariableMissIt() throws Exception {
        String tests =
                """
                class V {
                    double twice() { return 2 * a; }
                    @Test void first() { assertEquals(2, twice()); }
                    @Test void second() { assertEquals(0, b); }
                    @Test void neither() { assertEquals(1, 1); }
                }
                """;
        String variables = "double a = 1; double b = 0;";

        assertThat(judge(variables, "double a = 1;", tests, LONG))
                .containsExactly(
                        "test first PASSED 1.3333333333333333 ",
                        "test second MISSING 0.0 there is no variable b",
                        "test neither PASSED 1.3333333333333333 ");
        assertThat(judge(variables, "double a = 1; int z = 1 / 0; double b = 0;", tests, LONG)
                        .get(1))
                .isEqualTo("test second MISSING 0.0 variable b has no value, since cell 'answer' threw"
                        + " java.lang.ArithmeticException");
        assertThat(judge(variables, "int a = 1; String b = null;", tests, LONG))
                .element(1)
                .isEqualTo("test second FAILED 0.0 b is null, expected double");
    }

    @Test
    void aVariableNeedsNoTypeOnEitherSide() throws Exception {
        String tests =
                """
                class V {
                    @Test void number() { assertEquals(0.5, rate); }
                    @Test void list() { assertEquals(List.of(1.5, 2.0), List.copyOf(sizes)); }
                    @Test void matrix() { assertEquals(3.0, (double) w[1][0]); }
                }
                """;
        String typed = "double rate = 0.5; List<Double> sizes = List.of(1.5, 2.0); double[][] w = {{1, 2}, {3, 4}};";
        String inferred = "var half = 1;\nvar rate = half / 2.0;\nvar sizes = new ArrayList<Double>(List.of(1.5));\n"
                + "sizes.add(2.0)\n;var w = new double[][] {{1, 2}, {3, 4}}";
        String master = "var rate = 0.5; var sizes = List.of(1.5, 2.0); var w = new double[][] {{1, 2}, {3, 4}};";

        for (String answer : List.of(typed, inferred)) {
            for (String instructor : List.of(typed, master)) {
                assertThat(judge(instructor, answer, tests, LONG))
                        .allMatch(mark -> mark.contains(" PASSED "))
                        .hasSize(3);
            }
        }
        assertThat(judge(master, "var rate = 1; var sizes = List.of(); var w = null;", tests, LONG))
                .containsExactly(
                        "test number NOT_COMPILED 0.0 there is no variable rate; cell 'answer', line 1: cannot infer type"
                                + " for local variable w (variable initializer is 'null')",
                        "test list NOT_COMPILED 0.0 there is no variable sizes; cell 'answer', line 1: cannot infer type"
                                + " for local variable w (variable initializer is 'null')",
                        "test matrix NOT_COMPILED 0.0 there is no variable w; cell 'answer', line 1: cannot infer type"
                                + " for local variable w (variable initializer is 'null')");
    }

    @Test
    void testsCatchWhatAMethodSaysItThrows() throws Exception {
        String tests =
                """
                String tried = "";
                try { read(""); } catch (IOException e) { tried = e.getMessage(); }
                assert tried.equals("nothing");
                """;
        String read = "class Odd extends Exception { }\nString read(String s) throws IOException, Odd {"
                + " if (s.isEmpty()) throw new IOException(\"nothing\"); return s; }";

        assertThat(judge(read, read, tests, LONG)).containsExactly("test  PASSED 4.0 ");
        assertThat(judge(read, "String read(String s) { return s; }", tests, LONG))
                .containsExactly("test  FAILED 0.0 not as expected");
    }

    @Test
    void cellsBetweenThoseOfStudentsRunBeforeTheTests() throws Exception {
        Assignment assignment = assignment(
                locked("imports", IMPORTS),
                solution("answer", "int f(int x) { return x; }"),
                locked("between", "int[] asked = {f(1), f(2)};\nasked[1]++;"),
                test("test", 1, "assert asked[1] == 3;"),
                test("other", 1, "assert f(0) == 0;"));

        assertThat(judge(assignment, Map.of("answer", "int f(int x) { return x; }"), LONG))
                .containsExactly("test  PASSED 1.0 ", "other  PASSED 1.0 ");
        assertThat(judge(assignment, Map.of("answer", "int f(int x) { return x / (2 - x); }"), LONG))
                .containsExactly(
                        "test  THREW 0.0 your code threw ArithmeticException: / by zero", "other  PASSED 1.0 ");
    }

    @Test
    void aTestThatGoesOnForEverWithAValueCostsOnlyItself() throws Exception {
        String tests =
                """
                class Sums {
                    @Test void first() { assertEquals(1, f(1)); }
                    @Test void second() throws Exception { int n = f(2); while (n < 0) Thread.sleep(10); }
                    @Test void third() { assertEquals(3, f(3)); }
                }
                """;

        assertThat(judge(
                        "int f(int x) { return x; }",
                        "int f(int x) { return x == 2 ? -1 : x; }",
                        tests,
                        Duration.ofSeconds(1)))
                .containsExactly(
                        "test first PASSED 1.3333333333333333 ",
                        "test second TIMED_OUT 0.0 the test did not end with this value",
                        "test third PASSED 1.3333333333333333 ");
    }

    private static List<String> judge(String master, String answer, String tests, Duration limit) throws Exception {
        Assignment assignment =
                assignment(locked("imports", IMPORTS), solution("answer", master), test("test", 4, tests));
        return judge(assignment, Map.of("answer", answer), limit);
    }

    private static List<String> judge(String relu, String slope) throws Exception {
        return judge(RELU, Map.of("relu", relu, "slope", slope), LONG);
    }

    private static List<String> judge(Assignment assignment, Map<String, String> answers, Duration limit)
            throws Exception {
        Judge judge = new Judge(assignment, new Tests(assignment, COMPILER), PROCESS, NONE, CLASS_PATH, limit);
        return judge.judge(new Submission("ada", answers, List.of())).stream()
                .map(mark -> mark.cell() + " " + mark.item() + " " + mark.verdict() + " " + mark.earned() + " "
                        + mark.message())
                .toList();
    }

    @AfterAll
    static void close() {
        COMPILER.close();
        PROCESS.close();
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
