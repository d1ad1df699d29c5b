package org.fiftylayers.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fiftylayers.matrix.Matrix;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/**
 * Sequences in files of comma-separated values. A row is a sequence, time step after time step in the columns {@code t0_x0},
 * {@code t0_x1}, …, {@code t1_x0}, …; then comes what is asked for: numbers as {@code y0}, …, a {@code label}, or labels for
 * each step as {@code t0_label}, …. What is read back is the same to the last bit.
 */
public final class CsvSequences {
    private static final String LABEL = "label";

    private CsvSequences() {}

    /** What sequences ask for, as columns. */
    private record Target(List<String> columns, List<Matrix> numbers) {
        static Target of(Object target) {
            if (target instanceof Matrix numbers) {
                return new Target(names(numbers.columns(), k -> "y" + k), List.of(numbers));
            }
            if (target instanceof int[] labels) {
                return new Target(List.of(LABEL), List.of(column(labels)));
            }
            if (target instanceof List<?> steps && steps.stream().allMatch(int[].class::isInstance)) {
                return new Target(
                        labelNames(steps.size()),
                        steps.stream().map(labels -> column((int[]) labels)).toList());
            }
            throw new IllegalArgumentException("csv: target is of " + target.getClass()
                    + "; it must be a matrix, labels, or a list with labels for each time step");
        }
    }

    /** Writes sequences whose target is a matrix, labels, or labels for each time step. */
    public static void write(Sequences<?> data, Path file) throws IOException {
        if (data.target() instanceof List<?> labels && labels.size() != data.length()) {
            throw new IllegalArgumentException("csv: time steps are " + data.length() + ", labels are for "
                    + labels.size() + "; there must be labels for each time step");
        }
        Target target = Target.of(data.target());
        List<Matrix> numbers = new ArrayList<>(data.steps());
        numbers.addAll(target.numbers);
        int batch = numbers.get(0).rows();
        for (Matrix part : target.numbers) {
            if (part.rows() != batch) {
                throw new IllegalArgumentException("csv: sequences are " + batch + ", targets are " + part.rows()
                        + "; there must be one target per sequence");
            }
        }
        List<String> columns = stepNames(data.length(), numbers.get(0).columns());
        columns.addAll(target.columns);
        CsvWriter.write(file, columns, numbers, List.of());
    }

    private static Matrix column(int[] labels) {
        return Matrix.column(Arrays.stream(labels).asDoubleStream().toArray());
    }

    /**
     * Sequences that ask for numbers, as in the adding problem.
     *
     * @throws DataException if the columns are others, or a cell is no number
     */
    public static Sequences<Matrix> numbers(Path file) throws IOException {
        Table table = CsvData.read(file, name -> ColumnType.DOUBLE);
        List<String> target = names(Math.max(1, count(table, "y\\d+")), k -> "y" + k);
        List<Matrix> steps = steps(file, table, target);
        return new Sequences<>(steps, block(table, table.columnCount() - target.size(), target.size()));
    }

    /**
     * Sequences that ask for one label each, as the latch does.
     *
     * @throws DataException if the columns are others, or a cell is no number
     */
    public static Sequences<int[]> labels(Path file) throws IOException {
        Table table = CsvData.read(file, CsvSequences::type);
        return new Sequences<>(
                steps(file, table, List.of(LABEL)), table.intColumn(LABEL).asIntArray());
    }

    /**
     * Sequences that ask for a label at each time step, as in the copying task.
     *
     * @throws DataException if the columns are others, or a cell is no number
     */
    public static Sequences<List<int[]>> labelsOfSteps(Path file) throws IOException {
        Table table = CsvData.read(file, CsvSequences::type);
        List<String> target = labelNames(Math.max(1, count(table, "t\\d+_" + LABEL)));
        List<Matrix> steps = steps(file, table, target);
        if (steps.size() != target.size()) {
            throw new DataException(file + ": there are " + steps.size() + " time steps and labels for " + target.size()
                    + "; there must be a label for each time step");
        }
        int first = table.columnCount() - target.size();
        List<int[]> labels = IntStream.range(first, table.columnCount())
                .mapToObj(column -> table.intColumn(column).asIntArray())
                .toList();
        return new Sequences<>(steps, labels);
    }

    private static ColumnType type(String name) {
        return name.endsWith(LABEL) ? ColumnType.INTEGER : ColumnType.DOUBLE;
    }

    private static int count(Table table, String pattern) {
        return (int) table.columnNames().stream()
                .filter(name -> name.matches(pattern))
                .count();
    }

    /** The time steps of a table, whose columns must be theirs and then those of the target. */
    private static List<Matrix> steps(Path file, Table table, List<String> target) throws DataException {
        if (table.rowCount() == 0) {
            throw new DataException(file + ": there are no rows below the names of the columns; give at least one");
        }
        List<String> found = table.columnNames();
        int features = Math.max(1, count(table, "t0_x\\d+"));
        int length = Math.max(1, (found.size() - target.size()) / features);
        List<String> expected = stepNames(length, features);
        expected.addAll(target);
        for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
            String name = i < found.size() ? found.get(i) : "missing";
            String rule = i < expected.size() ? expected.get(i) : "missing";
            if (!name.equals(rule)) {
                throw new DataException(file + ": column " + (i + 1) + " is " + name + "; it must be " + rule
                        + ", in the order t0_x0, t0_x1, …, t1_x0, …, then what is asked for");
            }
        }
        return IntStream.range(0, length)
                .mapToObj(t -> block(table, t * features, features))
                .toList();
    }

    private static Matrix block(Table table, int from, int count) {
        Matrix block = Matrix.zeros(table.rowCount(), count);
        for (int j = 0; j < count; j++) {
            double[] numbers = table.doubleColumn(from + j).asDoubleArray();
            for (int i = 0; i < numbers.length; i++) {
                block.set(i, j, numbers[i]);
            }
        }
        return block;
    }

    private static List<String> stepNames(int length, int features) {
        List<String> names = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < features; j++) {
                names.add("t" + t + "_x" + j);
            }
        }
        return names;
    }

    private static List<String> labelNames(int steps) {
        return names(steps, t -> "t" + t + "_" + LABEL);
    }

    private static List<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }
}
