package org.fiftylayers.show;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table ready to be shown.
 *
 * @param caption may be empty
 * @param note below the table, such as how many rows were left out; or null
 */
record TextTable(String caption, List<TableColumn> columns, @Nullable String note) {

    private int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).text().size();
    }

    /** As HTML: header cells with scope, numbers in class {@code fl-n}, scrollable by keyboard where it is too wide. */
    String html() {
        StringBuilder out = new StringBuilder("<div class=\"fl-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        out.append(caption.isEmpty() ? "Table" : Markup.escape(caption)).append("\">\n<table class=\"fl-table\">\n");
        if (!caption.isEmpty()) {
            out.append("<caption>").append(Markup.escape(caption)).append("</caption>\n");
        }
        out.append("<thead><tr>");
        for (TableColumn column : columns) {
            if (column.header().isBlank()) {
                out.append("<td></td>"); // a header without a name is none
                continue;
            }
            out.append("<th scope=\"col\"").append(column.numeric() ? " class=\"fl-n\">" : ">");
            out.append(Markup.escape(column.header())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < rows(); row++) {
            out.append("<tr>");
            for (int k = 0; k < columns.size(); k++) {
                TableColumn column = columns.get(k);
                boolean names = k == 0 && !column.numeric();
                out.append(names ? "<th scope=\"row\">" : column.numeric() ? "<td class=\"fl-n\">" : "<td>");
                out.append(column.html().get(row)).append(names ? "</th>" : "</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>");
        if (note != null) {
            out.append("\n<p class=\"fl-note\">").append(Markup.escape(note)).append("</p>");
        }
        return out.toString();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(caption);
        for (int row = -1; row < rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (TableColumn column : columns) {
                String cell = row < 0 ? column.header() : column.text().get(row);
                int width = column.header().length();
                for (String other : column.text()) {
                    width = Math.max(width, other.length());
                }
                String gap = " ".repeat(width - cell.length());
                line.append(line.length() == 0 ? "" : "  ").append(column.numeric() ? gap + cell : cell + gap);
            }
            out.append(out.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
            if (row < 0) {
                out.append('\n').append("─".repeat(line.length()));
            }
        }
        return out + (note == null ? "" : "\n" + note);
    }
}
