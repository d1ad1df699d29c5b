package org.fiftylayers.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.engine.execute.Author.code;
import static org.fiftylayers.engine.execute.Author.codeWith;
import static org.fiftylayers.engine.execute.Author.markdown;
import static org.fiftylayers.engine.execute.Author.outputs;
import static org.fiftylayers.engine.execute.Author.raising;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks in real JVMs of their own. */
@Timeout(300)
class ExecutorTest {
    private static final ExecutorOptions SMALL =
            ExecutorOptions.defaults().withJvmFlags(List.of("-Xmx96m")).withTimeLimit(Duration.ofSeconds(60));

    private final Path folder;

    ExecutorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void runsCellsInOrderAndKeepsEverythingTheyDo() throws Exception {
        Files.writeString(folder.resolve("data.txt"), "beside the notebook");
        Path file = Author.write(
                folder.resolve("good.ipynb"),
                markdown("# Title"),
                code("int twice(int n) {\n    return 2 * n;\n}"),
                code(" \n"),
                code(
                        "System.out.println(\"a\");\nSystem.out.println(\"∂\");\ndisplay(1);\nSystem.err.print(\"e\");\ntwice(21)"),
                raising("twice(1) / 0"),
                raising("undefined + 1"),
                code("Files.readString(Path.of(\"data.txt\"))"),
                raising("System.in.read()"),
                code(
                        "Thread soon = new Thread(() -> {\n    try { Thread.sleep(300); } catch (InterruptedException e) { }\n"
                                + "    System.out.println(\"late\");\n});\nsoon.start();"));

        Execution execution = run(file);
        Notebook notebook = Objects.requireNonNull(execution.notebook());

        assertThat(execution.report()).isEmpty();
        assertThat(outputs(notebook, 2)).isEmpty();
        assertThat(outputs(notebook, 4)).containsExactly("stdout: a\n∂\n", "display: 1", "stderr: e", "result: 42");
        assertThat(outputs(notebook, 5)).containsExactly("error: java.lang.ArithmeticException: / by zero");
        assertThat(outputs(notebook, 6)).containsExactly("error: compile error: cannot find variable undefined");
        assertThat(outputs(notebook, 7)).containsExactly("result: beside the notebook");
        assertThat(outputs(notebook, 8))
                .containsExactly("error: java.lang.UnsupportedOperationException: the cell reads input,"
                        + " and this notebook runs without a reader who could answer");
        assertThat(outputs(notebook, 9)).containsExactly("stdout: late\n");
        assertThat(notebook.cells())
                .filteredOn(CodeCell.class::isInstance)
                .map(cell -> ((CodeCell) cell).executionCount())
                .containsExactly(1, null, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void reportsEveryKindOfFailureAndRunsTheOthers() throws Exception {
        List<Path> files = List.of(
                Author.write(folder.resolve("compile.ipynb"), markdown("#"), code("int a = 1;\nint b = aa + 1;")),
                Author.write(
                        folder.resolve("exception.ipynb"),
                        code(
                                "void read() {\n    throw new IllegalStateException(\"no data\", new java.io.IOException(\"disk\"));\n}"),
                        code("int n = 1;\nread();")),
                Author.write(
                        folder.resolve("loop.ipynb"),
                        codeWith("int i = 0;\n\nwhile (true) i++;", "\"fiftylayers\": {\"timeout\": 3}")),
                Author.write(folder.resolve("exit.ipynb"), code("1"), code("\nSystem.exit(3);")),
                Author.write(
                        folder.resolve("memory.ipynb"),
                        code("var all = new ArrayList<long[]>();"),
                        code("while (true) {\n    all.add(new long[100_000]);\n}")),
                Author.write(
                        folder.resolve("overflow.ipynb"), code("int up(int n) {\n    return up(n + 1) + 1;\n}\nup(1)")),
                Author.write(
                        folder.resolve("thread.ipynb"),
                        code(
                                "Thread stray = new Thread(() -> {\n    while (true) {\n        Thread.onSpinWait();\n    }\n},"
                                        + " \"stray\");\nstray.start();"),
                        code("1")),
                Author.write(
                        folder.resolve("output.ipynb"), code("while (true) {\n    System.out.println(\"again\");\n}")),
                Author.write(folder.resolve("tagged.ipynb"), raising("1 + 1")),
                Files.writeString(folder.resolve("malformed.ipynb"), "{\n \"cells\": [,]\n}"),
                folder.resolve("missing.ipynb"),
                Author.write(folder.resolve("well.ipynb"), code("6 * 7")));

        List<Execution> done = new Executor(SMALL).run(files, Progress.NONE);

        assertThat(done.stream().map(e -> e.report().replace(folder + "/", "notebooks/")))
                .containsExactly(
                        """
                        FAILED: notebooks/compile.ipynb, cell 2, line 2: compile error: cannot find variable aa
                            int b = aa + 1;
                          Remedy: did you mean `a`?
                        """,
                        """
                        FAILED: notebooks/exception.ipynb, cell 2, line 2: java.lang.IllegalStateException: no data
                            read();
                          at read (cell 1, line 2)
                          caused by java.io.IOException: disk
                            at read (cell 1, line 2)
                        """,
                        """
                        FAILED: notebooks/loop.ipynb, cell 1, line 3: time limit: the cell ran longer than 3.0 s
                            while (true) i++;
                          Remedy: look for a loop that does not end, or raise the limit with the metadata "fiftylayers": \
                        {"timeout": seconds} of the cell or the notebook
                        """,
                        """
                        FAILED: notebooks/exit.ipynb, cell 2, line 2: exit: System.exit(3) was called
                            System.exit(3);
                          Remedy: remove the call: a cell must not end the JVM that runs the notebook
                        """,
                        """
                        FAILED: notebooks/memory.ipynb, cell 2, line 2: java.lang.OutOfMemoryError: Java heap space
                                all.add(new long[100_000]);
                          Remedy: use less data at a time, let go of what is no longer needed, or give the JVM more memory (-Xmx)
                        """,
                        """
                        FAILED: notebooks/overflow.ipynb, cell 1, line 4: java.lang.StackOverflowError
                            up(1)
                          recursion at up (cell 1, line 2)
                          Remedy: the recursion does not end, or is deeper than a thread's stack; check the case that ends it, \
                        or use a loop
                        """,
                        """
                        FAILED: notebooks/thread.ipynb, cell 1, line 3: the thread "stray" that this cell started still runs \
                        after the last cell
                                    Thread.onSpinWait();
                          Remedy: end it: `thread.join()` for a thread that ends by itself, `executor.shutdown()` for a pool
                        """,
                        """
                        FAILED: notebooks/output.ipynb, cell 1, line 2: output without end: the cell printed more than 1000000 \
                        bytes; the rest is left out
                                System.out.println("again");
                          Remedy: print less: every tenth or thousandth line, or a summary
                        """,
                        """
                        FAILED: notebooks/tagged.ipynb, cell 1: the cell is tagged raises-exception, but ran to its end
                          Remedy: remove the tag, or let the cell fail
                        """,
                        """
                        FAILED: notebooks/malformed.ipynb: line 2, column 12: not JSON: Unexpected character (',' (code 44)): \
                        expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                        """,
                        "FAILED: notebooks/missing.ipynb: no such file\n",
                        "");
        assertThat(outputs(Objects.requireNonNull(done.get(11).notebook()), 1)).containsExactly("result: 42");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void knowsTheCellInWhichTheJvmDied() throws Exception {
        // The cell asks for what it needs by reflection, so that no rewritten call is in its way.
        Path file = Author.write(
                folder.resolve("halt.ipynb"),
                code("int fine = 1;"),
                code("Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 7);"));

        assertThat(run(file).report())
                .isEqualTo("FAILED: " + file + ", cell 2: the notebook's JVM ended with status 7\n"
                        + "  Remedy: look for native code, or a library that calls System.exit\n");
    }

    @Test
    void saysWhyAJvmDoesNotStart() throws Exception {
        Path file = Author.write(folder.resolve("a.ipynb"), code("1"));
        ExecutorOptions wrongFlag = SMALL.withJvmFlags(List.of("-XX:+NoSuchFlag"));

        assertThat(new Executor(wrongFlag)
                        .run(List.of(file), Progress.NONE)
                        .get(0)
                        .report())
                .contains("the notebook's JVM ended with status 1", "| Unrecognized VM option 'NoSuchFlag'");
    }

    @Test
    void leavesNoJvmBehindWhenTheParentDies() throws Exception {
        Path file = Author.write(folder.resolve("endless.ipynb"), code("while (true) {}"));
        Process worker = new ProcessBuilder(
                        SMALL.java().toString(), "-cp", SMALL.classPath(), Worker.class.getName(), "1000", "60000")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = worker.inputReader()) {
            worker.outputWriter().append(Files.readString(file)).flush();
            assertThat(lines.readLine()).contains("\"begun\"");
            worker.getOutputStream().close(); // as the system does for a parent that died

            assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void leavesNoJvmBehindWhenInterrupted() throws Exception {
        Path file = Author.write(folder.resolve("endless.ipynb"), code("while (true) {}"));
        CountDownLatch started = new CountDownLatch(1);
        Progress progress = new Progress() {
            @Override
            public void started(Path begun, int cells) {
                started.countDown();
            }
        };
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                new Executor(SMALL).run(List.of(file), progress);
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        caller.start();
        started.await();
        for (int i = 0;
                i < 500 && ProcessHandle.current().descendants().findAny().isEmpty();
                i++) {
            Thread.sleep(20);
        }
        caller.interrupt();

        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        for (int i = 0;
                i < 500 && ProcessHandle.current().descendants().findAny().isPresent();
                i++) {
            Thread.sleep(20);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static Execution run(Path file) throws InterruptedException, IOException {
        return new Executor(SMALL).run(List.of(file), Progress.NONE).get(0);
    }
}
