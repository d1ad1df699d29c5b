package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiftylayers.display.DisplayProvider;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Shows Tablesaw's tables: as HTML with aligned decimals, and as aligned text. Long tables show their first rows. */
public final class TableDisplay implements DisplayProvider {
    private static final int ROWS = 50;

    @Override
    public Optional<MimeBundle> show(Object value) {
        if (!(value instanceof Table table)) {
            return Optional.empty();
        }
        TextTable shown = shown(table);
        return Optional.of(MimeBundle.of(MimeBundle.HTML, shown.html()).and(MimeBundle.TEXT, shown.toString()));
    }

    private static TextTable shown(Table table) {
        int rows = table.rowCount() <= ROWS ? table.rowCount() : 20;
        List<TableColumn> columns = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            columns.add(shown(column, rows));
        }
        String note = rows == table.rowCount() ? null : "First " + rows + " of " + table.rowCount() + " rows.";
        return new TextTable(table.name() == null ? "" : table.name(), columns, note);
    }

    private static TableColumn shown(Column<?> column, int rows) {
        if (column instanceof NumericColumn<?> numbers) {
            List<@Nullable Double> values = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                values.add(numbers.isMissing(row) ? null : numbers.getDouble(row));
            }
            return TableColumn.numbers(column.name(), values);
        }
        List<String> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            cells.add(column.isMissing(row) ? "" : String.valueOf(column.get(row)));
        }
        return TableColumn.words(column.name(), cells);
    }
}
