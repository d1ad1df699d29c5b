package org.fiftylayers.engine.assignment.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CompilerTest {
    private static final Compiler COMPILER = new Compiler(System.getProperty("java.class.path"));

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @Test
    void methodsTypesAndVariablesOfCellsSeeOneAnother() throws Exception {
        Ran ran = run(
                "import java.util.function.*;\nrecord Pair(double a, double b) { double sum() { return a + b; } }",
                "double relu(double z) {\n    return Math.max(zero, z);\n}",
                "double zero = 0; final int[] sizes = {3, 4};",
                "Pair pair = new Pair(relu(-1), relu(2));\nzero += 1;\nsizes[0] + sizes[1]",
                "double total = pair.sum() + zero");

        assertThat(ran.faults).isEmpty();
        assertThat(ran.value("total")).isEqualTo(3.0);
        assertThat(ran.call("relu", 0.5)).isEqualTo(1.0);
    }

    @Test
    void aLaterDeclarationTakesThePlaceOfAnEarlierOne() throws Exception {
        Ran ran =
                run("int f(int x) { return 1; }", "int f(int x) { return 2; }\nint f() { return 3; }", "int y = f(0)");

        assertThat(ran.faults).isEmpty();
        assertThat(ran.value("y")).isEqualTo(2);
    }

    @Test
    void accessAndStaticAreTakenAsAShellTakesThem() throws Exception {
        Ran ran = run(
                "private static int f() { return 1; }\npublic class C { int g() { return f(); } }",
                "int y = new C().g();");

        assertThat(ran.faults).isEmpty();
        assertThat(ran.value("y")).isEqualTo(1);
    }

    @Test
    void aCellThatDoesNotCompileCostsOnlyThoseThatNeedIt() throws Exception {
        Ran ran = run(
                "double half(double x) { return x / 2; }",
                "double wrong(double x) {\n    return x +* 2;\n}",
                "double twice(double x) { return undefined(x); }",
                "double y = half(3);",
                "double z = wrong(1);");

        assertThat(ran.value("y")).isEqualTo(1.5);
        assertThat(ran.faults.stream().map(Fault::toString))
                .anySatisfy(fault -> assertThat(fault).startsWith("cell 'cell-1', line 2: illegal start of expression"))
                .anySatisfy(fault -> assertThat(fault).startsWith("cell 'cell-2', line 1: cannot find symbol"))
                .anySatisfy(fault -> assertThat(fault).startsWith("cell 'cell-4', line 1: cannot find symbol"));
    }

    @Test
    void statementsAfterAThrowOrALoopWithoutEndStillCompile() throws Exception {
        Ran ran = run("int x = 1;\nif (x == 1) x = 2;\nthrow new IllegalStateException(\"no\");\nx = 3;", "int y = x;");

        assertThat(ran.faults).isEmpty();
        assertThat(ran.thrown).hasSize(1);
        assertThat(ran.value("y")).isEqualTo(2);
    }

    @Test
    void textBlocksCommentsAndMagicLookingTextStayWhatTheyAre() throws Exception {
        Ran ran = run("// int x = 1;\n/* } */ String s = \"\"\"\n    } // no\n    class\n    \"\"\";\n\n// the end");

        assertThat(ran.faults).isEmpty();
        assertThat(ran.value("s")).isEqualTo("} // no\nclass\n");
    }

    @Test
    void aTypeThatIsNotThereCostsOnlyItsOwnCell() throws Exception {
        Ran ran = run(
                "int one() { return 1; }", "Absent a = null;", "var b = absent();", "var c = null;", "int d = one();");

        assertThat(ran.faults.stream().map(Fault::toString))
                .allMatch(fault -> fault.matches("(?s)cell 'cell-[123]', line 1: .*"))
                .anySatisfy(fault -> assertThat(fault).startsWith("cell 'cell-1', line 1: cannot find symbol"))
                .anySatisfy(fault -> assertThat(fault).startsWith("cell 'cell-2', line 1: cannot find symbol"))
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("cell 'cell-3', line 1: cannot infer type for local variable c"));
        assertThat(ran.value("d")).isEqualTo(1);
    }

    @Test
    void theTypeOfAVarIsWhatItsFieldHas() throws Exception {
        Ran ran = run(
                "var a = 1.5f; var b = new int[][] {{1}}; var c = List.of(1, 2.5); var d = new Object() { int n = 1; };",
                "import java.util.*;\nrecord P<T>(T x) { }\nvar e = List.of(new P<>(\"a\"));",
                "var f = ((List<?>) List.of(1)).get(0); var g = Map.of(1, (Runnable) () -> { });");

        assertThat(ran.faults).isEmpty();
        assertThat(List.of("a", "b", "c", "d", "e", "f", "g"))
                .extracting(name ->
                        ran.type.getField(name).getGenericType().getTypeName().replace("java.util.", ""))
                .containsExactly(
                        "float",
                        "int[][]",
                        "List<java.lang.Number>",
                        "java.lang.Object",
                        "List<Student$P<java.lang.String>>",
                        "java.lang.Object",
                        "Map<java.lang.Integer, java.lang.Runnable>");
    }

    private record Ran(Class<?> type, List<Fault> faults, List<Throwable> thrown) {
        Object value(String name) throws Exception {
            return type.getField(name).get(null);
        }

        Object call(String name, double argument) throws Exception {
            return type.getMethod(name, double.class).invoke(null, argument);
        }
    }

    private static Ran run(String... sources) throws Exception {
        List<CellCode> cells = new ArrayList<>();
        for (String source : sources) {
            cells.add(new CellCode("cell-" + cells.size(), source));
        }
        Compiler.Compiled compiled = COMPILER.compile("Student", List.of(), cells, List.of());
        Class<?> type = new Loader(compiled.classes()).loadClass("Student");
        List<Throwable> thrown = new ArrayList<>();
        for (int i = 0; i < compiled.program().cells().size(); i++) {
            Method cell = type.getMethod(Program.run(i));
            try {
                cell.invoke(null);
            } catch (java.lang.reflect.InvocationTargetException e) {
                thrown.add(e.getCause());
            }
        }
        return new Ran(type, compiled.faults(), thrown);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
