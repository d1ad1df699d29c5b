package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
        assertThat(shell.events()).hasSize(4);
        assertThat(List.of(shell.printed().split("\n"))).startsWith("%vars").endsWith("4");
    }
}
