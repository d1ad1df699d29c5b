package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.fiftylayers.display.Decimal;

/**
 * All points of a chart as comma-separated values (RFC 4180), unrounded, for whoever wants to draw it differently.
 *
 * <p>Series over the same places are columns beside each other. Where they have places of their own, and in a heat map,
 * each point is a row: series, x, y.
 */
final class PlotCsv {
    private PlotCsv() {}

    /** Lines that only mark a place on the horizontal axis are no data. */
    static String of(Plot plot) {
        List<Trace> traces =
                plot.traces().stream().filter(trace -> !trace.isUpright()).toList();
        String place = plot.x().title().isEmpty() ? "x" : plot.x().title();
        String value = plot.y().title().isEmpty() ? "y" : plot.y().title();
        List<List<String>> rows = new ArrayList<>();
        if (traces.stream().allMatch(trace -> Arrays.equals(trace.x, traces.get(0).x))) {
            List<String> header = new ArrayList<>(List.of(place));
            traces.forEach(trace -> header.add(trace.name));
            rows.add(header);
            for (int i = 0; !traces.isEmpty() && i < traces.get(0).x.length; i++) {
                List<String> row = new ArrayList<>(List.of(name(plot.x(), traces.get(0).x[i])));
                for (Trace trace : traces) {
                    row.add(number(trace.y[i]));
                }
                rows.add(row);
            }
        } else {
            rows.add(List.of("series", place, value));
            for (Trace trace : traces) {
                for (int i = 0; i < trace.x.length; i++) {
                    rows.add(List.of(trace.name, name(plot.x(), trace.x[i]), number(trace.y[i])));
                }
            }
        }
        return text(rows);
    }

    static String of(HeatPlot plot) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(plot.x.title(), plot.y.title(), plot.quantity));
        for (int row = 0; row < plot.values.length; row++) {
            for (int column = 0; column < plot.values[row].length; column++) {
                if (!Double.isNaN(plot.values[row][column])) {
                    rows.add(List.of(name(plot.x, column), name(plot.y, row), number(plot.values[row][column])));
                }
            }
        }
        return text(rows);
    }

    private static String name(Axis axis, double place) {
        return axis.categories().isEmpty() ? number(place) : axis.categories().get((int) place);
    }

    private static String number(double value) {
        String text = Decimal.shortest(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String text(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(PlotCsv::quoted).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
