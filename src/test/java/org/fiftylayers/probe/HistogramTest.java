package org.fiftylayers.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsInIntervalsWhoseWidthIsAPowerOfTwo() {
        Histogram histogram = Histogram.of(new double[] {-0.5, 0, 0.1, 11.9, 12});

        assertThat(histogram.width()).isEqualTo(0.5);
        assertThat(histogram.low()).isEqualTo(-0.5);
        assertThat(histogram.high()).isEqualTo(12.5);
        assertThat(histogram.counts()).hasSize(26).startsWith(1, 2).endsWith(1, 1);
        assertThat(histogram.total()).isEqualTo(5);
    }

    @Test
    void holdsAnyNumbersInAFewIntervals() {
        Generator generator = new Generator(1);
        for (double scale : new double[] {1, 1e-300, 1e300, 1e-5, Double.MIN_VALUE}) {
            for (double shift : new double[] {0, 1, -1e6}) {
                double[] numbers =
                        Matrix.gaussian(1, 1000, scale, generator).plus(shift).data();
                Histogram histogram = Histogram.of(numbers);
                assertThat(histogram.counts().length).isLessThanOrEqualTo(48);
                assertThat(histogram.total()).isEqualTo(1000);
                assertThat(histogram.low())
                        .isLessThanOrEqualTo(Arrays.stream(numbers).min().orElseThrow());
                assertThat(histogram.high())
                        .isGreaterThan(Arrays.stream(numbers).max().orElseThrow());
            }
        }
    }

    @Test
    void holdsNumbersThatAreAllTheSame() {
        for (double x : new double[] {0, 3, -1e-200, Double.MAX_VALUE, Double.MIN_VALUE}) {
            Histogram histogram = Histogram.of(new double[] {x, x});
            assertThat(histogram.counts()).containsExactly(2);
            assertThat(histogram.low()).isLessThanOrEqualTo(x);
        }
        assertThat(Histogram.of(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE})
                        .total())
                .isEqualTo(2);
    }

    @Test
    void leavesOutWhatIsNotFinite() {
        double[] numbers = {1, Double.NaN, Double.POSITIVE_INFINITY, 2};

        assertThat(Histogram.of(numbers).total()).isEqualTo(2);
        assertThat(Histogram.ofExponents(numbers).total()).isEqualTo(2);
        assertThat(Histogram.of(new double[] {Double.NaN}).total()).isZero();
    }

    @Test
    void countsBinaryExponentsWithoutZeros() {
        Histogram histogram = Histogram.ofExponents(new double[] {1, -1.5, 2, 0x1p-3, -0x1.8p-3, 0});

        assertThat(histogram.first()).isEqualTo(-3);
        assertThat(histogram.counts()).containsExactly(2, 0, 0, 2, 1);
        assertThat(Histogram.ofExponents(new double[] {0, 0}).total()).isZero();
    }

    @Test
    void becomesCoarserWithoutLoss() {
        double[] numbers = Matrix.gaussian(1, 500, 1, new Generator(2)).data();
        Histogram fine = Histogram.of(numbers);
        Histogram coarse = fine.coarser().coarser();

        assertThat(coarse.width()).isEqualTo(4 * fine.width());
        int[] counts = new int[coarse.counts().length];
        for (double x : numbers) {
            counts[(int) Math.floor(x / coarse.width()) - coarse.first()]++;
        }
        assertThat(coarse.counts()).isEqualTo(counts);
    }
}
