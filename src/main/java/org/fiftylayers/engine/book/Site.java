package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a built book by their paths in it, such as {@code assets/book.css}: all that a build makes. */
public final class Site {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    Site() {}

    /** Adds a text file, in UTF-8. */
    void add(String path, String content) {
        add(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a file.
     *
     * @throws IllegalArgumentException if there is one of that path with other content
     */
    void add(String path, byte[] content) {
        byte[] before = files.putIfAbsent(path, content);
        if (before != null && !Arrays.equals(before, content)) {
            throw new IllegalArgumentException(path + ": two files of the site have this path");
        }
    }

    /** All files; paths have forward slashes. */
    public Map<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /**
     * Writes the site to a folder, which is replaced as a whole at the very end: nobody meets half of it.
     *
     * @return the front page
     */
    public Path write(Path folder) throws IOException {
        Path output = folder.toAbsolutePath().normalize();
        Path scratch = Files.createTempDirectory(
                Files.createDirectories(output.getParent()), "." + output.getFileName() + "-");
        try {
            // a folder within, since a temporary one is readable by nobody else and would stay so
            Path site = Files.createDirectory(scratch.resolve("site"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = site.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            Trees.swap(site, output);
        } finally {
            Trees.delete(scratch);
        }
        return output.resolve(Page.INDEX + ".html");
    }
}
