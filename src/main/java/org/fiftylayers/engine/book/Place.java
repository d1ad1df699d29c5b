package org.fiftylayers.engine.book;

/**
 * Where something stands in the book's sources.
 *
 * @param file the path that messages show
 * @param cell the cell's number from 1, or 0 for the file as a whole
 * @param cellId the cell's id; empty if there is none
 * @param line the line from 1 within the cell or file, or 0
 */
public record Place(String file, int cell, String cellId, int line) {
    static Place of(String file) {
        return new Place(file, 0, "", 0);
    }

    Place cell(int number, String id) {
        return new Place(file, number, id, 0);
    }

    Place line(int number) {
        return new Place(file, cell, cellId, number);
    }

    @Override
    public String toString() {
        return file
                + (cell == 0 ? "" : ", cell " + cell)
                + (cellId.isEmpty() ? "" : " (" + cellId + ")")
                + (line == 0 ? "" : ", line " + line);
    }
}
