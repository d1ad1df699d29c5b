package org.fiftylayers.engine.assignment;

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
