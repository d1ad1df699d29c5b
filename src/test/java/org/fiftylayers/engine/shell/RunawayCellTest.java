package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that would take the JVM, its time or its memory: each ends itself, and the next cell runs. */
@Timeout(60)
class RunawayCellTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell(ShellOptions.defaults().withOutputLimit(10_000));
    }

    @AfterEach
    void nextCellRuns() {
        assertThat(shell.run("System.out.print(\"fine\");\n40 + 2").value()).isEqualTo(42);
        assertThat(shell.printed()).isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "int i = 0;\nfor (;;) { i++; }",
                "void spin() { while (true) { try { Integer.parseInt(\"x\"); } catch (Exception e) { } } }\nspin();",
                "Thread.sleep(100_000);",
                "new java.util.concurrent.CountDownLatch(1).await();",
                "Stream.iterate(1, n -> n + 1).forEach(n -> {});",
            })
    void endsAtTheTimeLimit(String source) {
        CellError error = shell.error(SHORT, source);

        assertThat(error.kind()).isEqualTo(Kind.TIME_LIMIT);
        assertThat(error.headline()).isEqualTo("time limit: the cell ran longer than 0.4 s");
        assertThat(error.remedy()).contains("\"fiftylayers\": {\"timeout\": seconds}");
        assertThat(error.place()).isNotNull();
    }

    @Test
    void givesACellUpThatCannotBeStopped() {
        // Java 25 stops loops in cells, but not in a library that neither waits nor looks at Thread.interrupted.
        CellError error = shell.error(SHORT, "org.fiftylayers.engine.shell.Stubborn.spin();");

        assertThat(error.kind()).isEqualTo(Kind.TIME_LIMIT);
        if (shell.result().stillRunning()) {
            assertThat(error.message()).endsWith("it could not be stopped and still runs");
        }
        Stubborn.enough();
    }

    @Test
    void endsWhenInterrupted() {
        ScheduledExecutorService someoneElse = Executors.newSingleThreadScheduledExecutor();
        var unused = someoneElse.submit(() -> {
            while (!Boolean.getBoolean("loop.runs")) {
                Thread.sleep(10);
            }
            shell.shell().interrupt();
            return true;
        });
        long start = System.nanoTime();
        CellError error = shell.error(
                Duration.ofSeconds(30),
                "long k = 0;\nwhile (true) {\n    if (k++ == 0) System.setProperty(\"loop.runs\", \"true\");\n}");
        someoneElse.shutdown();
        System.clearProperty("loop.runs");

        assertThat(error.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(error.place())
                .isEqualTo(new Place("cell 1", 3, 0, "    if (k++ == 0) System.setProperty(\"loop.runs\", \"true\");"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3);",
                "Runtime.getRuntime().exit(3);",
                "Runtime.getRuntime().halt(3);",
                "IntConsumer leave = System::exit;\nleave.accept(3);",
                "IntConsumer leave = Runtime.getRuntime()::halt;\nleave.accept(3);",
                "java.util.function.BiConsumer<Runtime, Integer> leave = Runtime::exit;\nleave.accept(Runtime.getRuntime(), 3);",
                "class Leaver {\n  void go(int n) {\n    switch (n) { case 1: case 7: long x = 5L; default: System.exit(3); }"
                        + " }\n}\nnew Leaver().go(7);",
                "try { System.exit(3); } catch (Exception e) { }",
            })
    void endsItselfInPlaceOfTheJvm(String source) {
        CellError error = shell.error(source);

        assertThat(error.kind()).isEqualTo(Kind.EXIT);
        assertThat(error.message()).contains("(3) was called");
        assertThat(error.remedy()).startsWith("remove the call");
    }

    @Test
    void endsWhenItPrintsWithoutEnd() {
        CellError error = shell.error("int n = 0;\nwhile (true) {\n    System.out.println(\"again \" + n++);\n}");

        assertThat(error.kind()).isEqualTo(Kind.OUTPUT_LIMIT);
        assertThat(error.headline())
                .isEqualTo("output without end: the cell printed more than 10000 bytes; the rest is left out");
        assertThat(error.place()).isEqualTo(new Place("cell 1", 3, 0, "    System.out.println(\"again \" + n++);"));
        assertThat(shell.printed()).hasSize(10_000);
    }

    @Test
    void namesTheRecursionThatDoesNotEnd() {
        CellError error = shell.error("int up(int n) {\n    return up(n + 1) + 1;\n}\nup(1)");

        assertThat(error.lines())
                .startsWith(
                        "java.lang.StackOverflowError",
                        "  cell 1, line 4",
                        "    up(1)",
                        "  recursion at up (cell 1, line 2)");
        assertThat(error.kind()).isEqualTo(Kind.STACK_OVERFLOW);
    }

    @Test
    void saysWhenMemoryIsOut() {
        CellError error = shell.error("int size = Integer.MAX_VALUE;\nlong[][] all = new long[1000][size];");

        assertThat(error.kind()).isEqualTo(Kind.OUT_OF_MEMORY);
        assertThat(error.place()).isNotNull();
        assertThat(error.remedy()).contains("-Xmx");
    }

    @Test
    void knowsWhichThreadsStillRun() throws InterruptedException {
        shell.run("Thread stray = new Thread(() -> {\n    while (!Thread.currentThread().isInterrupted()) {\n"
                + "        Thread.onSpinWait();\n    }\n}, \"stray\");\nstray.start();");
        List<Shell.RunningThread> running = shell.shell().runningThreads();
        shell.run("stray.interrupt();\nstray.join();");

        assertThat(running).singleElement().satisfies(thread -> {
            assertThat(thread.cell()).isEqualTo("cell 1");
            assertThat(thread.title()).isEqualTo("the thread \"stray\"");
        });
        assertThat(shell.shell().runningThreads()).isEmpty();
    }
}
