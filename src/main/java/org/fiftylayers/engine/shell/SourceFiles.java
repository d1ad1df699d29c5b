package org.fiftylayers.engine.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the source of a class: our own in the jar, the JDK's in its {@code lib/src.zip} where that is installed, a
 * library's in a {@code -sources.jar} beside its jar.
 */
final class SourceFiles {
    private static final String OWN = "/META-INF/sources/";
    private final List<File> classPath;

    /**
     * Sources for a class path.
     *
     * @param classPath looked at again each time
     */
    SourceFiles(List<File> classPath) {
        this.classPath = classPath;
    }

    /** The text of the file that declares a top-level class; null if there is none. */
    @Nullable
    String find(String module, String className) {
        String file = className.replace('.', '/') + ".java";
        try {
            String own = own(file);
            if (own != null) {
                return own;
            }
            for (Path archive : module.isEmpty() ? besideLibraries() : ofJdk()) {
                String text = read(archive, module.isEmpty() ? file : module + "/" + file);
                if (text != null) {
                    return text;
                }
            }
        } catch (IOException e) {
            return null; // a broken archive: no more than a description is lost
        }
        return null;
    }

    private static @Nullable String own(String file) throws IOException {
        try (InputStream in = SourceFiles.class.getResourceAsStream(OWN + file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> ofJdk() {
        Path home = Path.of(System.getProperty("java.home", ""));
        return List.of(home.resolve("lib").resolve("src.zip"), home.resolve("src.zip"));
    }

    private List<Path> besideLibraries() {
        List<Path> archives = new ArrayList<>();
        for (File entry : classPath) {
            if (entry.getName().endsWith(".jar")) {
                archives.add(Path.of(entry.getPath().replaceFirst("\\.jar$", "-sources.jar")));
            }
        }
        return archives;
    }

    private static @Nullable String read(Path archive, String file) throws IOException {
        if (!Files.isRegularFile(archive)) {
            return null;
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(file);
            if (entry == null) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
