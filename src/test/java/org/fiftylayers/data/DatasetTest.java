package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private final Dataset five =
            new Dataset(Matrix.column(0, 10, 20, 30, 40), new int[] {0, 1, 2, 0, 1}, List.of("a", "b", "c"));

    @Test
    void givesAPartAsACopy() {
        Dataset part = five.rows(1, 3);
        part.inputs().set(0, 0, -1);

        assertThat(part.inputs()).isEqualTo(Matrix.column(-1, 20));
        assertThat(part.labels()).containsExactly(1, 2);
        assertThat(part.classes()).isEqualTo(five.classes());
        assertThat(five.inputs().get(1, 0)).isEqualTo(10);
    }

    @Test
    void isEqualToOneWithTheSameContent() {
        assertThat(five.rows(0, 5)).isEqualTo(five).hasSameHashCodeAs(five).isNotEqualTo(five.rows(0, 4));
        assertThat(five.withClasses(List.of("x", "y", "z"))).isNotEqualTo(five);
        assertThat(five).hasToString("Dataset of 5 examples, 1×1×1, in 3 classes");
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        Matrix inputs = Matrix.zeros(2, 3);
        refuses(
                () -> new Dataset(inputs, new int[1], List.of("a")),
                "dataset: inputs are 2×3, labels are 1; there must be one label per row");
        refuses(
                () -> new Dataset(inputs, new int[] {0, 2}, List.of("a", "b")),
                "dataset: label 1 is 2; labels run from 0 to 1, one per class");
        refuses(() -> new Dataset(inputs, new int[] {-1, 0}, List.of("a")), "dataset: label 0 is -1");
        refuses(
                () -> new Dataset(inputs, new int[2], List.of("a"), new ImageShape(1, 2, 2)),
                "dataset: inputs are 2×3, shape is 1×2×2 = 4; a row must be one image");
        refuses(() -> five.rows(2, 6), "rows: from is 2, to is 6; they must keep 0 ≤ from < to ≤ 5");
        refuses(() -> five.rows(2, 2), "rows: from is 2, to is 2");
        refuses(() -> new Batches(five, 0, new Generator(1)), "batches: size is 0; it must be at least 1");
        refuses(
                () -> new Batches(five, 6, new Generator(1)).withoutRest(),
                "batches: size is 6, examples are 5; without the incomplete batch there is none");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(RuntimeException.class).hasMessageContaining(message);
    }
}
