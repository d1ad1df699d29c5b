package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.kernel.client.Channel;
import org.fiftylayers.engine.kernel.client.ConnectionFile;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.fiftylayers.engine.kernel.client.KernelException;
import org.fiftylayers.engine.kernel.client.Launch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How kernels begin and end. */
class LifecycleIT {
    @Test
    void shutsDownWhenTold() throws Exception {
        try (KernelClient kernel = RunningKernel.start()) {
            Exchange exchange = kernel.shutdown(false);

            assertThat(exchange.reply().type()).isEqualTo("shutdown_reply");
            assertThat(exchange.status()).isEqualTo("ok");
            assertThat(exchange.content().get("restart").asBoolean()).isFalse();
            assertThat(kernel.process().exitValue()).isZero();
            assertThat(takenPorts(kernel)).isEmpty();
        }
    }

    @Test
    void shutsDownWhileACellRuns() {
        try (KernelClient kernel = RunningKernel.start()) {
            Exchange running = kernel.submit("while (true) {}", Map.of());
            kernel.listen(Duration.ofMillis(200));
            kernel.shutdown(false);

            assertThat(kernel.process().isAlive()).isFalse();
            assertThat(running.isIdle()).isFalse();
        }
    }

    @Test
    void startsAfreshWhenRestarted() {
        try (KernelClient kernel = RunningKernel.start()) {
            kernel.execute("int before = 1;");
            long pid = kernel.process().pid();
            kernel.restart();

            assertThat(kernel.process().pid()).isNotEqualTo(pid);
            assertThat(kernel.execute("before").status()).isEqualTo("error");
            Exchange exchange = kernel.execute("2 + 2");
            assertThat(exchange.result()).isEqualTo("4");
            assertThat(exchange.content().get("execution_count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void threadsOfCellsDoNotKeepItAlive() {
        try (KernelClient kernel = RunningKernel.start()) {
            kernel.execute("new Thread(() -> { while (true) {} }).start();\n"
                    + "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));");
            kernel.shutdown(false);
        }
    }

    /** Jupyter may be killed: kernels must not stay behind. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the parent that dies is sh")
    void endsWhenItsParentDies() throws Exception {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "export JPY_PARENT_PID=$$; \"$@\" & wait", "sh"));
        argv.addAll(RunningKernel.launch(List.of()).argv());
        try (KernelClient kernel = KernelClient.start(Launch.of(argv), RunningKernel.START)) {
            ProcessHandle java = kernel.process().descendants().findFirst().orElseThrow();
            try {
                kernel.submit("while (true) {}", Map.of());
                kernel.process().destroyForcibly().waitFor();

                java.onExit().get(30, TimeUnit.SECONDS);
            } finally {
                java.destroyForcibly();
            }
            assertThat(takenPorts(kernel)).isEmpty();
        }
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> {
                    List<String> argv =
                            new ArrayList<>(RunningKernel.launch(List.of()).argv());
                    argv.set(argv.size() - 1, "no-such-file.json");
                    KernelClient.start(Launch.of(argv), RunningKernel.START).close();
                })
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("no-such-file.json")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void aFewRestartsLeaveNeitherProcessNorPort() {
        restart(3);
    }

    @Test
    @Tag("slow")
    void aHundredRestartsLeaveNeitherProcessNorPort() {
        restart(100);
    }

    private static void restart(int times) {
        Set<Long> before = children();
        KernelClient kernel = RunningKernel.start();
        try (kernel) {
            for (int i = 0; i < times; i++) {
                kernel.restart();
                assertThat(kernel.execute("1 + " + i).result()).isEqualTo(Integer.toString(1 + i));
                Set<Long> now = children();
                now.removeAll(before);
                assertThat(now).containsOnly(kernel.process().pid());
            }
        }
        assertThat(children()).isEqualTo(before);
        assertThat(takenPorts(kernel)).isEmpty();
    }

    private static Set<Long> children() {
        Set<Long> pids = new HashSet<>();
        ProcessHandle.current().descendants().forEach(child -> pids.add(child.pid()));
        return pids;
    }

    private static List<Integer> takenPorts(KernelClient kernel) {
        List<Integer> taken = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            int port = kernel.connection().port(channel);
            if (!ConnectionFile.isFree(port)) {
                taken.add(port);
            }
        }
        return taken;
    }
}
