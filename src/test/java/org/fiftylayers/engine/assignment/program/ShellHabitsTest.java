package org.fiftylayers.engine.assignment.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What students write in a notebook means the same in a program of cells. The oracle is the JDK's shell. */
class ShellHabitsTest {
    private static final Compiler COMPILER = new Compiler(System.getProperty("java.class.path"));
    private static final JShell SHELL =
            JShell.builder().executionEngine("local").build();
    private static final List<String> IMPORTS =
            List.of("import java.util.*;", "import java.util.function.*;", "import java.util.stream.*;");

    static {
        IMPORTS.forEach(SHELL::eval);
    }

    @AfterAll
    static void close() {
        COMPILER.close();
        SHELL.close();
    }

    /**
     * Cells, and an expression on them.
     *
     * @param value the expression's value as text
     */
    private record Habit(String name, String value, String expression, List<String> cells) {}

    private static Habit habit(String name, String value, String expression, String... cells) {
        return new Habit(name, value, expression, List.of(cells));
    }

    /** What the compiler of Java 25 breaks down over in its own shell, though not in a program. */
    private static final Set<String> BREAK_JAVA_25 =
            Set.of("var of an anonymous class", "var of several types that others use");

    private static final List<Habit> HABITS = List.of(
            habit("var of a number", "3.0 double", "x + kind(x)", kinds(), "var x = 3.0;"),
            habit("var without a semicolon", "3 int", "x + kind(x)", kinds(), "var x = 3"),
            habit("var with modifiers", "[1, 2]", "l", "public static final var l = List.of(1, 2);"),
            habit("var of an array", "2.5", "a[1]", "var a = new double[] {1, 2.5};"),
            habit("var of a generic call", "ab", "m.get(\"k\").get(0)", "var m = Map.of(\"k\", List.of(\"ab\"));"),
            habit("var of a var", "7 long", "z + kind(z)", kinds(), "var x = 3L;\nvar y = x + 1;", "var z = y + x;"),
            habit(
                    "var of a student's type",
                    "5",
                    "p.sum()",
                    "record Pair(int a, int b) { int sum() { return a + b; } }\nvar p = new Pair(2, 3);"),
            habit("var that a method uses", "6", "twice()", "var x = 3;\nint twice() { return 2 * x; }"),
            habit(
                    "var of a method that uses a var",
                    "9",
                    "y",
                    "var x = 3;",
                    "int square() { return x * x; }",
                    "var y = square();"),
            habit("var that changes", "4", "x", "var x = 3;\nx += 1;"),
            habit(
                    "var that a lambda uses",
                    "[4, 5]",
                    "l",
                    "var n = 3;\nvar l = Stream.of(1, 2).map(i -> i + n).toList();"),
            habit(
                    "var of an anonymous class",
                    "run",
                    "r.toString()",
                    "var r = new Runnable() { public void run() { } public String toString() { return \"run\"; } };"),
            habit(
                    "var of several types",
                    "[1, 2.5]",
                    "l.toString() + (l.get(0) instanceof Number ? \"\" : \"?\")",
                    "var l = List.of(1, 2.5);"),
            habit(
                    "var of several types that others use",
                    "3.5",
                    "sum(l)",
                    "double sum(List<? extends Number> l) { return l.stream().mapToDouble(Number::doubleValue).sum(); }",
                    "var l = List.of(1, 2.5);"),
            habit("var of a wildcard", "a", "x", "List<? extends CharSequence> l = List.of(\"a\");\nvar x = l.get(0);"),
            habit("var of a captured class", "class java.lang.String", "c", "var c = \"a\".getClass();"),
            habit(
                    "var of a recursive bound",
                    "b",
                    "max",
                    "<T extends Comparable<T>> T larger(T a, T b) { return a.compareTo(b) < 0 ? b : a; }\nvar max = larger(\"a\", \"b\");"),
            habit("var of an empty list", "0", "l.size()", "var l = new ArrayList<>();"),
            habit(
                    "var of a checked call",
                    "true",
                    "t > 0",
                    "var t = new java.io.ByteArrayInputStream(new byte[] {7}).readAllBytes()[0];"),
            habit("var again", "5", "x", "var x = 3;\nvar x = 5;"),
            habit(
                    "var again, and one of it",
                    "FIVE",
                    "z",
                    "var x = 3;\nvar x = \"five\";\nvar z = x.toUpperCase(Locale.ROOT);"),
            habit(
                    "var in loops and blocks",
                    "6",
                    "s",
                    "var s = 0;\nfor (var i : List.of(1, 2, 3)) s += i;\n{ var s2 = 9; }"),
            habit("a variable again", "2.5", "x", "double x = 1;\ndouble x = 2.5;"),
            habit("a variable again with another type", "two", "x", "int x = 1;", "String x = \"two\";"),
            habit("a method again", "2", "f(0)", "int f(int x) { return 1; }\nint f(int x) { return 2; }"),
            habit(
                    "a method again that returns another type",
                    "two",
                    "f(0)",
                    "int f(int x) { return 1; }",
                    "String f(int x) { return \"two\"; }"),
            habit(
                    "a class again",
                    "2",
                    "new C().n()",
                    "class C { int n() { return 1; } }",
                    "class C { int n() { return 2; } }"),
            habit(
                    "overloads",
                    "1 2",
                    "f(1) + \" \" + f(1.0)",
                    "int f(int x) { return 1; }\nint f(double x) { return 2; }"),
            habit(
                    "a method that uses a later one",
                    "4",
                    "f(1)",
                    "int f(int x) { return g(x) + 1; }",
                    "int g(int x) { return 3 * x; }"),
            habit(
                    "a method that uses a later variable and class",
                    "5",
                    "f()",
                    "int f() { return n + new C().n; }",
                    "int n = 2;\nclass C { int n = 3; }"),
            habit("no semicolon at the end", "3", "x", "int x = 3"),
            habit(
                    "an expression at the end",
                    "1.0",
                    "relu(1)",
                    "double relu(double z) { return Math.max(0, z); }\nrelu(3)"),
            habit("a name at the end", "3", "x", "int x = 3;\nx"),
            habit("a name and a semicolon at the end", "3", "x", "int x = 3;\nx;"),
            habit("an operation at the end", "3", "x", "int x = 3;\nx + 1"),
            habit("an operation and a semicolon at the end", "3", "x", "int x = 3;\nx + 1;"),
            habit(
                    "a text, a new and a cast at the end",
                    "3",
                    "x",
                    "int x = 3;",
                    "\"text\"",
                    "new int[] {1, 2}",
                    "(double) x",
                    "x > 2 ? 1 : 2"),
            habit(
                    "an import",
                    "2",
                    "f.applyAsInt(1)",
                    "import java.util.function.IntUnaryOperator;\nIntUnaryOperator f = x -> 2 * x;"),
            habit("a static import without a semicolon", "3.0", "abs(-3.0)", "import static java.lang.Math.abs"),
            habit(
                    "a record",
                    "P[x=1]",
                    "new P(1)",
                    "record P(int x) { public P { if (x < 0) throw new IllegalArgumentException(); } }"),
            habit("an enum", "B 1", "E.B + \" \" + E.B.ordinal()", "enum E { A, B }"),
            habit(
                    "an enum in a switch",
                    "2",
                    "f(E.B)",
                    "enum E { A, B }\nint f(E e) { return switch (e) { case A -> 1; case B -> 2; }; }"),
            habit(
                    "an interface and a lambda",
                    "9.0",
                    "square.at(3)",
                    "interface Op { double at(double z); }\nOp square = z -> z * z;"),
            habit(
                    "a sealed interface",
                    "2",
                    "new B().n()",
                    "sealed interface S permits A, B { int n(); }\nrecord A() implements S { public int n() { return 1; } }\nrecord B() implements S { public int n() { return 2; } }"),
            habit(
                    "an abstract class",
                    "7",
                    "new B().n()",
                    "abstract class A { abstract int n(); }",
                    "class B extends A { int n() { return 7; } }"),
            habit("a generic method", "[a, a]", "twice(\"a\")", "<T> List<T> twice(T x) { return List.of(x, x); }"),
            habit("a nested class", "4", "new A.B().n", "public class A { public static class B { int n = 4; } }"),
            habit(
                    "a class that counts",
                    "2",
                    "c.n",
                    "class Counter { int n; void up() { n++; } }\nCounter c = new Counter();\nc.up(); c.up();"),
            habit(
                    "statements that print",
                    "1",
                    "x",
                    "System.out.println(\"hello\");\nSystem.err.println(1);\nint x = 1;"),
            habit(
                    "checked exceptions at top level",
                    "1",
                    "x",
                    "Thread.sleep(1);\nint x = 0;\nif (x == 0) { Class.forName(\"java.lang.String\"); x++; }"),
            habit(
                    "a method that throws",
                    "no",
                    "s",
                    "int f() throws java.io.IOException { throw new java.io.IOException(\"no\"); }",
                    "String s = \"\";\ntry { f(); } catch (java.io.IOException e) { s = e.getMessage(); }"),
            habit("if and else", "3", "x", "int x = 2;\nif (x == 1) {\n    x = 5;\n}\nelse {\n    x = 3;\n}"),
            habit(
                    "loops",
                    "12",
                    "s",
                    "int s = 0;\nfor (int i = 0; i < 4; i++) s += i;\nwhile (s < 10) { s++; }\ndo { s++; } while (s < 12);"),
            habit(
                    "a labelled loop",
                    "1",
                    "s",
                    "int s = 0;\nouter:\nfor (int i = 0; i < 4; i++) { for (int j = 0; j < 4; j++) { s++; break outer; } }"),
            habit(
                    "a switch",
                    "two",
                    "s",
                    "String s = \"\";\nswitch (2) { case 1 -> s = \"one\"; default -> s = \"two\"; }"),
            habit("a block", "3", "x", "int x = 1;\n{ int k = 2; x += k; }\n{ int k = 5; }"),
            habit(
                    "modifiers",
                    "6",
                    "f() + x + N",
                    "public static int f() { return 1; }\nprivate static int x = 2;\npublic static final int N = 3;"),
            habit(
                    "several variables at once",
                    "1 3 2",
                    "a + \" \" + b + \" \" + c[1]",
                    "int a = 1, b = a + 2, c[] = {1, 2};"),
            habit("arrays of two kinds", "5", "a[1] + b[0][0]", "int[] a = {1, 2}, b[] = {{3}};"),
            habit("no value", "0 null", "n + \" \" + s", "int n;\nString s;"),
            habit(
                    "a lambda that calls itself",
                    "120",
                    "f.apply(5)",
                    "java.util.function.Function<Integer, Integer> f = n -> n == 0 ? 1 : n * f.apply(n - 1);"),
            habit("a method that calls itself", "120", "f(5)", "int f(int n) { return n == 0 ? 1 : n * f(n - 1); }"),
            habit(
                    "a lambda on a changed variable",
                    "8",
                    "f.getAsInt()",
                    "int n = 3;\nn++;\njava.util.function.IntSupplier f = () -> 2 * n;"),
            habit(
                    "values over several lines",
                    "[[1.0, 2.0], [3.0, 4.0]]",
                    "Arrays.deepToString(w)",
                    "double[][] w = {\n    {1, 2}, // first\n    {3, 4}\n};"),
            habit("comments after values", "3", "x + y", "int x = 1; // one\nint y = 2 /* two */;\n// end"),
            habit("semicolons too many", "3", "x", "int x = 3;;\nx++;;\nx--;"),
            habit(
                    "javadoc and annotations",
                    "1",
                    "f.at(0)",
                    "/** An operation. */\n@FunctionalInterface\ninterface F { int at(int x); }\n/** One. */\n@SuppressWarnings(\"unused\")\nF f = x -> x + 1;"),
            habit("a class called Student", "Ada", "new Student(\"Ada\").name()", "record Student(String name) { }"),
            habit("a text block", "a\nb\n", "s", "String s = \"\"\"\n    a\n    b\n    \"\"\";"),
            habit("a narrowing constant", "5", "b + c", "byte b = 2;\nshort c = 3;"),
            habit("a name and a comment at the end", "3", "x", "int x = 3;\nx // three"),
            habit("an empty cell and one of comments", "1", "x", "", "// nothing\n/* at all */", "int x = 1;"));

