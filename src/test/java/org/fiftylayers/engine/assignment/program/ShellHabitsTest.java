package org.fiftylayers.engine.assignment.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private record Habit(String name, String value, String expression, String... cells) {}

    private static final List<Habit> HABITS = List.of(
            new Habit("var of a number", "3.0 double", "x + kind(x)", kinds(), "var x = 3.0;"),
            new Habit("var without a semicolon", "3 int", "x + kind(x)", kinds(), "var x = 3"),
            new Habit("var with modifiers", "[1, 2]", "l", "public static final var l = List.of(1, 2);"),
            new Habit("var of an array", "2.5", "a[1]", "var a = new double[] {1, 2.5};"),
            new Habit("var of a generic call", "ab", "m.get(\"k\").get(0)", "var m = Map.of(\"k\", List.of(\"ab\"));"),
            new Habit(
                    "var of a var", "7 long", "z + kind(z)", kinds(), "var x = 3L;\nvar y = x + 1;", "var z = y + x;"),
            new Habit(
                    "var of a student's type",
                    "5",
                    "p.sum()",
                    "record Pair(int a, int b) { int sum() { return a + b; } }\nvar p = new Pair(2, 3);"),
            new Habit("var that a method uses", "6", "twice()", "var x = 3;\nint twice() { return 2 * x; }"),
            new Habit(
                    "var of a method that uses a var",
                    "9",
                    "y",
                    "var x = 3;",
                    "int square() { return x * x; }",
                    "var y = square();"),
            new Habit("var that changes", "4", "x", "var x = 3;\nx += 1;"),
            new Habit(
                    "var that a lambda uses",
                    "[4, 5]",
                    "l",
                    "var n = 3;\nvar l = Stream.of(1, 2).map(i -> i + n).toList();"),
            new Habit(
                    "var of an anonymous class",
                    "run",
                    "r.toString()",
                    "var r = new Runnable() { public void run() { } public String toString() { return \"run\"; } };"),
            new Habit(
                    "var of several types",
                    "[1, 2.5]",
                    "l.toString() + (l.get(0) instanceof Number ? \"\" : \"?\")",
                    "var l = List.of(1, 2.5);"),
            new Habit(
                    "var of several types that others use",
                    "3.5",
                    "sum(l)",
                    "double sum(List<? extends Number> l) { return l.stream().mapToDouble(Number::doubleValue).sum(); }",
                    "var l = List.of(1, 2.5);"),
            new Habit(
                    "var of a wildcard",
                    "a",
                    "x",
                    "List<? extends CharSequence> l = List.of(\"a\");\nvar x = l.get(0);"),
            new Habit("var of a captured class", "class java.lang.String", "c", "var c = \"a\".getClass();"),
            new Habit(
                    "var of a recursive bound",
                    "b",
                    "max",
                    "<T extends Comparable<T>> T larger(T a, T b) { return a.compareTo(b) < 0 ? b : a; }\nvar max = larger(\"a\", \"b\");"),
            new Habit("var of an empty list", "0", "l.size()", "var l = new ArrayList<>();"),
            new Habit(
                    "var of a checked call",
                    "true",
                    "t > 0",
                    "var t = new java.io.ByteArrayInputStream(new byte[] {7}).readAllBytes()[0];"),
            new Habit("var again", "5", "x", "var x = 3;\nvar x = 5;"),
            new Habit(
                    "var again, and one of it",
                    "FIVE",
                    "z",
                    "var x = 3;\nvar x = \"five\";\nvar z = x.toUpperCase(Locale.ROOT);"),
            new Habit(
                    "var in loops and blocks",
                    "6",
                    "s",
                    "var s = 0;\nfor (var i : List.of(1, 2, 3)) s += i;\n{ var s2 = 9; }"),
            new Habit("a variable again", "2.5", "x", "double x = 1;\ndouble x = 2.5;"),
            new Habit("a variable again with another type", "two", "x", "int x = 1;", "String x = \"two\";"),
            new Habit("a method again", "2", "f(0)", "int f(int x) { return 1; }\nint f(int x) { return 2; }"),
            new Habit(
                    "a method again that returns another type",
                    "two",
                    "f(0)",
                    "int f(int x) { return 1; }",
                    "String f(int x) { return \"two\"; }"),
            new Habit(
                    "a class again",
                    "2",
                    "new C().n()",
                    "class C { int n() { return 1; } }",
                    "class C { int n() { return 2; } }"),
            new Habit(
                    "overloads",
                    "1 2",
                    "f(1) + \" \" + f(1.0)",
                    "int f(int x) { return 1; }\nint f(double x) { return 2; }"),
            new Habit(
                    "a method that uses a later one",
                    "4",
                    "f(1)",
                    "int f(int x) { return g(x) + 1; }",
                    "int g(int x) { return 3 * x; }"),
            new Habit(
                    "a method that uses a later variable and class",
                    "5",
                    "f()",
                    "int f() { return n + new C().n; }",
                    "int n = 2;\nclass C { int n = 3; }"),
            new Habit("no semicolon at the end", "3", "x", "int x = 3"),
            new Habit(
                    "an expression at the end",
                    "1.0",
                    "relu(1)",
                    "double relu(double z) { return Math.max(0, z); }\nrelu(3)"),
            new Habit("a name at the end", "3", "x", "int x = 3;\nx"),
            new Habit("a name and a semicolon at the end", "3", "x", "int x = 3;\nx;"),
            new Habit("an operation at the end", "3", "x", "int x = 3;\nx + 1"),
            new Habit("an operation and a semicolon at the end", "3", "x", "int x = 3;\nx + 1;"),
            new Habit(
                    "a text, a new and a cast at the end",
                    "3",
                    "x",
                    "int x = 3;",
                    "\"text\"",
                    "new int[] {1, 2}",
                    "(double) x",
                    "x > 2 ? 1 : 2"),
            new Habit(
                    "an import",
                    "2",
                    "f.applyAsInt(1)",
                    "import java.util.function.IntUnaryOperator;\nIntUnaryOperator f = x -> 2 * x;"),
            new Habit("a static import without a semicolon", "3.0", "abs(-3.0)", "import static java.lang.Math.abs"),
            new Habit(
                    "a record",
                    "P[x=1]",
                    "new P(1)",
                    "record P(int x) { public P { if (x < 0) throw new IllegalArgumentException(); } }"),
            new Habit("an enum", "B 1", "E.B + \" \" + E.B.ordinal()", "enum E { A, B }"),
            new Habit(
                    "an enum in a switch",
                    "2",
                    "f(E.B)",
                    "enum E { A, B }\nint f(E e) { return switch (e) { case A -> 1; case B -> 2; }; }"),
            new Habit(
                    "an interface and a lambda",
                    "9.0",
                    "square.at(3)",
                    "interface Op { double at(double z); }\nOp square = z -> z * z;"),
            new Habit(
                    "a sealed interface",
                    "2",
                    "new B().n()",
                    "sealed interface S permits A, B { int n(); }\nrecord A() implements S { public int n() { return 1; } }\nrecord B() implements S { public int n() { return 2; } }"),
            new Habit(
                    "an abstract class",
                    "7",
                    "new B().n()",
                    "abstract class A { abstract int n(); }",
                    "class B extends A { int n() { return 7; } }"),
            new Habit("a generic method", "[a, a]", "twice(\"a\")", "<T> List<T> twice(T x) { return List.of(x, x); }"),
            new Habit("a nested class", "4", "new A.B().n", "public class A { public static class B { int n = 4; } }"),
            new Habit(
                    "a class that counts",
                    "2",
                    "c.n",
                    "class Counter { int n; void up() { n++; } }\nCounter c = new Counter();\nc.up(); c.up();"),
            new Habit(
                    "statements that print",
                    "1",
                    "x",
                    "System.out.println(\"hello\");\nSystem.err.println(1);\nint x = 1;"),
            new Habit(
                    "checked exceptions at top level",
                    "1",
                    "x",
                    "Thread.sleep(1);\nint x = 0;\nif (x == 0) { Class.forName(\"java.lang.String\"); x++; }"),
            new Habit(
                    "a method that throws",
                    "no",
                    "s",
                    "int f() throws java.io.IOException { throw new java.io.IOException(\"no\"); }",
                    "String s = \"\";\ntry { f(); } catch (java.io.IOException e) { s = e.getMessage(); }"),
            new Habit("if and else", "3", "x", "int x = 2;\nif (x == 1) {\n    x = 5;\n}\nelse {\n    x = 3;\n}"),
            new Habit(
                    "loops",
                    "12",
                    "s",
                    "int s = 0;\nfor (int i = 0; i < 4; i++) s += i;\nwhile (s < 10) { s++; }\ndo { s++; } while (s < 12);"),
            new Habit(
                    "a labelled loop",
                    "1",
                    "s",
                    "int s = 0;\nouter:\nfor (int i = 0; i < 4; i++) { for (int j = 0; j < 4; j++) { s++; break outer; } }"),
            new Habit(
                    "a switch",
                    "two",
                    "s",
                    "String s = \"\";\nswitch (2) { case 1 -> s = \"one\"; default -> s = \"two\"; }"),
            new Habit("a block", "3", "x", "int x = 1;\n{ int k = 2; x += k; }\n{ int k = 5; }"),
            new Habit(
                    "modifiers",
                    "6",
                    "f() + x + N",
                    "public static int f() { return 1; }\nprivate static int x = 2;\npublic static final int N = 3;"),
            new Habit(
                    "several variables at once",
                    "1 3 2",
                    "a + \" \" + b + \" \" + c[1]",
                    "int a = 1, b = a + 2, c[] = {1, 2};"),
            new Habit("arrays of two kinds", "5", "a[1] + b[0][0]", "int[] a = {1, 2}, b[] = {{3}};"),
            new Habit("no value", "0 null", "n + \" \" + s", "int n;\nString s;"),
            new Habit(
                    "a lambda that calls itself",
                    "120",
                    "f.apply(5)",
                    "java.util.function.Function<Integer, Integer> f = n -> n == 0 ? 1 : n * f.apply(n - 1);"),
            new Habit(
                    "a method that calls itself", "120", "f(5)", "int f(int n) { return n == 0 ? 1 : n * f(n - 1); }"),
            new Habit(
                    "a lambda on a changed variable",
                    "8",
                    "f.getAsInt()",
                    "int n = 3;\nn++;\njava.util.function.IntSupplier f = () -> 2 * n;"),
            new Habit(
                    "values over several lines",
                    "[[1.0, 2.0], [3.0, 4.0]]",
                    "Arrays.deepToString(w)",
                    "double[][] w = {\n    {1, 2}, // first\n    {3, 4}\n};"),
            new Habit("comments after values", "3", "x + y", "int x = 1; // one\nint y = 2 /* two */;\n// end"),
            new Habit("semicolons too many", "3", "x", "int x = 3;;\nx++;;\nx--;"),
            new Habit(
                    "javadoc and annotations",
                    "1",
                    "f.at(0)",
                    "/** An operation. */\n@FunctionalInterface\ninterface F { int at(int x); }\n/** One. */\n@SuppressWarnings(\"unused\")\nF f = x -> x + 1;"),
            new Habit(
                    "a class called Student", "Ada", "new Student(\"Ada\").name()", "record Student(String name) { }"),
            new Habit("a text block", "a\nb\n", "s", "String s = \"\"\"\n    a\n    b\n    \"\"\";"),
            new Habit("a narrowing constant", "5", "b + c", "byte b = 2;\nshort c = 3;"),
            new Habit("a name and a comment at the end", "3", "x", "int x = 3;\nx // three"),
            new Habit("an empty cell and one of comments", "1", "x", "", "// nothing\n/* at all */", "int x = 1;"));

    private static String kinds() {
        return "String kind(int x) { return \" int\"; } String kind(long x) { return \" long\"; }"
                + " String kind(double x) { return \" double\"; }";
    }

    @TestFactory
    Stream<DynamicTest> isAsInAShell() {
        return HABITS.stream()
                .map(habit -> DynamicTest.dynamicTest(habit.name, () -> {
                    assertThat(inShell(habit)).as("in a shell").isEqualTo('"' + habit.value.replace("\n", "\\n") + '"');
                    assertThat(inProgram(habit)).as("in a program").isEqualTo(habit.value);
                }));
    }

    private static List<String> sources(Habit habit) {
        List<String> sources = new ArrayList<>(List.of(habit.cells));
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
