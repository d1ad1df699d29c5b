package org.fiftylayers.engine.book;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.fiftylayers.engine.book.myst.Formula;

/** Renders tables. */
final class Tables {
    private final Prose prose;

    Tables(Prose prose) {
        this.prose = prose;
    }

    String html(TableBlock table, String id) {
        StringBuilder out = new StringBuilder("<div class=\"table\"" + id + "><table>\n");
        for (Node section = table.getFirstChild(); section != null; section = section.getNext()) {
            String tag = section instanceof TableHead ? "thead" : "tbody";
            out.append('<').append(tag).append(">\n");
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                row(row, out);
            }
            out.append("</").append(tag).append(">\n");
        }
        return out.append("</table></div>\n").toString();
    }

    private void row(Node row, StringBuilder out) {
        out.append("<tr>");
        int broken = 0;
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            TableCell cell = (TableCell) node;
            TableCell.Alignment alignment = cell.getAlignment();
            String style = alignment == null
                    ? ""
                    : switch (alignment) {
                        case LEFT -> "";
                        case CENTER -> " class=\"center\"";
                        case RIGHT -> " class=\"right\"";
                    };
            String tag = cell.isHeader() ? "th" : "td";
            String content = prose.children(cell);
            // an empty corner is no header of anything
            String element = cell.isHeader() && content.isEmpty() ? "td" : tag;
            out.append('<').append(element).append(style).append('>').append(named(cell, content));
            out.append("</").append(element).append('>');
            broken += hasLoneDollar(cell) ? 1 : 0;
        }
        out.append("</tr>\n");
        if (broken > 1) {
            prose.problem("a formula in a table seems to be cut by '|', which separates cells; write \\vert for it");
        }
    }

    /** A header of mathematics alone is named by its source: of formulas screen readers make no names. */
    private static String named(TableCell cell, String content) {
        boolean formula =
                cell.getFirstChild() instanceof Formula && cell.getFirstChild().getNext() == null;
        if (!cell.isHeader() || !formula) {
            return content;
        }
        String name = PlainText.of(cell).replaceAll("[\\\\{}]", "");
        return "<span class=\"visually-hidden\">" + Html.escape(name) + "</span><span aria-hidden=\"true\">" + content
                + "</span>";
    }

    private static boolean hasLoneDollar(TableCell cell) {
        for (Node node = cell.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text && text.getLiteral().contains("$")) {
                return true;
            }
        }
        return false;
    }
}
