package org.fiftylayers.engine.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Image files that pages show, and what they are called in the site. */
final class Images {
    private final Map<String, Path> files = new TreeMap<>();

    /** The address of an image in the site, or null if there is no such file. */
    @Nullable
    String add(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String name = file.getFileName().toString();
        for (int i = 2; files.containsKey(name) && !file.equals(files.get(name)); i++) {
            name = i + "-" + file.getFileName();
        }
        files.put(name, file);
        return "images/" + name;
    }

    /** Files by name. */
    Map<String, Path> all() {
        return Collections.unmodifiableMap(files);
    }
}
