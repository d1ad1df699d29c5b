package org.fiftylayers.engine.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Image files that pages show, and what they are called in the site. */
final class Images {
    private final Site site;
    private final Map<String, Path> files = new HashMap<>();

    Images(Site site) {
        this.site = site;
    }

    /** Puts an image into the site, once: its address there, or null if there is no such file. */
    @Nullable
    String add(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String address = "images/" + file.getFileName();
        for (int i = 2; files.containsKey(address) && !file.equals(files.get(address)); i++) {
            address = "images/" + i + "-" + file.getFileName();
        }
        if (files.put(address, file) == null) {
            try {
                site.add(address, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return address;
    }
}
