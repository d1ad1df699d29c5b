package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InputTest {
    private static Shell shell;

    @BeforeAll
    static void open() {
        shell = Shell.open(ShellOptions.defaults());
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    private static Object read(Reader reader, String source) {
        CellResult result = shell.eval("cell 1", source, Duration.ofSeconds(20), reader);
        assertThat(result.error()).as("%s", result.error()).isNull();
        return Objects.requireNonNull(result.value());
    }

    @Test
    void readsLinesAsAScannerABufferedReaderAndBytes() {
        Reader reader = new Reader("Ada 36", "ζ∂😀", "line three", "AB");

        assertThat(read(reader, "var in = new Scanner(System.in); in.next() + in.nextInt() + in.nextLine()"))
                .isEqualTo("Ada36");
        assertThat(read(
                        reader,
                        "var lines = new BufferedReader(new InputStreamReader(System.in, \"UTF-8\"));"
                                + " lines.readLine() + lines.readLine()"))
                .isEqualTo("ζ∂😀line three");
        assertThat(read(reader, "System.in.read() + System.in.read() + System.in.read()"))
                .isEqualTo('A' + 'B' + '\n');
    }

    @Test
    void asksWhenWhatWasPrintedIsSeen() {
        Reader reader = new Reader("42");

        read(reader, "System.out.print(\"How many? \"); new Scanner(System.in).nextInt()");

        assertThat(reader.seen).containsExactly("How many? ", "asked: ");
    }

    @Test
    void hidesPasswordsAndShowsPrompts() {
        Reader reader = new Reader("Ada", "secret");

        assertThat(read(
                        reader,
                        "import org.fiftylayers.display.Display;\n"
                                + "Display.ask(\"Name: \") + Display.askHidden(\"Password: \")"))
                .isEqualTo("Adasecret");
        assertThat(reader.seen).containsExactly("asked: Name: ", "asked hidden: Password: ");
    }

    @Test
    void leavesNothingUnreadForTheNextCell() {
        read(new Reader("leftover"), "System.in.read()");

        assertThat(read(new Reader("fresh"), "new Scanner(System.in).nextLine()"))
                .isEqualTo("fresh");
    }

    @Test
    void readsInThreadsOfTheCell() {
        assertThat(
                        read(
                                new Reader("from a thread"),
                                """
                        String got = null;
                        Thread t = new Thread(() -> got = new Scanner(System.in).nextLine());
                        t.start();
                        t.join();
                        got"""))
                .isEqualTo("from a thread");
    }

    @Test
    void failsWhereNobodyCanAnswer() {
        for (String source : List.of(
                "new Scanner(System.in).nextLine()",
                "new BufferedReader(new InputStreamReader(System.in)).readLine()",
                "System.in.read()",
                "org.fiftylayers.display.Display.askHidden(\"Password: \")")) {
            CellResult result = shell.eval("cell 1", source, Duration.ofSeconds(20), event -> {});

            assertThat(Objects.requireNonNull(result.error(), source).headline())
                    .as(source)
                    .contains("the cell reads input", "without a reader");
        }
    }

    @Test
    void isInterruptedWhileItWaits() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Reader nobody = new Reader() {
            @Override
            public String ask(String prompt, boolean hidden) {
                asked.countDown();
                return super.ask(prompt, hidden);
            }
        };
        Thread presses = new Thread(() -> {
            try {
                asked.await();
                shell.interrupt();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        presses.start();

        CellResult result = shell.eval("cell 1", "new Scanner(System.in).nextLine()", null, nobody);
        presses.join();

        assertThat(Objects.requireNonNull(result.error()).kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(read(new Reader("again"), "new Scanner(System.in).nextLine()"))
                .isEqualTo("again");
    }

    @Test
    void namesNoClassOfOursWhereNobodyAnswers() {
        CellError error = Objects.requireNonNull(
                shell.eval("cell 1", "System.in.read()", null, event -> {}).error());

        assertThat(error.lines()).noneMatch(line -> line.contains("fiftylayers"));
    }

    /** Sees what a cell prints, and has its answers ready. */
    private static class Reader implements Listener {
        final List<String> seen = new ArrayList<>();
        private final BlockingQueue<String> answers;

        Reader(String... answers) {
            this.answers = new LinkedBlockingQueue<>(Arrays.asList(answers));
        }

        @Override
        public void on(ShellEvent event) {
            if (event instanceof ShellEvent.Printed printed) {
                seen.add(printed.text());
            }
        }

        @Override
        public String ask(String prompt, boolean hidden) {
            seen.add((hidden ? "asked hidden: " : "asked: ") + prompt);
            try {
                return answers.take();
            } catch (InterruptedException e) {
                throw new CancellationException("interrupted");
            }
        }
    }
}
