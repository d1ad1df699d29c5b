package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.engine.shell.Magics;

/**
 * A key for a notebook's outputs: SHA-256 of everything that can change them. That is its code cells, the classes and
 * resources on the class path (of jars only the checksums that their directories hold: quick also for a jar of 60 MB),
 * the Java version, the JVM's flags and the files that magics read. Prose is not in it, nor what renders the book.
 */
final class Fingerprint {
    private static final String FORMAT = "fiftylayers outputs 1";
    /** Parts of the engine that do not run in a notebook's JVM. */
    private static final List<String> ELSEWHERE = List.of(
            "org/fiftylayers/engine/book/",
            "org/fiftylayers/engine/cli/",
            "org/fiftylayers/engine/kernel/",
            "org/fiftylayers/engine/serve/",
            "org/fiftylayers/engine/assignment/");

    private static final Pattern SCRIPT = Pattern.compile("\\.(jsh|jshell|java)$");

    private final byte[] surroundings;

    /** Reads what all notebooks have in common. */
    Fingerprint(ExecutorOptions options) throws IOException {
        Digest digest = new Digest();
        digest.add(FORMAT);
        digest.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        addJava(digest, options.java());
        WorkerProcess.fixedFlags().forEach(digest::add);
        options.jvmFlags().forEach(digest::add);
        for (String entry : options.classPath().split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                addFolder(digest, path);
            } else if (Files.exists(path)) {
                addJar(digest, path);
            }
        }
        surroundings = digest.bytes();
    }

    /**
     * The key of one notebook, 64 hexadecimal digits.
     *
     * @param folder in which it runs
     */
    String of(Notebook notebook, Path folder) throws IOException {
        Digest digest = new Digest();
        Set<Path> known = new HashSet<>();
        digest.add(surroundings);
        digest.add(notebook.metadata().path("fiftylayers"));
        for (Cell cell : notebook.cells()) {
            if (cell instanceof CodeCell code) {
                digest.add(code.source());
                digest.add(code.metadata().path("fiftylayers"));
                digest.add(Boolean.toString(code.hasTag(NotebookRun.RAISES)));
                addFiles(digest, code.source(), folder, known);
            }
        }
        return HexFormat.of().formatHex(digest.bytes());
    }

    /** What magics such as {@code %load} read, and what the magics in that read. */
    private static void addFiles(Digest digest, String source, Path folder, Set<Path> known) throws IOException {
        for (Path path : Magics.filesOf(source, folder)) {
            if (!known.add(path)) {
                continue;
            }
            if (Files.isDirectory(path)) {
                addFolder(digest, path);
                continue;
            }
            byte[] content = Files.readAllBytes(path);
            digest.add(content);
            if (SCRIPT.matcher(path.toString()).find()) {
                addFiles(digest, new String(content, StandardCharsets.UTF_8), folder, known);
            }
        }
    }

    /** A Java installation says in its file {@code release} which version it is, and whose. */
    private static void addJava(Digest digest, Path java) throws IOException {
        Path bin = java.toRealPath().getParent();
        Path release = bin == null ? java : bin.resolveSibling("release");
        if (Files.isRegularFile(release)) {
            digest.add(Files.readAllBytes(release));
        } else {
            digest.add(System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
        }
    }

    private static void addFolder(Digest digest, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> name(folder, file)))
                    .toList();
        }
        for (Path file : files) {
            if (matters(name(folder, file))) {
                digest.add(name(folder, file));
                digest.add(Files.readAllBytes(file));
            }
        }
    }

    private static void addJar(Digest digest, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                if (!entry.isDirectory() && matters(entry.getName())) {
                    digest.add(entry.getName());
                    digest.add(entry.getCrc());
                    digest.add(entry.getSize());
                }
            }
        }
    }

    private static boolean matters(String name) {
        for (String part : ELSEWHERE) { // no stream: a jar has twenty thousand names
            if (name.startsWith(part)) {
                return false;
            }
        }
        return true;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    /** Adds each part with its length, so that two parts never read as one. */
    private static final class Digest {
        private final MessageDigest sha = sha256();

        void add(byte[] part) {
            add(part.length);
            sha.update(part);
        }

        void add(String part) {
            add(part.getBytes(StandardCharsets.UTF_8));
        }

        void add(JsonNode part) {
            add(Notebooks.canonical(part));
        }

        void add(long number) {
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }

        byte[] bytes() {
            return sha.digest();
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }
    }
}
