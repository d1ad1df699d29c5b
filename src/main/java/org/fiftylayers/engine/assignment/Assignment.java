package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;

/**
 * An instructor's notebook: with answers, hidden tests and points.
 *
 * @param name the assignment's name
 * @param file where it was read from, as messages show it
 * @param cells the cells in order, with their roles; test cells with the hidden tests of files beside the notebook
 */
public record Assignment(String name, String file, Notebook notebook, List<Entry> cells) {
    /**
     * A cell and its role.
     *
     * @param role null for a cell that nbgrader does not know
     */
    public record Entry(Cell cell, @Nullable GradedCell role) {
        boolean is(GradedCell.Kind kind) {
            return role != null && role.kind() == kind;
        }

        /** What messages call the cell. */
        String id() {
            return role == null ? cell.id() : role.id();
        }
    }

    public Assignment {
        cells = List.copyOf(cells);
    }

    /**
     * Reads an instructor's notebook, and the {@link HiddenTests} beside it.
     *
     * @throws AssignmentException if its metadata make no sense
     * @throws IOException if it cannot be read
     */
    public static Assignment read(String name, Path file) throws IOException {
        Notebook notebook = Notebooks.read(file);
        List<Entry> cells = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Path> beside = HiddenTests.beside(file);
        for (Cell written : notebook.cells()) {
            Cell cell = written;
            GradedCell role = GradedCell.of(cell, file.toString());
            if (role != null && role.kind() == GradedCell.Kind.TEST) {
                cell = cell.with(HiddenTests.added(cell.source(), role.id(), beside), cell.metadata());
            }
            if (role != null && !ids.add(role.id())) {
                throw new AssignmentException(
                        file.toString(), cell.id(), "the grade_id '" + role.id() + "' is used twice; give it another");
            }
            cells.add(new Entry(cell, role));
        }
        return new Assignment(
                name,
                file.toString(),
                notebook.withCells(cells.stream().map(Entry::cell).toList()),
                cells);
    }

    /** The name of the instructor's notebook, which students' notebooks have as well. */
    public String notebookName() {
        return Objects.requireNonNull(Path.of(file).getFileName()).toString();
    }

    /** Whether its notebooks differ from student to student. */
    public boolean hasVariants() {
        return cells.stream()
                .anyMatch(entry -> entry.cell() instanceof CodeCell
                        && Variants.in(entry.cell().source()));
    }

    /**
     * The assignment that one student has: with that student's values in the place of calls of {@code Variant}. It is
     * this one itself where there are no such calls.
     *
     * @throws AssignmentException if a call's arguments are no literals, or stand where a student writes
     */
    public Assignment forStudent(CourseKey key, String student) {
        if (!hasVariants()) {
            return this;
        }
        List<Entry> theirs = new ArrayList<>();
        for (Entry entry : cells) {
            Cell cell = entry.cell();
            if (!(cell instanceof CodeCell) || !Variants.in(cell.source())) {
                theirs.add(entry);
            } else if (isSolution(entry)) {
                throw new AssignmentException(
                        file, entry.id(), "calls Variant where students write; draw in a locked cell");
            } else {
                String source = new Variants(file, entry.id())
                        .replace(cell.source(), drawn -> key.generator("variant", name, student, drawn));
                theirs.add(new Entry(cell.with(source, cell.metadata()), entry.role()));
            }
        }
        return new Assignment(
                name, file, notebook.withCells(theirs.stream().map(Entry::cell).toList()), theirs);
    }

    /** The instructor's answer in a cell, without the marks around it and without mutants. */
    public String answer(Entry entry) {
        return new Regions(file, entry.id(), entry.cell().source()).solved();
    }

    /** The code of some of the cells, solutions without their mutants. */
    List<CellCode> code(java.util.function.Predicate<Entry> which) {
        return cells.stream()
                .filter(entry -> entry.cell() instanceof CodeCell)
                .filter(which)
                .map(entry -> new CellCode(
                        entry.id(), new Regions(file, entry.id(), entry.cell().source()).solved()))
                .toList();
    }

    /** Whether a student writes the cell. */
    static boolean isSolution(Entry entry) {
        return entry.is(GradedCell.Kind.SOLUTION) || entry.is(GradedCell.Kind.MANUAL);
    }

    static boolean isTest(Entry entry) {
        return entry.is(GradedCell.Kind.TEST);
    }
}
