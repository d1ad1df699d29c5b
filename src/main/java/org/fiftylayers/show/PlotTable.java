package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fiftylayers.show.Trace.Mark;
import org.jspecify.annotations.Nullable;

/** The data of a chart as a table: one row for each place on the horizontal axis, one column for each series. */
final class PlotTable {
    private static final int ROWS = 100;
    /** Of more series than this, those without a name are left out. */
    private static final int MOST_COLUMNS = 12;

    private PlotTable() {}

    static TextTable of(Plot plot) {
        boolean few = plot.traces().size() <= MOST_COLUMNS;
        List<Trace> traces = plot.traces().stream()
                .filter(trace -> !trace.isUpright() && (trace.labelled || few))
                .toList();
        boolean sharedX = true;
        for (Trace trace : traces) {
            sharedX &= java.util.Arrays.equals(trace.x, traces.get(0).x);
        }
        List<@Nullable Double> places = new ArrayList<>();
        List<List<@Nullable Double>> values = new ArrayList<>();
        if (sharedX && !traces.isEmpty()) {
            fill(traces, places, values);
        } else {
            merge(traces, places, values);
        }
        return table(plot, traces, places, values);
    }

    private static void fill(List<Trace> traces, List<@Nullable Double> places, List<List<@Nullable Double>> values) {
        for (double x : traces.get(0).x) {
            places.add(x);
        }
        for (Trace trace : traces) {
            List<@Nullable Double> column = new ArrayList<>();
            for (double y : trace.y) {
                column.add(y);
            }
            values.add(column);
        }
    }

    /** Series with places of their own: rows in order of the horizontal axis, with gaps. */
    private static void merge(List<Trace> traces, List<@Nullable Double> places, List<List<@Nullable Double>> values) {
        TreeMap<Double, List<@Nullable Double>> rows = new TreeMap<>();
        for (int k = 0; k < traces.size(); k++) {
            Trace trace = traces.get(k);
            for (int i = 0; i < Math.min(trace.x.length, trace.y.length); i++) {
                List<@Nullable Double> row = rows.computeIfAbsent(trace.x[i], x -> new ArrayList<>());
                while (row.size() <= k) {
                    row.add(null);
                }
                row.set(k, trace.y[i]);
            }
        }
        places.addAll(rows.keySet());
        for (int k = 0; k < traces.size(); k++) {
            List<@Nullable Double> column = new ArrayList<>();
            for (List<@Nullable Double> row : rows.values()) {
                column.add(k < row.size() ? row.get(k) : null);
            }
            values.add(column);
        }
    }

    private static TextTable table(
            Plot plot, List<Trace> traces, List<@Nullable Double> places, List<List<@Nullable Double>> values) {
        int all = places.size();
        int every = Math.max(1, (all + ROWS - 1) / ROWS);
        List<TableColumn> columns = new ArrayList<>();
        String header = plot.x().title().isEmpty() ? "x" : plot.x().title();
        List<String> categories = plot.x().categories();
        List<@Nullable Double> shown = every(places, every);
        if (categories.isEmpty()) {
            columns.add(TableColumn.numbers(header, shown));
        } else {
            List<String> names = new ArrayList<>();
            for (Double place : shown) {
                names.add(place == null ? "" : categories.get(place.intValue()));
            }
            columns.add(TableColumn.words(header, names));
        }
        for (int k = 0; k < traces.size(); k++) {
            columns.add(TableColumn.numbers(traces.get(k).name, every(values.get(k), every)));
        }
        StringBuilder note = new StringBuilder();
        if (every > 1) {
            note.append("Every ")
                    .append(every)
                    .append(every == 2 ? "nd" : every == 3 ? "rd" : "th")
                    .append(" of ");
            note.append(all).append(" rows. ");
        }
        if (traces.stream().anyMatch(trace -> trace.mark == Mark.STEP_AREA)) {
            note.append("Each row is an interval that begins at its value and ends at the next one. ");
        }
        for (Trace trace : plot.traces()) {
            if (trace.isUpright()) {
                note.append(trace.name)
                        .append(" at ")
                        .append(Numeral.significant(trace.x[0], 4))
                        .append(". ");
            }
        }
        return new TextTable(
                plot.title(),
                columns,
                note.length() == 0 ? null : note.toString().strip());
    }

    private static List<@Nullable Double> every(List<@Nullable Double> values, int step) {
        List<@Nullable Double> chosen = new ArrayList<>();
        for (int i = 0; i < values.size(); i += step) {
            chosen.add(values.get(i));
        }
        return chosen;
    }
}
