package org.fiftylayers.engine.shell;

/**
 * A place in a cell.
 *
 * @param cell the name under which the cell was evaluated
 * @param line counted from 1
 * @param column counted from 1, or 0 for the line as a whole
 * @param source the line's text
 */
public record Place(String cell, int line, int column, String source) {
    /** The place of an offset into a cell's source. */
    static Place of(String cell, String source, int offset, boolean withColumn) {
        int at = Math.max(0, Math.min(offset, source.length()));
        int start = source.lastIndexOf('\n', at - 1) + 1;
        int end = source.indexOf('\n', at);
        int line = 1
                + (int) source.substring(0, start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        String text = source.substring(start, end < 0 ? source.length() : end);
        int column = Math.min(at - start, MagicLines.magicIn(text)) + 1;
        return new Place(
                cell, line, withColumn ? column : 0, MagicLines.restore(text).stripTrailing());
    }

    @Override
    public String toString() {
        return cell + ", line " + line;
    }
}
