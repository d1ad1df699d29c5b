package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Readings as Tablesaw tables. */
final class ProbeTables {
    private record Row<T>(int step, T reading) {}

    private record Place(int step, int layer, String name) {}

    private record Interval(Place place, String quantity, double from, double to, int count) {}

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
                numbers("update ÷ value", rows, row -> row.reading.ratio()),
                numbers("update mean", rows, row -> row.reading.update().mean()),
                numbers("update deviation", rows, row -> row.reading.update().deviation()));
    }

    static Table histograms(List<Snapshot> snapshots) {
        List<Interval> rows = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            for (LayerReading part : snapshot.layers()) {
                Place place = new Place(snapshot.step(), part.layer(), part.name());
                addNumbers(rows, place, "output", part.output().histogram());
                addSizes(rows, place, "gradient size", part.gradient().histogram());
            }
            for (ParameterReading parameter : snapshot.parameters()) {
                Place place = new Place(snapshot.step(), parameter.layer(), parameter.name());
                addNumbers(rows, place, "value", parameter.value().histogram());
                addSizes(rows, place, "gradient size", parameter.gradient().histogram());
                addSizes(rows, place, "update size", parameter.update().histogram());
            }
        }
        return Table.create(
                "Histograms",
                integers("step", rows, row -> row.place.step),
                integers("layer", rows, row -> row.place.layer),
                words("part", rows, row -> row.place.name),
                words("quantity", rows, Interval::quantity),
                numbers("from", rows, Interval::from),
                numbers("to", rows, Interval::to),
                integers("count", rows, Interval::count));
    }

    private static void addNumbers(List<Interval> rows, Place place, String quantity, Histogram histogram) {
        double width = histogram.width();
        add(rows, place, quantity, histogram, k -> k * width);
    }

    /** Interval e of binary exponents holds the sizes from 2ᵉ to 2ᵉ⁺¹. */
    private static void addSizes(List<Interval> rows, Place place, String quantity, Histogram histogram) {
        add(rows, place, quantity, histogram, e -> Math.scalb(1.0, e));
    }

    private static void add(
            List<Interval> rows, Place place, String quantity, Histogram histogram, IntToDoubleFunction begin) {
        for (int i = 0; i < histogram.counts().length; i++) {
            int k = histogram.first() + i;
            if (histogram.counts()[i] > 0) {
                rows.add(new Interval(
                        place,
                        quantity,
                        begin.applyAsDouble(k),
                        begin.applyAsDouble(k + 1),
                        histogram.counts()[i]));
            }
        }
    }

    static Table jacobians(List<Spectrum> spectra) {
        record Value(Spectrum spectrum, int number) {}
        List<Value> rows = spectra.stream()
                .flatMap(spectrum -> IntStream.rangeClosed(
                                1, spectrum.singularValues().size())
                        .mapToObj(number -> new Value(spectrum, number)))
                .toList();
        return Table.create(
                "Jacobians",
                integers("step", rows, row -> row.spectrum.step()),
                integers("layer", rows, row -> row.spectrum.layer()),
                words("part", rows, row -> row.spectrum.name()),
                integers("number", rows, Value::number),
                numbers("singular value", rows, row -> row.spectrum
                        .singularValues()
                        .get(row.number - 1)));
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
