package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.program.CellCode;

/**
 * What is taken from a student's notebook: the solution cells, by id, and nothing else.
 *
 * @param student who handed it in
 * @param solutions the source of each solution cell by {@code grade_id}
 * @param notes what is odd about the notebook, such as a cell that is missing
 */
public record Submission(String student, Map<String, String> solutions, List<String> notes) {
    public Submission {
        solutions = Map.copyOf(solutions);
        notes = List.copyOf(notes);
    }

    /**
     * Reads what a student handed in. It is taken for hostile: bounded, never run, its outputs never looked at.
     *
     * @param shown what messages call the file
     * @throws RefusedException if it cannot be taken: a result to report, not a reason to stop
     * @throws IOException if the file cannot be read, which is no student's fault
     */
    public static Submission read(Assignment assignment, String student, Path file, String shown)
            throws RefusedException, IOException {
        return new SubmissionReader(assignment, shown, SubmittedFile.read(file, shown)).read(student);
    }

    /** The program: everything but tests from the instructor's notebook, solution cells from the student's. */
    List<CellCode> code(Assignment assignment) {
        return assignment.code(entry -> !Assignment.isTest(entry)).stream()
                .map(cell -> new CellCode(cell.id(), solution(assignment, cell)))
                .toList();
    }

    private String solution(Assignment assignment, CellCode cell) {
        boolean theirs = assignment.cells().stream()
                .anyMatch(entry -> entry.id().equals(cell.id()) && Assignment.isSolution(entry));
        return theirs ? solutions.getOrDefault(cell.id(), "") : cell.source();
    }
}
