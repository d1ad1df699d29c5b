package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.junit.jupiter.api.DynamicTest;

/** What this library computes for each row of a file of references. */
final class Table {
    /** What the library makes of a row's inputs. */
    interface Computation {
        /**
         * Matrices by the names that {@link References#expected} has.
         *
         * @param precision what the tape rounds to, and the inputs first
         */
        Map<String, Matrix> results(JsonNode row, Tape tape, Precision precision);
    }

    /**
     * Results a agree with references b if |a − b| ≤ 10⁻¹⁰ |b| in every entry, however small. Below the smallest normal number
     * doubles have fewer digits, and so has what is computed from such: there that one stands for |b|.
     */
    private static final double TOLERANCE = 1e-10;

    /**
     * Entries that are what is left of terms of order 1: of x̂ = ±1 (1 − 2.5·10⁻⁶) in a batch of two, and of a softmax of
     * 1 − 6·10⁻⁶, or 1 − 10⁻⁴³, and 1. Each term is a double, and so they agree to 10⁻¹⁶, half a last place of 1.
     */
    private static final Set<String> CANCELLED = Set.of(
            "dense batch norm of two rows: gradient of x 3",
            "dense batch norm of two rows: gradient tangent of x 3",
            "dense batch norm of two rows: gradient tangent of norm.gain 0",
            "softmax from -800 to 800: gradient of x 4",
            "cross-entropy of logits from -800 to 800: gradient of x 11",
            "cross-entropy of logits from -800 to 800: gradient tangent of x 11");

    private static final double TERMS = 1e-6;

    private final References references;
    private final Map<String, Computation> computations = new LinkedHashMap<>();

    /** The table for a file, without rows. */
    Table(String file) {
        references = References.of(file);
    }

    void row(String name, Computation computation) {
        computations.put(name, computation);
    }

    /** One test for each row, on a tape as it is and, for functions, on one with tangents. */
    List<DynamicTest> tests() {
        return computations.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
                .toList();
    }

    private void check(String name, Computation computation) {
        JsonNode row = references.row(name);
        boolean hasDerivatives = row.has("directions");
        for (Tape tape : hasDerivatives ? List.of(new Tape(), Tape.withTangents()) : List.of(new Tape())) {
            Map<String, Matrix> expected = References.expected(row, !tape.fuses());
            Map<String, Matrix> found = computation.results(row, tape, Precision.FLOAT64);
            if (hasDerivatives) {
                assertThat(found).containsOnlyKeys(expected.keySet());
            } else {
                double[] losses = expected.get("losses").data();
                assertThat(losses[losses.length - 1]).as("the loss falls").isLessThan(losses[0]);
            }
            expected.forEach((key, value) -> requireAgreement(name + ": " + key, found.get(key), value));
        }
    }

    private static void requireAgreement(String what, Matrix found, Matrix expected) {
        expected.requireShapeOf(what, found);
        for (int i = 0; i < expected.size(); i++) {
            String entry = what + " " + i;
            double a = found.data()[i];
            double b = expected.data()[i];
            double size = Math.max(Math.abs(b), CANCELLED.contains(entry) ? TERMS : Double.MIN_NORMAL);
            assertThat(Math.abs(a - b))
                    .as("%s is %s, the reference is %s", entry, a, b)
                    .isLessThanOrEqualTo(TOLERANCE * size);
        }
    }

    /** Fails unless the table has exactly the rows of its file. */
    void requireAllRows() {
        references.requireRows(computations.keySet());
    }

    /** Computes every row on tapes of every kind. */
    List<Matrix> allResults(Kernels kernels) {
        List<Matrix> all = new ArrayList<>();
        computations.forEach((name, computation) -> {
            JsonNode row = references.row(name);
            for (boolean tangents : row.has("directions") ? new boolean[] {false, true} : new boolean[1]) {
                Tape tape = new Tape(kernels, tangents, Precision.FLOAT64);
                all.addAll(computation.results(row, tape, Precision.FLOAT64).values());
            }
        });
        return all;
    }

    Set<String> names() {
        return computations.keySet();
    }

    JsonNode row(String name) {
        return references.row(name);
    }

    Computation computation(String name) {
        return computations.get(name);
    }
}
