package org.fiftylayers.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows CONTRIBUTING's recipes for a chapter and for the theme in a copy of the project, with the jar that users have. */
class RecipesIT {
    private static final Path JAR = Path.of("target/fiftylayers.jar").toAbsolutePath();

    @TempDir
    private Path project;

    @Test
    void theRecipesForAChapterAndAThemeChangeWorkAsPrinted() throws Exception {
        copy(Path.of("book"));
        String recipes = Files.readString(Path.of("CONTRIBUTING.md"));
        Path chapter = project.resolve("notebooks/09-small.ipynb");
        Files.createDirectories(chapter.getParent());
        Files.writeString(chapter, block(recipes, "json"));
        // the book of this one chapter: the others have their own tests, and take longer
        Path configuration = project.resolve("book/myst.yml");
        String whole = Files.readString(configuration);
        String head = whole.substring(0, whole.indexOf("  toc:\n"));
        String entry = block(recipes, "yaml");
        assertThat(entry).contains("09-small.ipynb");
        Files.writeString(configuration, head + "  toc:\n    - title: Chapters\n      children:\n" + entry);

        for (String command : block(recipes, "sh").strip().lines().toList()) {
            assertThat(command).startsWith("java -jar target/fiftylayers.jar ");
            run(List.of(command.split(" ")).subList(3, command.split(" ").length));
        }

        assertThat(Files.readString(chapter)).contains("\"0.25\"");
        String page = Files.readString(project.resolve("target/book/09-small.html"));
        assertThat(page).contains("A small chapter", "0.25", "class=\"katex\"");

        Path style = project.resolve("book/theme/styles/2-text.css");
        Files.writeString(style, Files.readString(style) + "\nh1 { letter-spacing: 1px; }\n");
        run(List.of("book", "build"));
        assertThat(Files.readString(project.resolve("target/book/assets/book.css")))
                .contains("letter-spacing: 1px");
    }

    private static String block(String recipes, String language) {
        Matcher block =
                Pattern.compile("(?ms)^( *)```" + language + "\n(.*?)^ *```").matcher(recipes);
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(2).replaceAll("(?m)^" + block.group(1), "");
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        Path log = project.resolve("log.txt");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-jar",
                                        JAR.toString()),
                                arguments.stream())
                        .toList())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("%s ends", arguments)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as("%s: %s", arguments, Files.readString(log))
                .isZero();
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = project.resolve(file);
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }
}
