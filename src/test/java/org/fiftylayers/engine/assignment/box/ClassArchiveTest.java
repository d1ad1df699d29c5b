package org.fiftylayers.engine.assignment.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final String jar;

    ClassArchiveTest(@TempDir Path folder) throws IOException, URISyntaxException {
        this.folder = folder;
        Path classes = Path.of(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.isDirectory(classes));
        Path file = folder.resolve("classes.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, packed);
            }
        }
        jar = file.toString();
    }

    @Test
    void boxesTakeTheirClassesFromIt() throws IOException {
        Path archive = Objects.requireNonNull(ClassArchive.of(jar, folder));

        // with -Xshare:on a virtual machine that cannot use its archive ends
        List<String> options = List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive);
        try (Box box = new Box(new Unsandboxed(), jar, LIMIT, options)) {
            assertAnswers(box);
        }
    }

    @Test
    void aWalledBoxSeesItReadOnly() throws IOException {
        assumeTrue(Bubblewrap.find() != null, "bubblewrap is not installed");
        Bubblewrap bubblewrap = Objects.requireNonNull(Bubblewrap.find());
        bubblewrap.accelerate(ClassArchive.of(jar, folder));

        assertThat(bubblewrap.command(List.of(), List.of(), CompilerAgent.class.getName()))
                .noneMatch(argument -> argument.contains("SharedArchiveFile"));
        try (Box box = new Box(bubblewrap, jar, LIMIT, List.of("-Xshare:on"))) {
            assertAnswers(box);
            assertThat(box.call("read", List.of("String"), "/classes.jsa")).isEqualTo(true);
            assertThat(box.call("write", List.of("String"), "/classes.jsa")).isEqualTo(false);
        }
    }

    @Test
    void itIsMadeOnceForAClassPath() throws IOException {
        Path archive = Objects.requireNonNull(ClassArchive.of(jar, folder));
        Object key = Files.readAttributes(archive, "*").get("lastModifiedTime");

        assertThat(ClassArchive.of(jar, folder)).isEqualTo(archive);
        assertThat(Files.readAttributes(archive, "*").get("lastModifiedTime")).isEqualTo(key);

        Files.writeString(Path.of(jar), "another jar");
        assertThat(ClassArchive.of(jar, folder)).isNull();
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void thereIsNoneWhereItCannotBeKept() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));

        assertThat(ClassArchive.of(jar, file)).isNull();
        assertThat(ClassArchive.of(folder.toString(), folder)).isNull();
    }

    private static void assertAnswers(Box box) {
        box.load(Probe.class.getName(), Map.of());
        assertThat(box.call("square", List.of("Matrix"), Matrix.of(new double[] {3, 4})))
                .isEqualTo(new double[] {9});
    }
}
