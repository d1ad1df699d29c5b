package org.fiftylayers.engine.assignment.program;

/**
 * Why a cell does not compile.
 *
 * @param cell the cell's id
 * @param line counted from 1
 * @param column counted from 1
 * @param message the compiler's words
 */
public record Fault(String cell, int line, int column, String message) {
    @Override
    public String toString() {
        return "cell '" + cell + "', line " + line + ": " + message;
    }
}
