package org.fiftylayers.engine.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.fiftylayers.engine.kernel.client.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, installed by its own command and examined by its own doctor. */
@Timeout(180)
class InstalledKernelIT {
    private static final Path JAR = Path.of("target/fiftylayers.jar").toAbsolutePath();

    private final Path prefix;
    private final Path kernels;

    InstalledKernelIT(@TempDir Path prefix) {
        this.prefix = prefix;
        kernels = prefix.resolve("share/jupyter/kernels");
    }

    @Test
    void runsWhereItWasInstalledAndStartsWithoutItsClassArchiveToo() throws Exception {
        assertThat(command("install", "--name", "Mine", "--jvm-arg", "-Dtested=yes"))
                .contains("Installed the kernel mine")
                .contains(JAR.toString());
        assertThat(kernels.resolve("mine/classes.jsa")).exists();
        assertThat(command("list")).contains("mine: ok");

        List<Finding> findings = new ArrayList<>();
        String version = version();
        Path bin = Files.createDirectories(prefix.resolve("bin"));
        Files.writeString(
                bin.resolve("jupyter"),
                "#!/bin/sh\necho '{\"data\": [\"" + prefix.resolve("share/jupyter") + "\"]}'\n");
        assertThat(bin.resolve("jupyter").toFile().setExecutable(true)).isTrue();
        boolean well = new Doctor(
                        new Installed(List.of(kernels)), Map.of("PATH", bin.toString()), version, findings::add)
                .examine("mine");
        assertThat(well).as(findings.toString()).isTrue();
        assertThat(findings).last().asString().contains("it runs: ready after");

        // As if the jar had been built again: the archive does not fit, and nobody hears of it.
        Path archive = kernels.resolve("mine/classes.jsa");
        Files.move(archive, prefix.resolve("moved"));
        Files.writeString(archive, "no archive");
        try (KernelClient kernel =
                KernelClient.start(Launch.of(kernels.resolve("mine/kernel.json")), Duration.ofSeconds(60))) {
            assertThat(kernel.execute("System.getProperty(\"tested\")").result())
                    .isEqualTo("yes");
        }

        assertThat(command("uninstall", "--name", "mine")).contains("Removed the kernel mine");
        assertThat(kernels.resolve("mine")).doesNotExist();
    }

    private String command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-jar", JAR.toString(), "kernel", arguments[0]));
        command.addAll(List.of("--prefix", prefix.toString()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String version() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
        }
    }
}
