package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.notebook.Notebooks;

/** A small book with one of everything, in a folder of its own that a test may spoil. */
public final class Sample {
    public static final Path CACHE = Path.of("target/test-cache/book");

    public final Path root;
    final Path site;

    public Sample(Path folder) throws IOException {
        root = folder.resolve("project");
        site = folder.resolve("site");
        copy(Path.of("src/test/resources/book/sample"), root);
        copy(Path.of("book/theme"), root.resolve("book/theme"));
    }

    /** Builds with the notebooks' stored outputs. */
    BookReport build() throws BookException, IOException, InterruptedException {
        return build(CACHE, Sample::stored);
    }

    BookReport build(Path cache, BookBuilder.Execute execute) throws BookException, IOException, InterruptedException {
        BookReport report = new BookBuilder(root, cache).build(execute);
        report.site().write(site);
        return report;
    }

    /** The print edition, with the notebooks' stored outputs. */
    String print() throws BookException, IOException, InterruptedException {
        BookReport report = new BookBuilder(root, CACHE).print(Sample::stored);
        assertThat(report.problems()).isEmpty();
        assertThat(report.site().files()).containsOnlyKeys(BookBuilder.PRINT);
        return new String(report.site().files().get(BookBuilder.PRINT), StandardCharsets.UTF_8);
    }

    public static List<Execution> stored(List<Path> files) {
        List<Execution> executions = new ArrayList<>();
        for (Path file : files) {
            try {
                executions.add(new Execution(file, Notebooks.read(file), null, Duration.ofMillis(1500), true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return executions;
    }

    public Sample replace(String file, String old, String fresh) throws IOException {
        String text = Files.readString(root.resolve(file));
        if (!text.contains(old)) {
            throw new IllegalArgumentException(file + " has no " + old);
        }
        Files.writeString(root.resolve(file), text.replace(old, fresh));
        return this;
    }

    String page(String name) throws IOException {
        return Files.readString(site.resolve(name));
    }

    /** Every file of the site by its path. */
    Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(site)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(site.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
