package org.fiftylayers.engine.cli;

import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.book.BookBuilder;
import picocli.CommandLine.Option;

/** Which project's book: the option of all commands about it. */
final class ProjectOption {
    @Option(names = "--root", paramLabel = "DIR", description = "the project's folder, by default this one")
    private Path root = Path.of("");

    BookBuilder builder() {
        return new BookBuilder(root, target("cache/book"));
    }

    /** The folder with the book's sources but for its chapters. */
    Path folder() {
        return root.resolve("book").toAbsolutePath().normalize();
    }

    /** A place for what is built. */
    Path target(String name) {
        return root.resolve("target").resolve(name);
    }

    /** A path as a reader would type it. */
    static Path fromHere(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    static List<Path> fromHere(List<Path> paths) {
        return paths.stream().map(ProjectOption::fromHere).toList();
    }
}
