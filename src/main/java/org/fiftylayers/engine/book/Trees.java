package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
final class Trees {
    private Trees() {}

    /** Deletes a folder and what is in it; does nothing if there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /** Puts a finished folder in the place of another one, so that nobody meets half of either. */
    static void swap(Path finished, Path place) throws IOException {
        Path old = place.resolveSibling("." + place.getFileName() + "-old");
        delete(old);
        if (Files.exists(place)) {
            Files.move(place, old);
        }
        Files.move(finished, place);
        delete(old);
    }
}
