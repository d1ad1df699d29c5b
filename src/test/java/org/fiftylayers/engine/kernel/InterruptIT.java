package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that are told to stop. */
class InterruptIT {
    /** Twice the promise: test machines are noisy. */
    private static final Duration A_SECOND = Duration.ofSeconds(2);

    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "int spin() { int i = 0; while (true) { i++; } }\nspin()",
                "while (true) Thread.sleep(10_000);",
                "new java.util.concurrent.CountDownLatch(1).await();",
                "while (true) System.out.println(\"again\");",
                "for (int i = 0; ; i++) { try { Thread.sleep(100); } catch (InterruptedException e) { break; } }\n"
                        + "while (true) {}",
                "java.util.stream.Stream.iterate(1, i -> i).forEach(i -> {});",
                "Thread endless = new Thread(() -> { while (true) {} }); endless.setDaemon(true); endless.start();\n"
                        + "endless.join();",
                "synchronized (new Object()) { new Object() { synchronized void hold() throws Exception { wait(); } }"
                        + ".hold(); }"
            })
    void endsWithinASecond(String code) {
        Exchange exchange = KERNEL.client().submit(code, Map.of());
        KERNEL.client().listen(Duration.ofMillis(250));
        assertThat(exchange.isAnswered()).as("still runs").isFalse();
        Duration time = interrupted(exchange);

        assertThat(RunningKernel.error(exchange)).containsIgnoringCase("interrupted");
        assertThat(time).isLessThan(A_SECOND);
    }

    /** Java 17 stops these as well; a newer Java cannot stop a thread, and the cell is given up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum()",
                "while (true) { try { Thread.sleep(1); } catch (Throwable caught) { } }",
                "java.math.BigInteger.TWO.shiftLeft(200_000_000).subtract(java.math.BigInteger.ONE).toString()"
            })
    void endsEvenWhatDoesNotListen(String code) {
        Exchange exchange = KERNEL.client().submit(code, Map.of());
        KERNEL.client().listen(Duration.ofMillis(250));
        assertThat(exchange.isAnswered()).as("still runs").isFalse();
        Duration time = interrupted(exchange);

        assertThat(RunningKernel.error(exchange)).containsIgnoringCase("interrupted");
        assertThat(time).isLessThan(Duration.ofSeconds(5));
        if (Runtime.version().feature() >= 20) {
            KERNEL.renew();
        }
    }

    @Test
    void endsOurOwnTrainingWithinASecond() {
        Exchange exchange = KERNEL.client()
                .submit(
                        """
                        var left = org.fiftylayers.matrix.Matrix.zeros(400, 400);
                        for (long i = 0; i < 1_000_000_000L; i++) left.matmul(left);
                        """,
                        Map.of());
        KERNEL.client().listen(Duration.ofMillis(800));
        assertThat(exchange.isAnswered()).as(exchange.toString()).isFalse();

        assertThat(interrupted(exchange)).isLessThan(A_SECOND);
        RunningKernel.error(exchange);
    }

    @Test
    void abortsTheCellsThatWaitBehindIt() {
        KernelClient client = KERNEL.client();
        Exchange running = client.submit("while (true) {}", Map.of());
        Exchange waiting = client.submit("int notRun = 1;", Map.of());
        client.listen(Duration.ofMillis(300));
        client.interrupt();

        assertThat(client.await(running).status()).isEqualTo("error");
        assertThat(client.await(waiting).status()).isEqualTo("aborted");
    }

    @Test
    void changesNothingBetweenCells() {
        for (int i = 0; i < 3; i++) {
            assertThat(KERNEL.client().interrupt().status()).isEqualTo("ok");
        }
        KERNEL.runWell("int afterwards = 1;");
    }

    @Test
    void keepsWhatEarlierCellsDeclared() {
        KERNEL.runWell("int kept = 5;");
        Exchange exchange = KERNEL.client().submit("while (true) { kept++; }", Map.of());
        KERNEL.client().listen(Duration.ofMillis(200));
        interrupted(exchange);

        assertThat(KERNEL.runWell("kept > 5").result()).isEqualTo("true");
    }

    @Test
    void twentyAtRandomMomentsLeaveAKernelThatWorks() {
        Random random = new Random(4);
        KERNEL.runWell("long work(long n) { long sum = 0; for (long i = 0; i < n; i++) sum += i; return sum; }");
        int stopped = 0;
        for (int i = 0; i < 20; i++) {
            Exchange exchange = KERNEL.client()
                    .submit("System.out.print(\"x\"); work(" + random.nextInt(1000) + "_000_000L)", Map.of());
            KERNEL.client().listen(Duration.ofMillis(random.nextInt(1, 120)));
            interrupted(exchange);
            if (exchange.status().equals("error")) {
                RunningKernel.error(exchange);
                stopped++;
            }
            assertThat(KERNEL.runWell("\"ok \" + " + i).result()).contains("ok " + i);
        }
        assertThat(stopped).isPositive();
    }

    /** Interrupts, and measures the time until the cell has ended. */
    private static Duration interrupted(Exchange exchange) {
        long start = System.nanoTime();
        assertThat(KERNEL.client().interrupt().status()).isEqualTo("ok");
        KERNEL.client().await(exchange);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
