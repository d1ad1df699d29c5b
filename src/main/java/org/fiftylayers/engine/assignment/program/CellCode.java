package org.fiftylayers.engine.assignment.program;

/**
 * A code cell.
 *
 * @param id what messages call it
 * @param source its text
 */
public record CellCode(String id, String source) {}
