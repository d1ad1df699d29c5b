package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;

/** A heat map, free of the library it was written in: values over two axes of names or numbers. */
final class HeatPlot {
    private static final int MOST_COLUMNS = 12;
    private static final int MOST_ROWS = 40;

    final String title;
    final String quantity;
    final int width;
    final int height;
    final Axis x;
    final Axis y;
    /** By row from below, then by column; NaN where there is no value. */
    final double[][] values;

    final double low;
    final double high;
    final boolean showsValues;

    HeatPlot(HeatMapChart chart) {
        HeatMapSeries series = chart.getHeatMapSeries();
        if (series == null) {
            throw new IllegalArgumentException("heat map: has no series; add one with addSeries before showing it");
        }
        title = chart.getTitle() == null ? "" : chart.getTitle();
        quantity = series.getName();
        width = chart.getWidth();
        height = chart.getHeight();
        x = axis(chart.getXAxisTitle(), series.getXData());
        y = axis(chart.getYAxisTitle(), series.getYData());
        values = new double[y.categories().size()][x.categories().size()];
        for (double[] row : values) {
            java.util.Arrays.fill(row, Double.NaN);
        }
        Range range = Range.EMPTY;
        for (Number[] cell : series.getHeatData()) {
            if (cell[2] != null) {
                values[cell[1].intValue()][cell[0].intValue()] = cell[2].doubleValue();
                range = range.and(cell[2].doubleValue());
            }
        }
        range = range.widened(false);
        low = series.getMin() < series.getMax() ? series.getMin() : range.low();
        high = series.getMin() < series.getMax() ? series.getMax() : range.high();
        showsValues = chart.getStyler().isShowValue();
    }

    private static Axis axis(@Nullable String title, List<?> places) {
        List<String> names = Names.of(places);
        return new Axis(title == null ? "" : title, false, -0.5, names.size() - 0.5, Names.ticks(names), names);
    }

    /** The highest row first, as in the drawing; of many rows and columns only some. */
    TextTable table() {
        int everyRow = Math.max(1, (values.length + MOST_ROWS - 1) / MOST_ROWS);
        int everyColumn = Math.max(1, (x.categories().size() + MOST_COLUMNS - 1) / MOST_COLUMNS);
        List<String> names = new ArrayList<>();
        for (int row = values.length - 1; row >= 0; row -= everyRow) {
            names.add(y.categories().get(row));
        }
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.words(y.title() + " \\ " + x.title(), names));
        for (int column = 0; column < x.categories().size(); column += everyColumn) {
            List<@Nullable Double> cells = new ArrayList<>();
            for (int row = values.length - 1; row >= 0; row -= everyRow) {
                cells.add(Double.isNaN(values[row][column]) ? null : values[row][column]);
            }
            columns.add(TableColumn.numbers(x.categories().get(column), cells));
        }
        String note = everyRow == 1 && everyColumn == 1
                ? null
                : "Of " + values.length + " rows and " + x.categories().size() + " columns, every "
                        + (everyRow == 1 ? "" : everyRow + ". ") + "row and every "
                        + (everyColumn == 1 ? "" : everyColumn + ". ") + "column.";
        return new TextTable(title, columns, note);
    }
}
