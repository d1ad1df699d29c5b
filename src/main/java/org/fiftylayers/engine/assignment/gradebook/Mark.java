package org.fiftylayers.engine.assignment.gradebook;

/**
 * One item's mark.
 *
 * @param cell the {@code grade_id} of the test cell, or of the cell that a person judges
 * @param item the test's name in it; empty for the cell as a whole
 * @param earned points earned
 * @param possible points possible
 * @param message what the student is told; holds no hidden test's source
 */
public record Mark(
        String cell, String item, boolean hidden, Verdict verdict, double earned, double possible, String message) {}
