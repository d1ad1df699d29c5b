package org.fiftylayers.engine.assignment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.matrix.Generator;

/**
 * A class of students that does not exist, to try a course out with: each hands in the released notebook with an answer
 * drawn for each cell. One in two answers all right; of the others' answers, one in three is a declared mutant and one in
 * ten is left as it was handed out.
 */
public final class Rehearsal {
    private static final Instant DEADLINE = Instant.parse("2026-11-30T12:00:00Z");

    private final Assignment master;
    private final Notebook released;
    private final List<Map<String, String>> wrong = new ArrayList<>();

    /** A class for an assignment; its values are the instructor's where they differ from student to student. */
    public Rehearsal(Assignment master, String classPath) {
        this.master = master;
        try (Compiler compiler = new Compiler(classPath)) {
            released = Release.of(master, compiler);
        }
        for (Assignment.Entry entry : master.cells()) {
            wrong.add(Assignment.isSolution(entry) ? regions(entry).mutants() : Map.of());
        }
    }

    /**
     * Hands in.
     *
     * @param submitted the course's folder for what students hand in
     * @param students how many; called s0001, s0002 …
     * @param seed decides the answers
     */
    public void handIn(Path submitted, int students, long seed) throws IOException {
        Generator random = new Generator(seed);
        for (int i = 1; i <= students; i++) {
            String student = String.format(Locale.ROOT, "s%04d", i);
            Path folder = Files.createDirectories(submitted.resolve(student).resolve(master.name()));
            Path file = folder.resolve(master.notebookName());
            Files.write(file, Notebooks.toJson(notebook(student, random)).getBytes(StandardCharsets.UTF_8));
            Files.setLastModifiedTime(file, FileTime.from(DEADLINE.minusSeconds(60L * i)));
        }
    }

    private Notebook notebook(String student, Generator random) {
        boolean allRight = random.below(2) == 0;
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < released.cells().size(); i++) {
            Cell cell = released.cells().get(i);
            Assignment.Entry entry = master.cells().get(i);
            cells.add(
                    Assignment.isSolution(entry)
                            ? cell.with(
                                    answer(entry, cell, wrong.get(i), allRight, random),
                                    cell.metadata().deepCopy())
                            : cell);
        }
        ObjectNode metadata = released.metadata().deepCopy();
        metadata.put("student", student); // no two are the same to the byte
        return new Notebook(cells, metadata, released.nbformat(), released.nbformatMinor(), released.extra());
    }

    private String answer(
            Assignment.Entry entry, Cell cell, Map<String, String> mutants, boolean right, Generator random) {
        int drawn = random.below(30);
        if (!right && drawn < 3) {
            return cell.source();
        }
        if (!right && drawn < 13 && !mutants.isEmpty()) {
            return new ArrayList<>(new LinkedHashMap<>(mutants).values()).get(random.below(mutants.size()));
        }
        return regions(entry).solved();
    }

    private Regions regions(Assignment.Entry entry) {
        return new Regions(master.file(), entry.id(), entry.cell().source());
    }
}
