package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.engine.kernel.client.Channel;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.fiftylayers.engine.kernel.client.Launch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The kernel in a process of its own, one for all tests of a class; after each of them it must still run cells. */
final class RunningKernel implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    static final Duration START = Duration.ofSeconds(60);
    private static final Path JAR = Path.of("target/fiftylayers.jar").toAbsolutePath();

    private final List<String> flags;
    private @Nullable KernelClient client;

    RunningKernel(String... flags) {
        this.flags = List.of(flags);
    }

    /** How the kernel is started, with the Java of this test and the jar that users have, or else this class path. */
    static Launch launch(List<String> flags) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dfiftylayers.watched=true",
                "--add-modules=jdk.incubator.vector"));
        argv.addAll(flags);
        argv.addAll(List.of(
                "-cp",
                Files.exists(JAR) ? JAR.toString() : System.getProperty("java.class.path"),
                KernelMain.class.getName(),
                "{connection_file}"));
        return Launch.of(argv);
    }

    static KernelClient start(String... flags) {
        return KernelClient.start(launch(List.of(flags)), START);
    }

    KernelClient client() {
        return Objects.requireNonNull(client, "no kernel runs");
    }

    Exchange run(String code) {
        return client().execute(code);
    }

    /** Runs a cell that must succeed. */
    Exchange runWell(String code) {
        Exchange exchange = run(code);
        assertThat(exchange.status()).as(exchange.toString()).isEqualTo("ok");
        return exchange;
    }

    /** Runs a cell that must fail; returns the error as readers see it. */
    String error(String code) {
        return error(run(code));
    }

    /** The error of a cell as readers see it, which the reply must tell as well. */
    static String error(Exchange exchange) {
        assertThat(exchange.status()).as(exchange.toString()).isEqualTo("error");
        assertThat(exchange.published("error")).as(exchange.toString()).hasSize(1);
        var error = exchange.published("error").get(0);
        for (String field : List.of("ename", "evalue", "traceback")) {
            assertThat(error.get(field))
                    .as(field)
                    .isNotNull()
                    .isEqualTo(exchange.content().get(field));
        }
        List<String> lines = new ArrayList<>();
        error.get("traceback").forEach(line -> lines.add(line.asText()));
        // without the colours
        return String.join("\n", lines).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    Exchange request(String type, Map<String, ?> content) {
        return client().request(Channel.SHELL, type, content);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        client = start(flags.toArray(String[]::new));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            client().beat();
            request("kernel_info_request", Map.of()); // what still waits may abort what comes behind it
            assertThat(run("1 + 1").result()).isEqualTo("2");
        } catch (RuntimeException | AssertionError e) {
            renew(); // so that one fault is one failure
            throw e;
        }
    }

    /** Starts the kernel anew: a newer Java goes on with cells that it cannot stop. */
    void renew() {
        client().close();
        client = start(flags.toArray(String[]::new));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (client != null) {
            client.close();
        }
    }
}
