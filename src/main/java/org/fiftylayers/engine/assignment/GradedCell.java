package org.fiftylayers.engine.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import org.fiftylayers.engine.notebook.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What nbgrader's metadata (schema 3) makes of a cell.
 *
 * @param id the {@code grade_id}, unique in its assignment
 * @param points what the cell is worth; 0 where nothing is graded
 */
public record GradedCell(Kind kind, String id, double points) {
    private static final int SCHEMA = 3;

    /** The kinds of cells that nbgrader's assignment editor offers. */
    public enum Kind {
        /** Students write here; tests judge it. */
        SOLUTION,
        /** Students write here; a person judges it. */
        MANUAL,
        /** Tests. */
        TEST,
        /** A task that a person judges by all that students add below. */
        TASK,
        /** To be read, never to be changed. */
        LOCKED
    }

    /** A cell that nobody grades. */
    static GradedCell locked(String id) {
        return new GradedCell(Kind.LOCKED, id, 0);
    }

    /**
     * The cell's role.
     *
     * @return null for a cell without one
     * @throws AssignmentException if its metadata make no sense; says which
     */
    static @Nullable GradedCell of(Cell cell, String file) {
        JsonNode metadata = cell.metadata().path("nbgrader");
        if (metadata.isMissingNode()) {
            return null;
        }
        boolean grade = metadata.path("grade").asBoolean();
        boolean solution = metadata.path("solution").asBoolean();
        boolean task = metadata.path("task").asBoolean();
        Kind kind = task
                ? Kind.TASK
                : solution && grade
                        ? Kind.MANUAL
                        : solution
                                ? Kind.SOLUTION
                                : grade ? Kind.TEST : metadata.path("locked").asBoolean() ? Kind.LOCKED : null;
        if (kind == null) {
            return null;
        }
        int schema = metadata.path("schema_version").asInt(0);
        if (schema != SCHEMA) {
            throw new AssignmentException(
                    file,
                    cell.id(),
                    "nbgrader.schema_version is " + metadata.path("schema_version") + "; must be " + SCHEMA
                            + (schema < SCHEMA ? " (`nbgrader update .` brings older notebooks to it)" : ""));
        }
        String id = metadata.path("grade_id").asText("");
        if (id.isEmpty()) {
            throw new AssignmentException(file, cell.id(), "nbgrader.grade_id is missing; every graded cell needs one");
        }
        double points = metadata.path("points").asDouble(0);
        if (!(points >= 0) || Double.isInfinite(points)) {
            throw new AssignmentException(
                    file, cell.id(), "nbgrader.points is " + metadata.path("points") + "; must be a number from 0");
        }
        return new GradedCell(kind, id, kind == Kind.SOLUTION || kind == Kind.LOCKED ? 0 : points);
    }
}
