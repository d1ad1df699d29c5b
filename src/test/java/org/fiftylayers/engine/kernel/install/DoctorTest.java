package org.fiftylayers.engine.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Broken kernels, and what the doctor says of them. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts play Java and Jupyter")
class DoctorTest {
    private final Path folder;
    private final Path kernels;
    private final Path jar;
    private final List<Finding> findings = new ArrayList<>();

    DoctorTest(@TempDir Path folder) {
        this.folder = folder;
        kernels = folder.resolve("share/jupyter/kernels");
        jar = folder.resolve("fiftylayers.jar");
    }

    @BeforeEach
    void aMachine() throws IOException {
        Jars.write(jar, "1.0");
        script("bin/jupyter", "echo '{\"data\": [\"" + folder.resolve("share/jupyter") + "\"]}'");
    }

    @Test
    void namesTheKernelsThatThereAreWhereOneIsMissing() throws Exception {
        install(java("exit 1"));

        assertThat(examine("other")).isFalse();
        assertThat(wrong()).contains("no kernel \"other\"", "there are: fiftylayers (", "kernel install");
    }

    @Test
    void seesThatTheJarIsGone() throws Exception {
        install(java("exit 1"));
        Files.delete(jar);

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("there is no " + jar, "kernel install");
    }

    @Test
    void seesThatTheJarIsAnotherVersionsNow() throws Exception {
        install(java("exit 1"));
        Jars.write(jar, "2.0");

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("installed by Fifty Layers 1.0", jar + " is 2.0");
    }

    @Test
    void seesThatTheJavaIsGoneOrTooOld() throws Exception {
        Path java = java("exit 1");
        install(java);

        script("jdk/bin/java", "echo java.base@11.0.2; echo jdk.jshell@11.0.2");
        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("is Java 11", "--java PATH");

        Files.delete(java);
        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains(java + " cannot be started", "--java PATH");
    }

    @Test
    void showsWhatAKernelWroteBeforeItDied() throws Exception {
        install(java("echo 'Error: no luck today' >&2; exit 3"));

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("ended with status 3", "Error: no luck today", "kernel.json");
    }

    @Test
    void saysWhichFlagAJvmRefuses() throws Exception {
        install(java("echo 'Error: Could not create the Java Virtual Machine.'; exit 1"));

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("without the wrong --jvm-arg");
    }

    @Test
    void missesJupyter() throws Exception {
        install(java("exit 1"));
        Files.delete(folder.resolve("bin/jupyter"));

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("there is no `jupyter` on the PATH", "pip install jupyterlab");
    }

    @Test
    void seesThatJupyterLooksElsewhere() throws Exception {
        install(java("exit 1"));
        script("bin/jupyter", "echo '{\"data\": [\"/elsewhere\"]}'");

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("does not look into " + kernels, "it searches /elsewhere/kernels");
    }

    @Test
    void seesThatJupyterItselfIsBroken() throws Exception {
        install(java("exit 1"));
        script("bin/jupyter", "exit 1");

        assertThat(examine("fiftylayers")).isFalse();
        assertThat(wrong()).contains("--paths did not answer", "jupyter --version");
    }

    private boolean examine(String name) throws Exception {
        findings.clear();
        Map<String, String> environment = Map.of("PATH", "/nowhere:" + folder.resolve("bin"));
        return new Doctor(new Installed(List.of(kernels)), environment, "1.0", findings::add).examine(name);
    }

    private String wrong() {
        return findings.stream().filter(Finding::isWrong).map(Finding::toString).collect(Collectors.joining("\n"));
    }

    private void install(Path java) throws Exception {
        new Installation(kernels, "fiftylayers", Installation.DISPLAY_NAME, java, List.of(), jar, "1.0").run();
    }

    /** A Java 17 that does this when it is to run a kernel. */
    private Path java(String kernel) throws IOException {
        return script(
                "jdk/bin/java",
                "if [ \"$1\" = --list-modules ]; then echo java.base@17.0.15; echo jdk.jshell@17.0.15; else " + kernel
                        + "; fi");
    }

    private Path script(String name, String commands) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
