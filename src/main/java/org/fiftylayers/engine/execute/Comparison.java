package org.fiftylayers.engine.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.OutputText;
import org.fiftylayers.engine.notebook.RichOutput;
import org.jspecify.annotations.Nullable;

/** Compares a notebook's stored outputs with fresh ones, by what {@link OutputText} takes from them. */
public final class Comparison {
    private static final int SHOWN = 160;

    private Comparison() {}

    /**
     * A place where fresh outputs are not what is stored.
     *
     * @param cell the cell's place in the notebook, counted from 1
     * @param id the cell's id
     * @param what which output, and how it differs, in one or several lines
     */
    public record Difference(int cell, String id, String what) {
        /** The difference as a report says it. */
        public String report(String file) {
            return "DIFFERS: " + file + ", cell " + cell + " (" + id + "): " + what;
        }
    }

    /** All differences, in the order of the cells; empty when the outputs are the same. */
    public static List<Difference> of(Notebook stored, Notebook fresh) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < fresh.cells().size(); i++) {
            Cell before = i < stored.cells().size() ? stored.cells().get(i) : null;
            if (before instanceof CodeCell old && fresh.cells().get(i) instanceof CodeCell code) {
                String what = difference(OutputText.of(old.outputs()), OutputText.of(code.outputs()));
                if (what != null) {
                    differences.add(new Difference(i + 1, code.id(), what));
                }
            }
        }
        return differences;
    }

    /**
     * Fresh outputs as they are to be stored: where a figure's SVG is unchanged, its stored PNG stays, so that a run on a
     * machine with other fonts changes no file.
     */
    public static Notebook keepingPixels(Notebook stored, Notebook fresh) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < fresh.cells().size(); i++) {
            Cell cell = fresh.cells().get(i);
            boolean both = cell instanceof CodeCell && i < stored.cells().size();
            cells.add(
                    both && stored.cells().get(i) instanceof CodeCell old ? keepingPixels(old, (CodeCell) cell) : cell);
        }
        return fresh.withCells(cells);
    }

    private static CodeCell keepingPixels(CodeCell stored, CodeCell fresh) {
        for (int i = 0; i < Math.min(stored.outputs().size(), fresh.outputs().size()); i++) {
            if (stored.outputs().get(i) instanceof RichOutput old
                    && fresh.outputs().get(i) instanceof RichOutput now) {
                String svg = now.text("image/svg+xml");
                String png = old.text("image/png");
                if (svg != null && png != null && svg.equals(old.text("image/svg+xml"))) {
                    now.data().put("image/png", png);
                }
            }
        }
        return fresh;
    }

    private static @Nullable String difference(List<OutputText> stored, List<OutputText> fresh) {
        if (!kinds(stored).equals(kinds(fresh))) {
            return "stored outputs are " + kinds(stored) + "; fresh ones are " + kinds(fresh);
        }
        for (int i = 0; i < stored.size(); i++) {
            Map<String, String> before = stored.get(i).byType();
            Map<String, String> now = fresh.get(i).byType();
            Set<String> types = new TreeSet<>(before.keySet());
            types.addAll(now.keySet());
            for (String type : types) {
                String old = before.get(type);
                String text = now.get(type);
                if (old == null || text == null) {
                    return type + " is only in the " + (old == null ? "fresh" : "stored") + " output";
                }
                if (!old.equals(text)) {
                    return type + " " + firstDifference(old, text);
                }
            }
        }
        return null;
    }

    private static String firstDifference(String stored, String fresh) {
        List<String> before = stored.lines().toList();
        List<String> now = fresh.lines().toList();
        int line = 0;
        while (line < Math.min(before.size(), now.size()) && before.get(line).equals(now.get(line))) {
            line++;
        }
        String old = line < before.size() ? before.get(line) : "";
        String text = line < now.size() ? now.get(line) : "";
        if (old.equals(text)) {
            return "differs in its line ends only";
        }
        int column = 0;
        while (column < Math.min(old.length(), text.length()) && old.charAt(column) == text.charAt(column)) {
            column++;
        }
        return "differs in line " + (line + 1) + ", column " + (column + 1)
                + "\n  stored: " + (line < before.size() ? excerpt(old, column) : "(ends here)")
                + "\n  fresh:  " + (line < now.size() ? excerpt(text, column) : "(ends here)");
    }

    private static String excerpt(String line, int column) {
        int start = line.length() <= SHOWN ? 0 : Math.max(0, Math.min(column - SHOWN / 2, line.length() - SHOWN));
        int end = Math.min(line.length(), start + SHOWN);
        return (start > 0 ? "…" : "") + line.substring(start, end) + (end < line.length() ? "…" : "");
    }

    private static List<String> kinds(List<OutputText> outputs) {
        return outputs.stream().map(OutputText::kind).toList();
    }
}
