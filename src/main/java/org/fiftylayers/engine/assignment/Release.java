package org.fiftylayers.engine.assignment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.assignment.program.Fault;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.MarkdownCell;
import org.fiftylayers.engine.notebook.Notebook;

/** What students get of an assignment: no answer, no hidden test, no mutant and no output; given cells locked. */
public final class Release {
    /** nbgrader's words for Markdown. */
    static final String ANSWER = "YOUR ANSWER HERE";

    private static final String HERE = "YOUR CODE HERE";
    private static final String COMMENT = "// " + HERE;

    /** What stands where a method must return something. */
    static final String THROW = "throw new UnsupportedOperationException(\"" + HERE + "\");";

    private final Assignment assignment;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();

    private Release(Assignment assignment) {
        this.assignment = assignment;
    }

    /**
     * Makes the students' notebook.
     *
     * @throws AssignmentException if a region is not closed, or something of an answer would be left
     */
    public static Notebook of(Assignment assignment, Compiler compiler) {
        Release release = new Release(assignment);
        release.make(compiler);
        release.requireNoLeak();
        return assignment.notebook().withCells(release.cells).withoutOutputs();
    }

    private void make(Compiler compiler) {
        // an answer's place throws, unless that does not compile, as between the methods of a class
        Compiler.Compiled compiled = compiler.compile(
                "Release",
                Tests.IMPORTS,
                assignment.cells().stream()
                        .filter(entry -> entry.cell() instanceof CodeCell && !Assignment.isTest(entry))
                        .map(entry -> new CellCode(entry.id(), source(entry, COMMENT + "\n" + THROW)))
                        .toList(),
                List.of());
        faults.addAll(compiled.faults());
        Set<String> cannotThrow = faults.stream().map(Fault::cell).collect(Collectors.toSet());
        for (Assignment.Entry entry : assignment.cells()) {
            String stub = cannotThrow.contains(entry.id()) ? COMMENT : COMMENT + "\n" + THROW;
            String text = source(entry, stub);
            cells.add(entry.cell().with(text, metadata(entry, text)));
        }
    }

    private String source(Assignment.Entry entry, String stub) {
        Cell cell = entry.cell();
        Regions regions = new Regions(assignment.file(), entry.id(), cell.source());
        if (!Assignment.isSolution(entry)) {
            return regions.released("");
        }
        String place = cell instanceof CodeCell ? stub : ANSWER;
        return regions.hasSolution() ? regions.released(place) : place;
    }

    private static ObjectNode metadata(Assignment.Entry entry, String text) {
        ObjectNode metadata = entry.cell().metadata().deepCopy();
        GradedCell role = entry.role();
        if (role != null) {
            metadata.put("deletable", false);
            if (!Assignment.isSolution(entry)) {
                metadata.put("editable", false);
            }
            if (metadata.get("nbgrader") instanceof ObjectNode nbgrader) {
                String type = entry.cell() instanceof CodeCell
                        ? "code"
                        : entry.cell() instanceof MarkdownCell ? "markdown" : "raw";
                nbgrader.put("checksum", Checksum.of(text, type, nbgrader));
                nbgrader.put("cell_type", type);
            }
        }
        return metadata;
    }

    /** The last look: nothing that students must not see is in any cell, wherever an instructor may have put it. */
    private void requireNoLeak() {
        Set<String> secret = new HashSet<>();
        for (Assignment.Entry entry : assignment.cells()) {
            secret.addAll(
                    new Regions(assignment.file(), entry.id(), entry.cell().source()).secrets());
        }
        for (int i = 0; i < cells.size(); i++) {
            String id = assignment.cells().get(i).id();
            for (String line : cells.get(i).source().split("\n")) {
                if (Regions.isMark(line) || line.contains("MUTANT ")) {
                    throw new AssignmentException(
                            assignment.file(),
                            id,
                            "would be released with `" + line.strip() + "`; put it into a region");
                }
                if (line.matches(".*\\b" + Tests.SOLUTION + "\\..*") && cells.get(i) instanceof CodeCell) {
                    throw new AssignmentException(
                            assignment.file(),
                            id,
                            "a public test asks for " + Tests.SOLUTION + ", which students do not" + " have: `"
                                    + line.strip() + "`; hide the test, or write what is expected");
                }
                if (secret.contains(line.strip())) {
                    throw new AssignmentException(
                            assignment.file(),
                            id,
                            "would show a line of an answer or a hidden test: `" + line.strip()
                                    + "`; change one of the two");
                }
            }
        }
    }
}
