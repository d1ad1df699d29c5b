package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.fiftylayers.matrix.Matrix;

/** One file of what PyTorch found in float64; {@code src/test/python/references.py} wrote it and says what is in it. */
final class References {
    /**
     * Two results agree if |a − b| ≤ 10⁻¹⁰ · max(|b|, 10⁻⁴) in every entry. Inputs are of order 1, and so sums that cancel
     * keep a rounding error of some 10⁻¹⁶ times their number of terms however small they are: hence the floor of 10⁻¹⁴.
     */
    private static final double TOLERANCE = 1e-10;

    private static final double FLOOR = 1e-4;

    private final String file;
    private final JsonNode rows;

    private References(String file, JsonNode rows) {
        this.file = file;
        this.rows = rows;
    }

    static References of(String file) {
        try (var in = Objects.requireNonNull(References.class.getResourceAsStream("/reference/" + file), file)) {
            return new References(file, new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of this name. */
    JsonNode row(String name) {
        assertThat(rows.has(name)).as("%s has a row '%s'", file, name).isTrue();
        return rows.get(name);
    }

    /** Fails unless the table has exactly the rows of this file. */
    void requireRows(Set<String> table) {
        assertThat(table).as("rows of the table and of " + file).containsExactlyInAnyOrderElementsOf(names(rows));
    }

    static Matrix matrix(JsonNode node) {
        double[][] rows = new double[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(node.get(i));
        }
        return Matrix.of(rows);
    }

    static Map<String, Matrix> matrices(JsonNode node) {
        Map<String, Matrix> result = new LinkedHashMap<>();
        names(node).forEach(name -> result.put(name, matrix(node.get(name))));
        return result;
    }

    static double[] numbers(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToDouble(i -> node.get(i).doubleValue())
                .toArray();
    }

    static int[] labels(JsonNode node) {
        return IntStream.range(0, node.size()).map(i -> node.get(i).intValue()).toArray();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static void requireAgreement(String what, Matrix found, Matrix expected) {
        expected.requireShapeOf(what, found);
        requireAgreement(what, found.data(), expected.data());
    }

    static void requireAgreement(String what, double[] found, double[] expected) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            double difference = Math.abs(found[i] - expected[i]);
            assertThat(difference <= TOLERANCE * Math.max(Math.abs(expected[i]), FLOOR))
                    .as("%s: entry %d is %s, PyTorch has %s", what, i, found[i], expected[i])
                    .isTrue();
        }
    }
}
