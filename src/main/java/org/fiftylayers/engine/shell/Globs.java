package org.fiftylayers.engine.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files named by patterns: {@code *} stands for any letters but {@code /}, {@code ?} for one. */
final class Globs {
    private Globs() {}

    /** What there is under a name, from the current folder on. */
    static List<Path> find(String pattern) {
        return find(Path.of(""), pattern);
    }

    /**
     * What there is under a name, in alphabetical order.
     *
     * @param folder where a relative name begins
     * @param pattern with {@code /} on every system; one that ends in it means all files of the folder
     */
    static List<Path> find(Path folder, String pattern) {
        String[] steps = (pattern.endsWith("/") ? pattern + "*" : pattern).split("/");
        boolean absolute = pattern.startsWith("/") || steps[0].endsWith(":");
        List<Path> places = List.of(absolute ? Path.of(steps[0] + "/") : folder);
        for (String step : steps) {
            if (step.isEmpty() || step.endsWith(":")) {
                continue;
            }
            List<Path> deeper = new ArrayList<>();
            for (Path place : places) {
                if (step.contains("*") || step.contains("?")) {
                    deeper.addAll(children(place, step));
                } else {
                    deeper.add(place.resolve(step));
                }
            }
            places = deeper;
        }
        return places.stream().filter(Files::exists).toList();
    }

    /** What a folder holds under names like the given one; nothing if it is no folder. */
    static List<Path> children(Path folder, String step) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Pattern name =
                Pattern.compile(Pattern.quote(step).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child ->
                            name.matcher(child.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
