package org.fiftylayers.engine.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A Maven repository in a folder, filled with tiny libraries, and settings that make it the mirror of all others. */
public final class TestRepository {
    private final Path root;
    private final Path folder;
    private int settings;

    public TestRepository(Path root) {
        this.root = root;
        folder = root.resolve("remote");
    }

    /** Settings under which this repository stands for every other one; nothing is downloaded yet. */
    public MavenSettings settings() {
        return settings(mirror());
    }

    String mirror() {
        return "<mirrors><mirror><id>test</id><mirrorOf>*</mirrorOf><url>" + url() + "</url></mirror></mirrors>";
    }

    MavenSettings settings(String elements) {
        Path file = root.resolve(++settings + "/settings.xml");
        write(file, "<settings>" + elements + "</settings>");
        return new MavenSettings(file, null, file.resolveSibling("local"));
    }

    URI url() {
        return folder.toUri();
    }

    /**
     * Adds a library with one class {@code test.Name} whose {@code version()} is the version, and a resource.
     *
     * @param coordinates as {@link Coordinates#parse} takes them
     * @param needs coordinates of what it depends on
     */
    public Path add(String coordinates, String... needs) {
        Coordinates library = Coordinates.parse(coordinates);
        Path place = folder.resolve(library.group().replace('.', '/'))
                .resolve(library.name())
                .resolve(library.version());
        String stem = library.name() + "-" + library.version();
        StringBuilder dependencies = new StringBuilder();
        for (String need : needs) {
            dependencies
                    .append("<dependency>")
                    .append(elements(Coordinates.parse(need)))
                    .append("</dependency>");
        }
        write(
                place.resolve(stem + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion>" + elements(library) + "<dependencies>" + dependencies
                        + "</dependencies></project>");
        String type = library.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + library.name().substring(1);
        Path jar = place.resolve(stem + (library.classifier().isEmpty() ? "" : "-" + library.classifier()) + ".jar");
        jar(jar, type, library.version() + library.classifier());
        return jar;
    }

    private static String elements(Coordinates library) {
        return "<groupId>" + library.group() + "</groupId><artifactId>" + library.name() + "</artifactId><version>"
                + library.version() + "</version>";
    }

    /** A jar with the class {@code test.Type}, and with a service and a resource that say the same. */
    public static void jar(Path jar, String type, String version) {
        try {
            Path work = Files.createTempDirectory("library");
            Path source = work.resolve(type + ".java");
            Path compiled = work.resolve("test/" + type + ".class");
            write(
                    source,
                    "package test; public class " + type + " implements java.util.function.Supplier<String> {"
                            + " public String get() { return version(); }"
                            + " public static String version() { return \"" + version + "\"; } }");
            int exit = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-d", work.toString(), source.toString());
            if (exit != 0) {
                throw new IllegalStateException("the library does not compile: " + source);
            }
            Files.createDirectories(jar.getParent());
            Map<String, byte[]> entries = Map.of(
                    "test/" + type + ".class",
                    Files.readAllBytes(compiled),
                    "META-INF/services/java.util.function.Supplier",
                    bytes("test." + type),
                    type + ".txt",
                    bytes(version));
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (String name :
                        List.copyOf(entries.keySet()).stream().sorted().toList()) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(entries.getOrDefault(name, new byte[0]));
                }
            }
            for (Path leftover : List.of(compiled, compiled.getParent(), source, work)) {
                Files.delete(leftover);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
