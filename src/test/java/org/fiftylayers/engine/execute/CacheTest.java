package org.fiftylayers.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fiftylayers.engine.execute.Author.code;
import static org.fiftylayers.engine.execute.Author.codeWith;
import static org.fiftylayers.engine.execute.Author.markdown;
import static org.fiftylayers.engine.execute.Author.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CacheTest {
    private final Path folder;

    CacheTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void runsANotebookAgainOnlyWhenItsCodeChanges() throws Exception {
        ExecutorOptions options = ExecutorOptions.defaults().withCache(folder.resolve("cache"));
        Path file = Author.write(folder.resolve("a.ipynb"), markdown("# One"), code("System.nanoTime()"));
        Execution first = run(options, file);
        Author.write(file, markdown("# Another text"), code("System.nanoTime()"));
        Execution second = run(options, file);
        damage(folder.resolve("cache"));
        Execution third = run(options, file);

        assertThat(first.cached()).isFalse();
        assertThat(second.cached()).isTrue();
        assertThat(outputs(Objects.requireNonNull(second.notebook()), 2))
                .isEqualTo(outputs(Objects.requireNonNull(first.notebook()), 2));
        assertThat(second.notebook().cells().get(0).source()).isEqualTo("# Another text");
        assertThat(third.cached()).isFalse();
        assertThat(third.failure()).isNull();
    }

    @Test
    void neverKeepsARunThatFailed() throws Exception {
        ExecutorOptions options = ExecutorOptions.defaults().withCache(folder.resolve("cache"));
        Path file = Author.write(folder.resolve("a.ipynb"), code("1 / 0"));

        assertThat(run(options, file).failure()).isNotNull();
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void keyChangesWithWhateverCanChangeAnOutput() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/org/fiftylayers/matrix"));
        Files.writeString(classes.resolve("Matrix.class"), "bytes");
        ExecutorOptions options = withClassPath(folder.resolve("classes"));
        String key = key(options, code("1"));

        assertThat(key(options, code("1"))).as("nothing").isEqualTo(key);
        assertThat(key(options, markdown("text"), code("1"))).as("prose").isEqualTo(key);
        assertThat(key(options, codeWith("1", "\"label\": \"fig-a\"")))
                .as("a label")
                .isEqualTo(key);
        assertThat(key(options, code("2"))).as("code").isNotEqualTo(key);
        assertThat(key(options, code("1"), code("1"))).as("another cell").isNotEqualTo(key);
        assertThat(key(options, Author.raising("1"))).as("a tag").isNotEqualTo(key);
        assertThat(key(options.withJvmFlags(List.of("-Xmx64m")), code("1")))
                .as("a flag")
                .isNotEqualTo(key);
        Files.createDirectories(folder.resolve("classes/org/fiftylayers/engine/book"));
        Files.writeString(folder.resolve("classes/org/fiftylayers/engine/book/Book.class"), "bytes");
        assertThat(key(options, code("1"))).as("the renderer").isEqualTo(key);
        Files.writeString(classes.resolve("Matrix.class"), "other");
        assertThat(key(options, code("1"))).as("a class").isNotEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%load lib/a.jsh",
                "int x = 1;\n%load \"lib/a.jsh\"",
                "%jars lib",
                "%classpath lib/*.jsh",
                "%%time\n%load lib/a.jsh",
                "%load outer.jsh"
            })
    void keyChangesWithTheFilesThatMagicsRead(String cell) throws Exception {
        ExecutorOptions options = withClassPath(folder.resolve("classes"));
        Path script = Files.createDirectories(folder.resolve("lib")).resolve("a.jsh");
        Files.writeString(script, "int a = 1;");
        Files.writeString(folder.resolve("outer.jsh"), "%load lib/a.jsh\n%load outer.jsh");
        String key = key(options, code(cell));

        assertThat(key(options, code(cell))).isEqualTo(key);
        Files.writeString(script, "int a = 2;");
        assertThat(key(options, code(cell))).isNotEqualTo(key);
    }

    @Test
    void readsAJarOf60MegabytesInATwinkling() throws Exception {
        Path jar = folder.resolve("big.jar");
        writeJar(jar, 60, 'a');
        ExecutorOptions options = withClassPath(jar);
        long start = System.nanoTime();
        String key = key(options, code("1"));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        writeJar(jar, 60, 'b');

        assertThat(took).isLessThan(Duration.ofMillis(500));
        assertThat(key(options, code("1"))).isNotEqualTo(key);
    }

    private static void writeJar(Path jar, int megabytes, char content) throws IOException {
        byte[] bytes = String.valueOf(content).repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            for (int i = 0; i < megabytes; i++) {
                zip.putNextEntry(new ZipEntry("part" + i));
                zip.write(bytes);
            }
        }
    }

    private static void damage(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "[{\"count\": 1, \"outp");
            }
        }
    }

    private String key(ExecutorOptions options, String... cells) throws IOException {
        return new Fingerprint(options).of(Notebooks.read(Author.write(folder.resolve("key.ipynb"), cells)), folder);
    }

    private static ExecutorOptions withClassPath(Path entry) {
        ExecutorOptions usual = ExecutorOptions.defaults();
        return new ExecutorOptions(
                usual.java(), entry.toString(), List.of(), null, 1, usual.timeLimit(), usual.outputLimit());
    }

    private static Execution run(ExecutorOptions options, Path file) throws InterruptedException {
        return new Executor(options).run(List.of(file), Progress.NONE).get(0);
    }
}
