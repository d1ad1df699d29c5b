package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Index;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that cells run in their own shell. Every test has names of its own, since all share one shell. */
class EvalTest {
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @Test
    void returnsTheObjectItselfAndSharesDeclarations() {
        assertThat(shell.run("List<String> a1 = new ArrayList<>();\neval(\"a1\") == a1")
                        .value())
                .isEqualTo(true);
        assertThat(shell.run("(int) eval(\"1 + 2;\") + 3").value()).isEqualTo(6);
        assertThat(shell.run("eval(\"int a2 = 5; int a3(int n) { return n * a2; }\");\na3(2)")
                        .value())
                .isEqualTo(10);
        assertThat(shell.run("eval(\"eval(\\\"a2 + 1\\\")\")").value()).isEqualTo(6);
        assertThat(shell.run("eval(\"%help vars\")").value()).isNull();
        assertThat(shell.printed()).startsWith("%vars");
        assertThat(shell.run("getKernelInstance().evalRaw(\"a2 = 7\")").value()).isEqualTo(7);
    }

    @Test
    void throwsWhatTheCodeThrows() {
        assertThat(shell.run(
                                """
                        String b1;
                        try {
                            eval("throw new java.io.IOException(\\"inside\\");");
                        } catch (Exception e) {
                            b1 = e.getClass() + e.getMessage();
                        }
                        b1""")
                        .value())
                .isEqualTo("class java.io.IOExceptioninside");
        CellError error = shell.error("int b2 = 1;\neval(\"List.of().get(b2)\");\nb2 = 2;");
        assertThat(error.type()).isEqualTo("java.lang.ArrayIndexOutOfBoundsException");
        assertThat(error.place()).isEqualTo(new Place("cell 1", 2, 0, "eval(\"List.of().get(b2)\");"));
        assertThat(error.details()).contains("at cell 1, eval, line 1");
        assertThat(shell.run("b2").value()).isEqualTo(1);
    }

    @Test
    void saysWhatDoesNotCompile() {
        CellError error = shell.error("eval(\"int c1 = 1;\\nint c2 = c0;\")");

        assertThat(error.kind()).isEqualTo(Kind.COMPILATION);
        assertThat(error.place()).isEqualTo(new Place("cell 1, eval", 2, 10, "int c2 = c0;"));
        assertThat(shell.run("try { eval(\"c0\"); } catch (RuntimeException e) { display(e.getMessage()); }")
                        .error())
                .isNull();
    }

    @Test
    void endsWithItsCell() {
        assertThat(shell.error(Duration.ofMillis(300), "eval(\"while (true) {}\");")
                        .kind())
                .isEqualTo(Kind.TIME_LIMIT);
        assertThat(shell.error(
                                Duration.ofMillis(300),
                                "eval(\"1\");\nwhile (true) { try { eval(\"Thread.sleep(10)\"); } catch (Exception e) {} }")
                        .kind())
                .isEqualTo(Kind.TIME_LIMIT);
        assertThat(shell.error(Duration.ofMillis(300), "eval(\"1\");\nwhile (true) {}")
                        .kind())
                .isEqualTo(Kind.TIME_LIMIT);
        assertThat(shell.error("eval(\"System.exit(1)\")").kind()).isEqualTo(Kind.EXIT);
        assertThat(shell.run("1 + 1").value()).isEqualTo(2);
    }

    @Test
    void waitsForTheCellsEndInOtherThreads() throws InterruptedException {
        shell.run("int d1 = 1;\nThread d2 = new Thread(() -> eval(\"d1 = 2;\"));\nd2.start();\nThread.sleep(50);\nd1");
        assertThat(shell.result().value()).isEqualTo(1);
        for (int i = 0; i < 100 && !Objects.equals(shell.run("d2.isAlive()").value(), false); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(shell.run("d1").value()).isEqualTo(2);
    }

    @Test
    void knowsTheNamesOfOtherKernels() {
        assertThat(shell.run(
                                """
                        import io.github.spencerpark.ijava.runtime.*;
                        Display.display(Kernel.eval("1 + 1"));
                        Magics.<Object>lineMagic("help", List.of("vars"));
                        import static io.github.spencerpark.ijava.runtime.Display.*;
                        display(3);
                        printf("%d%n", 4);
                        """)
                        .error())
                .isNull();
        assertThat(shell.story())
                .hasSize(4)
                .startsWith("shown: 2")
                .satisfies(help -> assertThat(help).startsWith("printed: %vars"), Index.atIndex(1))
                .endsWith("shown: 3", "printed: 4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true ? 1 : 2.0 => 1.0",
                "(char) 97 => a",
                "'a' + 1 // a comment => 98",
                "List.of(3).get(0) => 3",
                "switch (1) { case 1 -> 5; default -> 2.0; } => 5.0",
                "\"x = y\" => x = y",
                "1 <= 2 => true",
                "new int[] {1, 2}.length => 2",
                "(Object) \"x\" instanceof String s && s.length() == 1 => true",
            })
    void showsTheValueThatAnExpressionHasByItself(String row) {
        String[] sides = row.split(" => ");
        shell.run(sides[0]);

        assertThat(shell.shown()).isEqualTo(sides[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"System.out.print(1)", "int d1 = 3", "d0 = 4", "List.of(1);", "throw new Error()"})
    void showsNothingForWhatHasNoValueToShow(String source) {
        shell.run("int d0;");
        shell.run(source);

        assertThat(shell.result().shown()).isNull();
    }

    @Test
    void findsTheLineInAnExpressionOfSeveral() {
        CellError error = shell.error("int e1 = 0;\nList.of(\n    1,\n    Integer.parseInt(\"x\"))");

        assertThat(error.place()).hasToString("cell 1, line 4");
        assertThat(shell.error("Integer.parseInt(\"x\")").place()).hasToString("cell 1, line 1");
        assertThat(shell.error("1 +\n  missing").place()).hasToString("cell 1, line 2");
    }

    @Test
    void keepsNoVariableForAValue() {
        shell.run("List<Integer> f1 = new ArrayList<>();");
        shell.run("f1.add(1);\nf1.add(2);\nf1.size()");

        assertThat(shell.shown()).isEqualTo("2");
        shell.run("eval(\"f1.get(0) + 1\")");
        assertThat(shell.shown()).isEqualTo("2");
    }
}