    private static String kinds() {
        return "String kind(int x) { return \" int\"; } String kind(long x) { return \" long\"; }"
                + " String kind(double x) { return \" double\"; }";
    }

    @TestFactory
    Stream<DynamicTest> isAsInAShell() {
        return HABITS.stream()
                .map(habit -> DynamicTest.dynamicTest(habit.name, () -> {
                    if (Runtime.version().feature() < 25 || !BREAK_JAVA_25.contains(habit.name)) {
                        assertThat(inShell(habit))
                                .as("in a shell")
                                .isEqualTo('"' + habit.value.replace("\n", "\\n") + '"');
                    }
                    assertThat(inProgram(habit)).as("in a program").isEqualTo(habit.value);
                }));
    }

    private static List<String> sources(Habit habit) {
        List<String> sources = new ArrayList<>(habit.cells);
        sources.add("String $text = \"\" + (" + habit.expression + ");");
        return sources;
    }

    private static String inShell(Habit habit) {
        String shown = "";
        for (String source : sources(habit)) {
            String rest = source;
            while (!rest.isBlank()) {
                SourceCodeAnalysis.CompletionInfo info =
                        SHELL.sourceCodeAnalysis().analyzeCompletion(rest);
                for (SnippetEvent event : SHELL.eval(info.source() == null ? rest : info.source())) {
                    assertThat(event.status()).as(event.toString()).isNotEqualTo(Snippet.Status.REJECTED);
                    assertThat(event.exception()).isNull();
                    shown = event.value() == null ? shown : event.value();
                }
                rest = info.source() == null ? "" : info.remaining();
            }
        }
        SHELL.snippets()
                .filter(snippet -> snippet.kind() != Snippet.Kind.IMPORT)
                .toList()
                .forEach(SHELL::drop);
        return shown;
    }

    private static String inProgram(Habit habit) throws Exception {
        List<CellCode> cells = new ArrayList<>();
        for (String source : sources(habit)) {
            cells.add(new CellCode("cell-" + cells.size(), source));
        }
        Compiler.Compiled compiled = COMPILER.compile("Program", IMPORTS, cells, List.of());
        assertThat(compiled.faults()).as(compiled.program().source()).isEmpty();
        Class<?> type = new Loader(compiled.classes()).loadClass("Program");
        for (int i = 0; i < cells.size(); i++) {
            Method cell = type.getMethod(Program.run(i));
            cell.invoke(null);
        }
        return (String) type.getField("$text").get(null);
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
