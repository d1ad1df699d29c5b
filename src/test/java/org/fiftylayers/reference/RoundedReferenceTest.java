package org.fiftylayers.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiftylayers.autodiff.Recorded;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tapes that round after each operation: everything that has a reference, in each narrow format. */
class RoundedReferenceTest {
    private static final References REFERENCES = References.of("rounded.json");
    private static final List<Precision> NARROW = List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.FLOAT16);
    private static final List<Table> TABLES = List.of(
            OperationReferenceTest.TABLE,
            LossReferenceTest.TABLE,
            LayerReferenceTest.TABLE,
            NetworkReferenceTest.TABLE,
            OptimiserReferenceTest.TABLE);

    /** Single operations, and ten steps of training, with the numbers that PyTorch's results round to. */
    @TestFactory
    List<DynamicTest> roundsToTheNumbersThatPyTorchRoundsTo() {
        return REFERENCES.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    int end = name.lastIndexOf(" in ");
                    Precision precision = Precision.valueOf(name.substring(end + 4));
                    Table table = TABLES.stream()
                            .filter(each -> each.names().contains(name.substring(0, end)))
                            .findFirst()
                            .orElseThrow();
                    JsonNode row = REFERENCES.row(name);
                    Map<String, Matrix> found =
                            table.computation(name.substring(0, end)).results(row, Tape.rounding(precision), precision);
                    References.expected(row, false)
                            .forEach((key, expected) ->
                                    assertThat(found.get(key)).as(key).isEqualTo(expected));
                }))
                .toList();
    }

    @Test
    void everyFormatHasAllRows() {
        for (Precision precision : NARROW) {
            assertThat(REFERENCES.names())
                    .filteredOn(name -> name.endsWith(" in " + precision))
                    .hasSize(43);
        }
    }

    @TestFactory
    List<DynamicTest> everyNumberOnTheTapeIsOneOfTheFormat() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Precision precision : NARROW) {
            for (Table table : TABLES) {
                for (String name : table.names()) {
                    tests.add(DynamicTest.dynamicTest(name + " in " + precision, () -> {
                        Tape tape = Tape.rounding(precision);
                        table.computation(name)
                                .results(table.row(name), tape, precision)
                                .forEach((key, result) -> {
                                    if (!key.contains(".running")) { // these averages stay in doubles, beside the tape
                                        requireRounded(key, precision, result);
                                    }
                                });
                        for (Variable variable : Recorded.results(tape)) {
                            requireRounded("a value", precision, variable.value());
                            if (variable.needsGradient()) {
                                requireRounded("a gradient", precision, variable.gradient());
                            }
                        }
                    }));
                }
            }
        }
        return tests;
    }

    private static void requireRounded(String what, Precision precision, Matrix found) {
        Matrix rounded = found.copy();
        precision.round(rounded.data());
        assertThat(found).as(what).isEqualTo(rounded);
    }
}
