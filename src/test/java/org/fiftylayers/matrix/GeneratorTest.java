package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    @Test
    void givesThePublishedSequenceOfSplitMix64() {
        Generator generator = new Generator(1234567);
        assertThat(generator.bits()).isEqualTo(6457827717110365317L);
        assertThat(generator.bits()).isEqualTo(3203168211198807973L);
    }

    @Test
    void repeatsItselfForTheSameSeed() {
        Generator a = new Generator(3);
        Generator b = new Generator(3);
        assertThat(Matrix.gaussian(4, 4, 1, a)).isEqualTo(Matrix.gaussian(4, 4, 1, b));
        assertThat(a.split().bits()).isEqualTo(b.split().bits()).isNotEqualTo(a.bits());
    }

    @Test
    void drawsTheMomentsOfItsDistributions() {
        Generator generator = new Generator(5);
        Matrix normal = Matrix.gaussian(300, 300, 1, generator);
        assertThat(normal.mean()).isCloseTo(0, within(0.01));
        assertThat(normal.map(x -> x * x).mean()).isCloseTo(1, within(0.015));
        assertThat(normal.map(x -> x * x * x * x).mean()).isCloseTo(3, within(0.1));
        Matrix uniform = Matrix.uniform(300, 300, -2, 4, generator);
        assertThat(uniform.mean()).isCloseTo(1, within(0.02));
        assertThat(uniform.min()).isGreaterThanOrEqualTo(-2);
        assertThat(uniform.max()).isLessThan(4);
    }

    @Test
    void permutesAllNumbers() {
        int[] order = new Generator(1).permutation(100);
        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
        assertThat(order).isNotEqualTo(IntStream.range(0, 100).toArray());
    }

    @Test
    void drawsWholeNumbersEvenly() {
        Generator generator = new Generator(9);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[generator.below(7)]++;
        }
        assertThat(IntStream.of(counts).boxed()).allMatch(count -> count > 9_600 && count < 10_400);
    }

    @Test
    void goesOnFromASavedState() {
        Generator generator = new Generator(-7);
        for (int i = 0; i < 100; i++) {
            generator.gaussian();
            Generator other = new Generator(0);
            other.restore(generator.state());
            assertThat(other.gaussian()).isEqualTo(generator.gaussian());
            assertThat(other.bits()).isEqualTo(generator.bits());
        }
    }
}
