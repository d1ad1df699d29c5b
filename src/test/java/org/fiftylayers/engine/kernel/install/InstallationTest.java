package org.fiftylayers.engine.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InstallationTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path folder;
    private final Path kernels;
    private final Path jar;

    InstallationTest(@TempDir Path folder) {
        this.folder = folder;
        kernels = folder.resolve("kernels");
        jar = folder.resolve("fiftylayers.jar");
    }

    @BeforeEach
    void aJar() throws IOException {
        Jars.write(jar, "1.0");
    }

    @Test
    void writesWhatJupyterReads() throws Exception {
        Kernelspec spec = install("fiftylayers", JAVA, "-Xmx3g", "-Dx=a b");

        JsonNode json = new ObjectMapper()
                .readTree(kernels.resolve("fiftylayers/kernel.json").toFile());
        List<String> arguments = new ArrayList<>();
        json.get("argv").forEach(argument -> arguments.add(argument.asText()));
        assertThat(arguments)
                .startsWith(JAVA.toString())
                .contains("-Dfiftylayers.watched=true", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
                .containsSubsequence("-XX:+UseSerialGC", "-Xmx3g", "-Dx=a b", "-cp")
                .endsWith(
                        "-cp",
                        jar.toAbsolutePath().toString(),
                        "org.fiftylayers.engine.kernel.KernelMain",
                        "{connection_file}");
        assertThat(json.get("display_name").asText()).isEqualTo("Java (Fifty Layers)");
        assertThat(json.get("language").asText()).isEqualTo("java");
        assertThat(json.get("interrupt_mode").asText()).isEqualTo("message");
        assertThat(json.at("/metadata/debugger").asBoolean(true)).isFalse();
        assertThat(spec).isEqualTo(Kernelspec.read(kernels.resolve("fiftylayers")));
    }

    @Test
    void addsLogosOfTheSizesThatJupyterShows() throws Exception {
        Path place = install("fiftylayers", JAVA).folder();

        assertThat(ImageIO.read(place.resolve("logo-32x32.png").toFile()).getWidth())
                .isEqualTo(32);
        assertThat(ImageIO.read(place.resolve("logo-64x64.png").toFile()).getWidth())
                .isEqualTo(64);
        assertThat(place.resolve("logo-svg.svg")).content().startsWith("<svg ");
    }

    @Test
    void listsInJupytersOrderAndRemovesOneOnly() throws Exception {
        Kernelspec one = install("one", JAVA);
        Kernelspec two = install("two", JAVA);
        Files.createDirectories(kernels.resolve("python3"));
        Files.writeString(kernels.resolve("python3/kernel.json"), "{\"argv\": [\"python\"], \"language\": \"python\"}");
        Files.createDirectories(kernels.resolve("broken"));
        Files.writeString(kernels.resolve("broken/kernel.json"), "{");
        Installed installed = new Installed(List.of(folder.resolve("nowhere"), kernels));

        assertThat(installed.all()).containsExactly(one, two);
        assertThat(installed.get("TWO")).isEqualTo(two);
        Installed.remove(two);
        assertThat(installed.all()).containsExactly(one);
        assertThat(kernels.resolve("python3")).exists();
        assertThatThrownBy(() -> installed.get("two"))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("no kernel \"two\"")
                .hasMessageContaining("one (" + one.folder() + ")");
    }

    @Test
    void tellsWhatKeepsAKernelFromStarting() throws Exception {
        Kernelspec spec = install("fiftylayers", JAVA);
        assertThat(spec.state("1.0")).isEqualTo(Kernelspec.State.OK);
        assertThat(spec.state("1.1")).isEqualTo(Kernelspec.State.OTHER_VERSION);
        Jars.write(jar, "1.1");
        assertThat(spec.state("1.0")).as("the jar was built anew").isEqualTo(Kernelspec.State.OTHER_VERSION);

        List<String> command = new ArrayList<>(spec.arguments());
        command.set(0, folder.resolve("gone/bin/java").toString());
        assertThat(new Kernelspec(spec.folder(), "", command, "1.0").state("1.0"))
                .isEqualTo(Kernelspec.State.JAVA_MISSING);
        Files.delete(jar);
        assertThat(spec.state("1.0")).isEqualTo(Kernelspec.State.JAR_MISSING);
    }

    @Test
    void leavesTheGarbageCollectorToTheReader() throws Exception {
        assertThat(install("mine", JAVA, "-XX:+UseParallelGC").arguments())
                .contains("-XX:+UseParallelGC")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void lowersNamesAsJupyterDoes() throws Exception {
        assertThat(install("Java-17_b.2", JAVA).name()).isEqualTo("java-17_b.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a\\b", "my kernel", "schräg"})
    void refusesNamesThatJupyterDoesNotTake(String name) {
        assertThatThrownBy(() -> install(name, JAVA))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("\"" + name + "\"");
        assertThat(kernels).doesNotExist();
    }

    @Test
    void refusesAJavaThatCannotRunCells() throws IOException {
        Path old = folder.resolve("java-11");
        Files.writeString(old, "#!/bin/sh\necho java.base@11.0.2\necho jdk.jshell@11.0.2\n");
        Path bare = folder.resolve("jre");
        Files.writeString(bare, "#!/bin/sh\necho java.base@21\n");
        assertThat(old.toFile().setExecutable(true) && bare.toFile().setExecutable(true))
                .isTrue();

        assertThatThrownBy(() -> install("x", old))
                .hasMessageContaining("is Java 11")
                .hasMessageContaining("--java");
        assertThatThrownBy(() -> install("x", bare)).hasMessageContaining("without JShell");
        assertThatThrownBy(() -> install("x", folder.resolve("nothing")))
                .hasMessageContaining("cannot be started")
                .hasMessageContaining("nothing");
        assertThat(kernels).doesNotExist();
    }

    @Test
    void saysHowToGetAJarWhereThereIsNone() {
        assertThatThrownBy(() -> new Installation(kernels, "x", "X", JAVA, List.of(), folder, "1.0").run())
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("is no jar")
                .hasMessageContaining("mvn -DskipTests package");
    }

    private Kernelspec install(String name, Path java, String... flags) throws Exception {
        return new Installation(kernels, name, Installation.DISPLAY_NAME, java, List.of(flags), jar, "1.0").run();
    }
}
