package org.fiftylayers.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.box.Bubblewrap;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.Test;

/**
 * Does what the book's page for instructors says, in its order: commands are run and their outputs compared, cells and
 * tables are filled in. It leaves the course in {@code target/course-tutorial}, whose pages a browser looks at afterwards.
 */
class CourseTutorialIT {
    private static final Path TUTORIAL = Path.of("book/course.md");
    private static final Path PLACE = Path.of("target/course-tutorial").toAbsolutePath();
    private static final Pattern STEP =
            Pattern.compile("(?s)```sh\n(?<commands>.*?)```(?:\n\n```text\n(?<outputs>.*?)```)?"
                    + "|`(?<notebook>\\S+\\.ipynb)`, cell `(?<cell>[\\w-]+)`:\n\n```\\w+\n(?<source>.*?)\n```"
                    + "|put `(?<value>[^`]+)` into the column `(?<column>\\w+)` of the line of `(?<student>\\w+)` in"
                    + " `(?<table>\\S+\\.csv)`");

    private Instant time = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        assumeTrue(Bubblewrap.find() != null, "bubblewrap is not installed");
        clear();
        Files.createDirectories(PLACE.resolve("target"));
        Files.createSymbolicLink(
                PLACE.resolve("target/fiftylayers.jar"),
                Path.of("target/fiftylayers.jar").toAbsolutePath());
        Matcher step = STEP.matcher(Files.readString(TUTORIAL));
        int commands = 0;
        while (step.find()) {
            if (step.group("commands") != null) {
                commands++;
                run(step.group("commands"), step.group("outputs"));
            } else if (step.group("notebook") != null) {
                write(PLACE.resolve(step.group("notebook")), step.group("cell"), step.group("source"));
            } else {
                fill(
                        PLACE.resolve(step.group("table")),
                        step.group("student"),
                        step.group("column"),
                        step.group("value"));
            }
        }
        assertThat(commands).isGreaterThan(8);
        String feedback = Files.readString(PLACE.resolve("course/feedback/ben/01-relu/01-relu.html"));
        assertThat(feedback).contains("relu(-3) is 3.0").doesNotContain("clearsWhatIsNegative", "Math.max");
    }

    private static void run(String commands, String outputs) throws IOException, InterruptedException {
        Path log = PLACE.resolve("log.txt");
        Process shell = new ProcessBuilder("bash", "-c", commands)
                .directory(PLACE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(shell.waitFor(5, TimeUnit.MINUTES)).as(commands).isTrue();
        } finally {
            shell.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(shell.exitValue()).as(commands + said).isZero();
        if (outputs != null) {
            int from = 0;
            for (String line : outputs.lines().toList()) {
                assertThat(said.indexOf(line, from))
                        .as("«%s» in %s", line, said)
                        .isNotNegative();
                from = said.indexOf(line, from) + line.length();
            }
        }
    }

    /** As in Jupyter; a minute later than before. */
    private void write(Path file, String id, String source) throws IOException {
        Notebook notebook = Notebooks.read(file);
        List<Cell> cells = new ArrayList<>(notebook.cells());
        assertThat(cells).extracting(Cell::id).contains(id);
        cells.replaceAll(cell -> cell.id().equals(id) ? cell.with(source, cell.metadata()) : cell);
        Files.writeString(file, Notebooks.toJson(notebook.withCells(cells)));
        time = time.plusSeconds(60);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    /** As in a spreadsheet. */
    private static void fill(Path table, String student, String column, String value) throws IOException {
        List<String> lines = Files.readAllLines(table);
        int place = List.of(lines.get(0).replace("\uFEFF", "").split(",")).indexOf(column);
        assertThat(place).as(column).isNotNegative();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            if (fields[0].equals(student)) {
                fields[place] = value;
                lines.set(i, String.join(",", fields));
            }
        }
        Files.write(table, lines);
    }

    private static void clear() throws IOException {
        if (Files.exists(PLACE)) {
            try (Stream<Path> files = Files.walk(PLACE)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
