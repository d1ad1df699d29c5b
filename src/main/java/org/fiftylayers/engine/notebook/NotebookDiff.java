package org.fiftylayers.engine.notebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.fiftylayers.engine.notebook.LineDiff.Step;

/**
 * What has changed from one notebook to another, cell by cell, by their ids. Execution counts, pixels, widgets and what
 * front ends note of a run are not compared.
 */
public final class NotebookDiff {
    private static final int CONTEXT = 3;
    private static final String PLAIN = "text/plain";
    private static final Set<String> MARKUP = Set.of("text/html", "image/svg+xml");

    private final Notebook before;
    private final Notebook after;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> oldPlaces = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private NotebookDiff(Notebook before, Notebook after) {
        this.before = before;
        this.after = after;
        before.cells().forEach(cell -> oldPlaces.put(cell.id(), oldPlaces.size()));
        after.cells().forEach(cell -> places.put(cell.id(), places.size()));
    }

    /** What became of a cell, or of the notebook as a whole. */
    public enum Kind {
        ADDED,
        REMOVED,
        MOVED,
        CHANGED
    }

    /**
     * One change.
     *
     * @param where the cell's place and id, such as {@code cell 3 (plot)}, or {@code notebook}
     * @param what what of it has changed, such as {@code source}
     * @param lines the lines that came and went; empty where that says nothing
     */
    public record Change(Kind kind, String where, String what, List<Step> lines) {
        public Change {
            lines = List.copyOf(lines);
        }
    }

    /** All changes in the order of the cells; empty if the notebooks say the same. */
    public static List<Change> of(Notebook before, Notebook after) {
        NotebookDiff diff = new NotebookDiff(before, after);
        diff.notebook();
        diff.cells();
        return diff.changes;
    }

    private void notebook() {
        String old = Notebooks.canonical(before.withoutOutputs().metadata());
        String now = Notebooks.canonical(after.withoutOutputs().metadata());
        compare("notebook", "metadata", old, now);
    }

    private void cells() {
        List<String> oldIds = before.cells().stream().map(Cell::id).toList();
        List<String> ids = after.cells().stream().map(Cell::id).toList();
        for (Step step : LineDiff.of(oldIds, ids)) {
            Integer old = oldPlaces.get(step.text());
            Integer now = places.get(step.text());
            if (now == null) {
                whole(Kind.REMOVED, Objects.requireNonNull(old), before);
            } else if (old == null) {
                whole(Kind.ADDED, now, after);
            } else if (step.sign() != LineDiff.GONE) { // a cell that moved is told where it is now
                if (step.sign() == LineDiff.NEW) {
                    changes.add(new Change(Kind.MOVED, where(now, after), "was cell " + (old + 1), List.of()));
                }
                cell(before.cells().get(old), after.cells().get(now), where(now, after));
            }
        }
    }

    private static String where(int index, Notebook notebook) {
        return "cell " + (index + 1) + " (" + notebook.cells().get(index).id() + ")";
    }

    private void whole(Kind kind, int index, Notebook notebook) {
        Cell cell = notebook.cells().get(index);
        List<String> lines = cell.source().lines().toList();
        List<Step> steps = kind == Kind.ADDED ? LineDiff.of(List.of(), lines) : LineDiff.of(lines, List.of());
        changes.add(new Change(kind, where(index, notebook), type(cell), steps));
    }

    private void cell(Cell old, Cell now, String where) {
        if (!type(old).equals(type(now))) {
            changes.add(new Change(Kind.CHANGED, where, "type: " + type(old) + " to " + type(now), List.of()));
        }
        compare(where, "source", old.source(), now.source());
        compare(where, "metadata", metadata(old), metadata(now));
        List<OutputText> oldOutputs = old instanceof CodeCell code ? OutputText.of(code.outputs()) : List.of();
        List<OutputText> outputs = now instanceof CodeCell code ? OutputText.of(code.outputs()) : List.of();
        for (int i = 0; i < Math.max(oldOutputs.size(), outputs.size()); i++) {
            output(where, i, oldOutputs, outputs);
        }
    }

    private void output(String where, int index, List<OutputText> before, List<OutputText> after) {
        OutputText none = new OutputText("", Collections.emptySortedMap());
        OutputText old = index < before.size() ? before.get(index) : none;
        OutputText now = index < after.size() ? after.get(index) : none;
        if (old.equals(now)) {
            return;
        }
        Set<String> types = new TreeSet<>(old.byType().keySet());
        types.addAll(now.byType().keySet());
        types.removeIf(type -> text(old, type).equals(text(now, type)));
        String output = "output " + (index + 1);
        if (old.kind().isEmpty() || now.kind().isEmpty()) {
            output += old.kind().isEmpty() ? " is new" : " is gone";
        } else if (!old.kind().equals(now.kind())) {
            output += " is a " + now.kind() + ", was a " + old.kind();
        }
        // Plain text says best what other types show as well; of markup the name must do.
        String shown = types.contains(PLAIN)
                ? PLAIN
                : types.stream()
                        .filter(type -> !MARKUP.contains(type))
                        .findFirst()
                        .orElse("");
        String what = output + (types.isEmpty() ? "" : ": ") + String.join(", ", types);
        changed(where, what, text(old, shown), text(now, shown));
    }

    private static String text(OutputText output, String type) {
        return output.byType().getOrDefault(type, "");
    }

    private static String metadata(Cell cell) {
        return Notebooks.canonical(
                cell instanceof CodeCell code ? code.withoutOutputs().metadata() : cell.metadata());
    }

    private static String type(Cell cell) {
        return cell instanceof CodeCell ? "code" : cell instanceof MarkdownCell ? "markdown" : "raw";
    }

    private void compare(String where, String what, String before, String after) {
        if (!before.equals(after)) {
            changed(where, what, before, after);
        }
    }

    private void changed(String where, String what, String before, String after) {
        List<Step> lines = LineDiff.hunks(before.lines().toList(), after.lines().toList(), CONTEXT);
        changes.add(new Change(Kind.CHANGED, where, what, lines));
    }
}
