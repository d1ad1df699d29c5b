package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    /** Example i has inputs i and −i, and label i modulo 3. */
    private static Dataset numbers(int examples) {
        Matrix inputs = Matrix.zeros(examples, 2);
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            inputs.set(i, 0, i);
            inputs.set(i, 1, -i);
            labels[i] = i % 3;
        }
        return new Dataset(inputs, labels, Dataset.numbered(3));
    }

    /** The examples in the order of one time through; each must still have its label. */
    private static List<Integer> once(Batches batches) {
        List<Integer> seen = new ArrayList<>();
        for (Dataset batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                int example = (int) batch.inputs().get(i, 0);
                assertThat(batch.inputs().get(i, 1)).isEqualTo(-example);
                assertThat(batch.labels()[i]).isEqualTo(example % 3);
                seen.add(example);
            }
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({"10,3,4", "12,3,4", "2,5,1", "1,1,1", "7,7,1"})
    void showsEveryExampleOnceEachTimeThrough(int examples, int size, int count) {
        Batches batches = new Batches(numbers(examples), size, new Generator(1));

        assertThat(batches.count()).isEqualTo(count);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(once(batches)).hasSize(examples).doesNotHaveDuplicates();
        }
    }

    @Test
    void leavesTheRestOutOnRequestButNotAlwaysTheSame() {
        Batches batches = new Batches(numbers(10), 3, new Generator(1)).withoutRest();
        List<Integer> all = new ArrayList<>();
        for (int epoch = 0; epoch < 20; epoch++) {
            assertThat(once(batches)).hasSize(9).doesNotHaveDuplicates();
            all.addAll(once(batches));
        }
        assertThat(batches.count()).isEqualTo(3);
        assertThat(all).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void hasAnOrderThatTheGeneratorDecides() {
        Batches batches = new Batches(numbers(50), 8, new Generator(5));
        List<Integer> first = once(batches);

        assertThat(once(batches)).isNotEqualTo(first);
        assertThat(once(new Batches(numbers(50), 8, new Generator(5)))).isEqualTo(first);
        assertThat(once(new Batches(numbers(50), 8, new Generator(6)))).isNotEqualTo(first);
    }

    @Test
    void usesTheSameMemoryForAllBatches() {
        Batches batches = new Batches(numbers(10), 3, new Generator(1));
        List<Dataset> first = new ArrayList<>();
        List<Dataset> second = new ArrayList<>();
        batches.forEach(first::add);
        batches.forEach(second::add);

        assertThat(first).hasSize(4);
        assertThat(first.get(1).inputs()).isSameAs(first.get(0).inputs());
        for (int i = 0; i < 4; i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
    }

    @Test
    void refusesToGoOnAfterTheLast() {
        Iterator<Dataset> batches = new Batches(numbers(2), 2, new Generator(1)).iterator();
        batches.next();

        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("all 1 batches of this time through are taken");
    }
}
