package org.fiftylayers.engine.assignment.program;

import java.util.ArrayList;
import java.util.List;

/** A line of a program's class, and where it comes from; {@code cell} is -1 for lines that no cell has. */
record Line(String text, int cell, int line) {
    static Line ours(String text) {
        return new Line(text, -1, 0);
    }

    /** A line of ours about what stands at an offset of a cell. */
    static Line about(int cell, String source, int offset, String text) {
        return new Line(
                text,
                cell,
                1
                        + (int) source.substring(0, offset)
                                .chars()
                                .filter(c -> c == '\n')
                                .count());
    }

    /** The lines of a piece of a cell, each in the columns that it has there. */
    static List<Line> of(int cell, String source, int start, String text) {
        int line = about(cell, source, start, "").line;
        int column = start - (source.lastIndexOf('\n', start - 1) + 1);
        List<Line> lines = new ArrayList<>();
        for (String part : (" ".repeat(column) + text).split("\n", -1)) {
            lines.add(new Line(part, cell, line++));
        }
        return lines;
    }
}
