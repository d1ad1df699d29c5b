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

    /** The rows' names, in the file's order. */
    List<String> names() {
        return names(rows);
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

    /**
     * All that a row says of its results, by name.
     *
     * @param tangents whether of those in one direction, too
     */
    static Map<String, Matrix> expected(JsonNode row, boolean tangents) {
        Map<String, Matrix> results = new LinkedHashMap<>();
        for (String name : names(row)) {
            JsonNode node = row.get(name);
            switch (name) {
                case "value" -> results.put(name, matrix(node));
                case "losses" -> results.put(name, Matrix.row(numbers(node)));
                case "gradients" -> putAll("gradient of ", matrices(node), results);
                case "after", "trained" -> putAll("", matrices(node), results);
                case "tangent" -> putAll("", tangents ? Map.of(name, matrix(node)) : Map.of(), results);
                case "gradientTangents" ->
                    putAll("gradient tangent of ", tangents ? matrices(node) : Map.of(), results);
                default -> {} // what goes in
            }
        }
        return results;
    }

    private static void putAll(String prefix, Map<String, Matrix> matrices, Map<String, Matrix> to) {
        matrices.forEach((name, value) -> to.put(prefix + name, value));
    }

    /** Overwrites a matrix with another of its shape. */
    static void copy(String name, Matrix value, Matrix target) {
        target.requireShapeOf(name, value);
        System.arraycopy(value.data(), 0, target.data(), 0, value.size());
    }
}
