package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.box.Bubblewrap;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Submissions that try for marks by other means than the right answer: none is earned, no other item suffers, nothing is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheatTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String HONEST = "double f(double x) { return x * x + 0.8125; }";
    private static final String ANSWER = "1764.8125"; // f(42), which is asked in a hidden test

    private static final Assignment ASSIGNMENT = JudgeTest.assignment(
            JudgeTest.locked(
                    "given",
                    """
                    import static org.junit.jupiter.api.Assertions.*;
                    import org.junit.jupiter.api.Test;
                    import org.fiftylayers.assignment.*;
                    """),
            JudgeTest.solution("f", HONEST),
            JudgeTest.solution("g", "int g() { return 7; }"),
            JudgeTest.test(
                    "test-f",
                    1,
                    """
                    class F {
                        // BEGIN HIDDEN TESTS
                        @Test void secretName() {
                            double got = f(42);
                            assertEquals(Solution.f(42), got, "secretMessage");
                        }
                        // END HIDDEN TESTS
                    }
                    """),
            JudgeTest.test("test-g", 1, "assert g() == 7;"));

    /** What stands in the cell that should declare f. */
    private static final Map<String, String> CHEATS = new LinkedHashMap<>();

    static {
        body("exits", "System.exit(0); return 0;");
        body("halts", "Runtime.getRuntime().halt(0); return 0;");
        body(
                "exitsInAHook",
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));"
                        + " System.exit(0); return 0;");
        body("hangs", "while (true) { }");
        body("sleeps", "Thread.sleep(100_000); return 0;");
        body("waitsForItself", "Object lock = new Object(); synchronized (lock) { lock.wait(); } return 0;");
        body("fillsTheHeap", "var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 24]);");
        body("recursesForEver", "return f(x + 1);");
        body("crashes", unsafe("unsafe.putAddress(0, 0); return 0;"));
        body(
                "printsALot",
                "byte[] b = new byte[1 << 20]; for (int i = 0; i < 1024; i++) System.out.write(b, 0, b.length);"
                        + " return 0;");
        body("printsALotForReal", real("for (int i = 0; i < 1024; i++) out.write(new byte[1 << 20]); return 0;"));
        body("forgesAnAnswer", real(forged("0L") + " Thread.sleep(200); return 0;"));
        body("forgesManyAnswers", real("for (long i = -500; i < 500; i++) {" + forged("i") + "} return 0;"));
        body("forgesAHugeFrame", real("out.write(new byte[] {0x7f, -1, -1, -1}); return 0;"));
        body("forgesANegativeFrame", real("out.write(new byte[] {-1, -1, -1, -1}); return 0;"));
        body("closesItsOutput", real("out.close(); return 0;"));
        body("readsTheQuestions", "new java.io.FileInputStream(java.io.FileDescriptor.in).readAllBytes(); return 0;");
        body(
                "endsTheAgent",
                "for (Thread t : Thread.getAllStackTraces().keySet())"
                        + " if (t.getName().equals(\"main\")) t.interrupt(); throw new ThreadDeath();");
        body(
                "looksForTheAnswer",
                "return (double) Class.forName(\"Solution\").getMethod(\"f\", double.class)" + ".invoke(null, x);");
        body("looksForTheTests", "return Class.forName(\"Tests\").getMethods().length;");
        body(
                "looksUpTheStack",
                "throw new IllegalStateException(java.util.Arrays.toString("
                        + "Thread.currentThread().getStackTrace()));");
        body(
                "searchesTheClassPath",
                "var all = getClass$().getClassLoader().getResources(\"Solution.class\");"
                        + " return all.hasMoreElements() ? 1764.8125 : 0;");
        body(
                "asksTheAgent",
                "for (var f : Class.forName(\"org.fiftylayers.engine.assignment.box.Agent\")"
                        + ".getDeclaredFields()) { f.setAccessible(true); } throw new RuntimeException(\"\" + x);");
        body("tellsTheInput", "throw new IllegalArgumentException(\"the hidden input is \" + x);");
        body("tellsItByAClass", "class Asked42 extends RuntimeException { } throw new Asked42();");
        body("throwsAFailure", "throw new org.opentest4j.AssertionFailedError(\"passed\");");
        body("throwsWhatTestsSkipBy", "throw new org.opentest4j.TestAbortedException(\"skip me\");");
        body("throwsToldWords", "throw new org.fiftylayers.assignment.Told(\"well done \" + x);");
        body(
                "hasAMessageThatLoops",
                "throw new RuntimeException() { public String getMessage() { while (true) { } } };");
        body(
                "hasAMessageThatExits",
                "throw new RuntimeException() { public String getMessage() { System.exit(0); return \"\"; } };");
        body(
                "hasAMessageThatThrows",
                "throw new RuntimeException() { public String getMessage() { throw new Error(); } };");
        body("hasAHugeMessage", "throw new RuntimeException(\"x\".repeat(100_000_000));");
        body("forbidsAll", "System.setSecurityManager(new SecurityManager()); return 0;");
        body("changesTheStreams", "System.setOut(null); System.setErr(null); System.setIn(null); return 0;");
        body("isNotANumber", "return Double.NaN;");
        body(
                "leavesThreadsBehind",
                "for (int i = 0; i < 4; i++) new Thread(() -> { while (true) { } }).start(); return 0;");
        body(
                "leavesFinalisersBehind",
                "for (int i = 0; i < 1000; i++) new Object() {"
                        + " protected void finalize() { while (true) { } } }; System.gc(); return 0;");
        body("measuresTime", "long t = System.nanoTime(); while (System.nanoTime() - t < 50_000_000) { } return t;");
        CHEATS.put("returnsAText", "String f(double x) { return \"1764.8125\"; }");
        CHEATS.put("returnsNothing", "Double f(double x) { return null; }");
        CHEATS.put(
                "returnsWhatEqualsAll",
                "Object f(double x) { return new Object() { public boolean equals(Object o) { return true; } }; }");
        CHEATS.put(
                "returnsALoopingText",
                "Object f(double x) { return new Object() {"
                        + " public String toString() { while (true) { } } public int hashCode() { return f(1).hashCode(); } }; }");
        CHEATS.put(
                "returnsALyingList",
                "Object f(double x) { return new AbstractList<Double>() {"
                        + " public int size() { return 3; } public Double get(int i) { System.exit(0); return 0.0; } }; }");
        CHEATS.put(
                "returnsAnEndlessList",
                "Object f(double x) { return new AbstractList<Double>() {"
                        + " public int size() { return Integer.MAX_VALUE; } public Double get(int i) { return 0.0; } }; }");
        CHEATS.put(
                "returnsAListOfItself",
                "Object f(double x) { List<Object> l = new ArrayList<>(); l.add(l); return l; }");
        CHEATS.put("returnsAHugeArray", "Object f(double x) { return new double[20_000_000]; }");
        CHEATS.put(
                "returnsADeepArray",
                "Object f(double x) { Object a = 1; for (int i = 0; i < 1000; i++)"
                        + " a = new Object[] {a}; return a; }");
        CHEATS.put("returnsSerialised", "Object f(double x) { return new java.io.ByteArrayInputStream(new byte[3]); }");
        CHEATS.put(
                "isCalledAsTheTestsAre",
                "class Tests { static double f(double x) { return 1764.8125; } }\n"
                        + "class Solution { static double f(double x) { return 0; } }\ndouble f(double x) { return Solution.f(x); }");
        CHEATS.put(
                "bringsItsAssertions",
                "class Assertions { static void assertEquals(double a, double b) { } }\n"
                        + "double f(double x) { return 0; }");
        CHEATS.put(
                "exitsWhenLoaded",
                "class C { static { System.exit(0); } static int x; }\n" + "double f(double x) { return C.x; }");
        CHEATS.put("exitsWhenRun", "System.exit(0);\ndouble f(double x) { return 0; }");
        CHEATS.put("hangsWhenRun", "while (true) { }\ndouble f(double x) { return 0; }");
        CHEATS.put("redeclaresTheAnswers", "public static Object $answers = null;\ndouble f(double x) { return 0; }");
        CHEATS.put(
                "nestsDeeply", "double f(double x) { return " + "(".repeat(20_000) + "x" + ")".repeat(20_000) + "; }");
        CHEATS.put("isAVeryLongSum", "double f(double x) { return 0" + " + x".repeat(20_000) + "; }");
        CHEATS.put("leavesTheClass", "} } class Tests { } class X { void y() {");
        CHEATS.put("writesInEscapes", "\\u007d\\u007d double f(double x) { return 0; }");
        CHEATS.put("isEmpty", "");
    }

    private CompilerProcess process;
    private Compiler compiler;
    private Judge judge;

    private static void body(String name, String body) {
        String f = "double f(double x) throws Exception { " + body + " }";
        CHEATS.put(name, "import java.util.*;\nClass<?> getClass$() { return new Object() { }.getClass(); }\n" + f);
    }

    private static String unsafe(String body) {
        return "var field = Class.forName(\"sun.misc.Unsafe\").getDeclaredField(\"theUnsafe\");"
                + " field.setAccessible(true); var unsafe = (sun.misc.Unsafe) field.get(null); " + body;
    }

    /** Writes to the standard output that the frames go through. */
    private static String real(String body) {
        return "var out = new java.io.DataOutputStream(new java.io.FileOutputStream(java.io.FileDescriptor.out)); "
                + body;
    }

    private static String forged(String id) {
        return "out.writeInt(18); out.writeByte('V'); out.writeLong(" + id + "); out.writeByte('D');"
                + " out.writeDouble(1764.8125);";
    }

    @BeforeAll
    void open() throws Exception {
        Bubblewrap found = Bubblewrap.find();
        assumeTrue(found != null, "bubblewrap is not installed");
        Sandbox bubblewrap = Objects.requireNonNull(found);
        compiler = new Compiler(CLASS_PATH);
        process = new CompilerProcess(bubblewrap, CLASS_PATH);
        Tests tests = new Tests(ASSIGNMENT, compiler);
        judge = new Judge(ASSIGNMENT, tests, process, bubblewrap, CLASS_PATH, Duration.ofMillis(1500));
    }

    @AfterAll
    void close() {
        if (process != null) {
            process.close();
            compiler.close();
        }
    }

    @Test
    void theRightAnswerEarnsItsMarks() throws Exception {
        assertThat(judge(HONEST)).extracting(Mark::verdict).containsExactly(Verdict.PASSED, Verdict.PASSED);
        assertThat(judge("float f(double x) { return (float) x * (float) x + 0.8125f; }"))
                .extracting(Mark::earned)
                .containsExactly(1.0, 1.0);
    }

    @TestFactory
    Stream<DynamicTest> earnNothingAndCostNothingElse() {
        return CHEATS.entrySet().stream()
                .map(cheat -> DynamicTest.dynamicTest(cheat.getKey(), () -> {
                    List<Mark> marks = judge(cheat.getValue());

                    assertThat(marks.get(0).earned())
                            .as(marks.get(0).toString())
                            .isZero();
                    assertThat(marks.get(0).message())
                            .doesNotContain(ANSWER, "42", "secretMessage", "Solution", "well done", "hidden input")
                            .hasSizeLessThan(1000);
                    assertThat(marks.get(1).verdict())
                            .as(marks.get(1).toString())
                            .isEqualTo(Verdict.PASSED);
                }));
    }

    private List<Mark> judge(String f) throws Exception {
        Submission submission = new Submission("eve", Map.of("f", f, "g", "int g() { return 7; }"), List.of());
        return judge.judge(submission);
    }
}
