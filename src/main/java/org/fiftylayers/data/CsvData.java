package org.fiftylayers.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fiftylayers.matrix.Matrix;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.AbstractColumnParser;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.ColumnIndexOutOfBoundsException;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Tables from files of comma-separated values in UTF-8, read by Tablesaw, with the type of every column declared and not
 * guessed. Nothing is missing and nothing is mended: 1,5 in quotes is no number here, nor are 5 %, NaN or an empty cell.
 * Sequences have {@link CsvSequences}.
 */
public final class CsvData {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private CsvData() {}

    /**
     * The table in a file whose first line names the columns.
     *
     * @param columns the type of each column, by its name; {@link ColumnType#SKIP} leaves one out
     * @throws DataException if the columns are others or a cell is not of its column's type: names row (from 1, below the
     *     header), column and cell
     */
    public static Table read(Path file, Map<String, ColumnType> columns) throws IOException {
        Table words = words(file);
        if (words.columnCount() != columns.size() || !columns.keySet().containsAll(words.columnNames())) {
            throw new DataException(file + ": the columns are " + words.columnNames() + ", declared are "
                    + columns.keySet().stream().sorted().toList() + "; the names must be the same");
        }
        return typed(file, words, name -> columns.getOrDefault(name, ColumnType.SKIP));
    }

    /** The table in a file, whatever its columns are called, each of the type that its name stands for. */
    static Table read(Path file, Function<String, ColumnType> types) throws IOException {
        return typed(file, words(file), types);
    }

    /**
     * The dataset in a file whose columns are numbers, but for that of the labels: what {@link #write} has written is read by
     * {@code dataset(file, "label", ColumnType.INTEGER)} if its classes are numbered, by {@code STRING} otherwise.
     */
    public static Dataset dataset(Path file, String label, ColumnType type) throws IOException {
        return dataset(read(file, name -> name.equals(label) ? type : ColumnType.DOUBLE), label);
    }

    /**
     * Writes inputs as columns {@code x0}, {@code x1}, …, and the class of each example, by its name, as the column
     * {@code label}. What is read back has the same bits, and the same labels if all classes occur, in the order of their
     * names. That its rows are images is not in the file.
     */
    public static void write(Dataset data, Path file) throws IOException {
        List<String> columns = new ArrayList<>();
        for (int j = 0; j < data.inputs().columns(); j++) {
            columns.add("x" + j);
        }
        columns.add("label");
        List<String> labels =
                Arrays.stream(data.labels()).mapToObj(data.classes()::get).toList();
        if (labels.contains("")) {
            throw new IllegalArgumentException("csv: the name of class "
                    + data.classes().indexOf("") + " is empty; an empty cell cannot be read back");
        }
        CsvWriter.write(file, columns, List.of(data.inputs()), labels);
    }

    /**
     * The numbers of all columns but one as inputs, and that one as labels, whose values in alphabetical order (numbers
     * in the order of size) are the classes.
     */
    public static Dataset dataset(Table table, String label) {
        if (table.rowCount() == 0 || table.columnCount() < 2 || !table.containsColumn(label)) {
            throw new IllegalArgumentException("dataset: the table has " + table.rowCount() + " rows and the columns "
                    + table.columnNames() + "; there must be at least one row, the column " + label + " and another");
        }
        List<Column<?>> features = new ArrayList<>(table.columns());
        features.remove(table.column(label));
        Matrix inputs = Matrix.zeros(table.rowCount(), features.size());
        for (int j = 0; j < features.size(); j++) {
            if (!(features.get(j) instanceof NumericColumn<?> numbers)) {
                throw new IllegalArgumentException(
                        "dataset: column " + features.get(j).name() + " is of type "
                                + features.get(j).type() + "; all but the column of labels must be numbers");
            }
            for (int i = 0; i < table.rowCount(); i++) {
                if (numbers.isMissing(i)) {
                    throw new IllegalArgumentException("dataset: row " + (i + 1) + " of column " + numbers.name()
                            + " is missing; every input must be a number");
                }
                inputs.set(i, j, numbers.getDouble(i));
            }
        }
        if (table.column(label).countMissing() > 0) {
            throw new IllegalArgumentException("dataset: "
                    + table.column(label).countMissing() + " cells of column " + label
                    + " are missing; every example must have a label");
        }
        List<?> classes =
                table.column(label).asList().stream().distinct().sorted().toList();
        int[] labels =
                table.column(label).asList().stream().mapToInt(classes::indexOf).toArray();
        return new Dataset(inputs, labels, classes.stream().map(String::valueOf).toList());
    }

    /** All cells as words, so that no parser has mended them yet. */
    private static Table words(Path file) throws IOException {
        Function<String, ColumnType> words = name -> ColumnType.STRING;
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int columns = (int) text.lines()
                            .findFirst()
                            .orElse("")
                            .chars()
                            .filter(c -> c == ',')
                            .count()
                    + 1;
            return Table.read()
                    .csv(CsvReadOptions.builderFromString(text.startsWith("\uFEFF") ? text.substring(1) : text)
                            .maxNumberOfColumns(Math.max(columns, 10_000))
                            .tableName(String.valueOf(file.getFileName()))
                            .columnTypes(words)
                            .missingValueIndicator(""));
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": the text is not UTF-8; save it so");
        } catch (ColumnIndexOutOfBoundsException e) {
            throw new DataException(file + ": row " + e.getRowNumber() + " has " + e.getLine().length
                    + " cells; every row must have one per name in the first line");
        } catch (RuntimeException e) { // Tablesaw's for anything else that is no table
            throw new DataException(file + ": " + e.getMessage());
        }
    }

    private static Table typed(Path file, Table words, Function<String, ColumnType> types) throws DataException {
        Table table = Table.create(words.name());
        for (Column<?> column : words.columns()) {
            ColumnType type = types.apply(column.name());
            if (!ColumnType.SKIP.equals(type)) {
                table.addColumns(typed(file, (StringColumn) column, type));
            }
        }
        return table;
    }

    private static Column<?> typed(Path file, StringColumn words, ColumnType type) throws DataException {
        Column<?> column = type.create(words.name());
        AbstractColumnParser<?> parser = type.customParser(
                CsvReadOptions.builderFromString("").missingValueIndicator("").build());
        for (int i = 0; i < words.size(); i++) {
            String cell = words.get(i);
            try {
                if (cell.isEmpty() || !isExpected(cell, column, type)) {
                    throw new NumberFormatException();
                }
                column.appendCell(cell, parser);
                if (column instanceof NumericColumn<?> numbers && !Double.isFinite(numbers.getDouble(i))) {
                    throw new NumberFormatException();
                }
            } catch (RuntimeException e) { // of many kinds: each of Tablesaw's parsers throws its own
                throw new DataException(file + ": row " + (i + 1) + ", column " + words.name() + ": the cell is \""
                        + cell + "\"; the column is declared as " + type.name());
            }
        }
        return column;
    }

    /** Tablesaw itself takes 1,5 for 15 and 5% for 0.05. */
    private static boolean isExpected(String cell, Column<?> column, ColumnType type) {
        if (!(column instanceof NumericColumn<?>)) {
            return true;
        }
        boolean isReal = type.equals(ColumnType.DOUBLE) || type.equals(ColumnType.FLOAT);
        return (isReal ? DECIMAL : WHOLE).matcher(cell).matches();
    }
}
