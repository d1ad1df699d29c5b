package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A box's classes as the virtual machine has them in memory, in a file that the next box maps instead of loading them. It
 * is made by a box that runs code of ours only, and fits one class path and one Java; with another the virtual machine does
 * without it, silently.
 */
final class ClassArchive {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ClassArchive() {}

    /**
     * The archive of a class path, which is made where there is none yet.
     *
     * @param cache a folder
     * @return null if there can be none: of classes in folders, for instance, or where the folder cannot be written
     */
    static @Nullable Path of(String classPath, Path cache) {
        List<Path> path = SandboxedProcess.existing(classPath);
        if (!path.stream().allMatch(Files::isRegularFile)) {
            return null;
        }
        try {
            Path archive = cache.resolve("box-" + version(path) + ".jsa");
            if (!Files.exists(archive)) {
                Files.createDirectories(cache);
                Path fresh = Files.createTempFile(cache, "box", ".new");
                try {
                    make(fresh, classPath);
                    if (Files.size(fresh) == 0) {
                        return null;
                    }
                    Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE); // others may map it already
                } finally {
                    Files.deleteIfExists(fresh);
                }
            }
            return archive;
        } catch (IOException | BoxException e) {
            return null; // boxes are slower then, and nothing else
        }
    }

    /** Where a user's programs keep what can be made anew. */
    static Path cache() {
        String folder = System.getenv("XDG_CACHE_HOME");
        Path caches = folder == null || folder.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(folder);
        return caches.resolve("fiftylayers");
    }

    private static String version(List<Path> classPath) throws IOException {
        StringBuilder text = new StringBuilder(System.getProperty("java.home") + System.getProperty("java.vm.version"));
        for (Path file : classPath) {
            text.append('\0').append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void make(Path file, String classPath) throws IOException {
        List<String> keep = List.of("-XX:ArchiveClassesAtExit=" + file);
        try (Box box = new Box(new Unsandboxed(), classPath, LIMIT, keep)) {
            box.load(Probe.class.getName(), Map.of());
            box.call("square", List.of("Matrix"), Matrix.of(new double[] {1, 2}));
            box.get("NUMBER");
            box.end(LIMIT);
        }
    }
}
