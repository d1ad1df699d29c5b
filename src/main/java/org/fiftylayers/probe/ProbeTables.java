package org.fiftylayers.probe;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Readings as Tablesaw tables. */
final class ProbeTables {
    private record Row<T>(int step, T reading) {}

    private ProbeTables() {}

    static Table layers(List<Snapshot> snapshots) {
        List<Row<LayerReading>> rows = rows(snapshots, Snapshot::layers);
        return Table.create(
                "Layers",
                integers("step", rows, Row::step),
                integers("layer", rows, row -> row.reading.layer()),
                words("part", rows, row -> row.reading.name()),
                numbers("norm", rows, row -> row.reading.output().norm()),
                numbers("mean", rows, row -> row.reading.output().mean()),
                numbers("deviation", rows, row -> row.reading.output().deviation()),
                numbers("saturated", rows, row -> row.reading.saturated()),
                numbers("dead", rows, row -> row.reading.dead()),
                numbers("gradient norm", rows, row -> row.reading.gradient().norm()),
                numbers("gradient mean", rows, row -> row.reading.gradient().mean()),
                numbers("gradient deviation", rows, row -> row.reading
                        .gradient()
                        .deviation()));
    }

    static Table parameters(List<Snapshot> snapshots) {
        List<Row<ParameterReading>> rows = rows(snapshots, Snapshot::parameters);
        return Table.create(
                "Parameters",
                integers("step", rows, Row::step),
                integers("layer", rows, row -> row.reading.layer()),
                words("parameter", rows, row -> row.reading.name()),
                numbers("norm", rows, row -> row.reading.value().norm()),
                numbers("mean", rows, row -> row.reading.value().mean()),
                numbers("deviation", rows, row -> row.reading.value().deviation()),
                numbers("gradient norm", rows, row -> row.reading.gradient().norm()),
                numbers("gradient mean", rows, row -> row.reading.gradient().mean()),
                numbers("gradient deviation", rows, row -> row.reading
                        .gradient()
                        .deviation()),
                numbers("update norm", rows, row -> row.reading.update().norm()),
                numbers("update ÷ value", rows, row -> row.reading.ratio()));
    }

    private static <T> List<Row<T>> rows(List<Snapshot> snapshots, Function<Snapshot, List<T>> readings) {
        return snapshots.stream()
                .flatMap(snapshot -> readings.apply(snapshot).stream().map(r -> new Row<>(snapshot.step(), r)))
                .toList();
    }

    private static <T> IntColumn integers(String name, List<T> rows, ToIntFunction<T> value) {
        return IntColumn.create(name, rows.stream().mapToInt(value).toArray());
    }

    private static <T> StringColumn words(String name, List<T> rows, Function<T, String> value) {
        return StringColumn.create(name, rows.stream().map(value));
    }

    private static <T> DoubleColumn numbers(String name, List<T> rows, ToDoubleFunction<T> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }
}
