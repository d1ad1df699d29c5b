package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class SyntheticTest {
    @Test
    void givesTheSameBitsOnEveryMachine() {
        assertThat(Synthetic.prototypes(20, new Generator(1)).inputs().hashCode())
                .isEqualTo(-1428387048);
        assertThat(Synthetic.digits(20, new Generator(1)).inputs().hashCode()).isEqualTo(289432703);
        assertThat(Synthetic.textures(20, new Generator(1)).inputs().hashCode()).isEqualTo(-947403133);
        assertThat(Synthetic.spirals(97, 0.1, new Generator(1)).inputs().hashCode())
                .isEqualTo(729722219);
        assertThat(Synthetic.adding(10, 5, new Generator(1)).target().hashCode())
                .isEqualTo(-1909082872);
        Sequences<List<int[]>> copying = Synthetic.copying(7, 5, new Generator(1));
        assertThat(copying.steps().hashCode()).isEqualTo(680777627);
        assertThat(Arrays.deepHashCode(copying.target().toArray())).isEqualTo(2114334873);
        Sequences<int[]> latch = Synthetic.latch(20, 5, 0.2, new Generator(1));
        assertThat(latch.steps().hashCode()).isEqualTo(609131287);
        assertThat(latch.target()).containsExactly(0, 0, 1, 1, 0);
    }

    @Test
    void spreadsPrototypesWithVarianceOne() {
        Dataset data = Synthetic.prototypes(5_000, new Generator(1));

        assertThat(data.inputs().map(x -> x * x).mean()).isCloseTo(1, within(0.01));
        assertThat(data.inputs().columns()).isEqualTo(64);
        assertThat(nearestMean(data.rows(0, 2_000), data.rows(2_000, 3_000))).isGreaterThan(0.97);
    }

    @Test
    void takesTheClassesInTurns() {
        for (Dataset data : List.of(
                Synthetic.prototypes(25, new Generator(1)),
                Synthetic.digits(25, new Generator(1)),
                Synthetic.textures(25, new Generator(1)))) {
            assertThat(data.labels())
                    .isEqualTo(IntStream.range(0, 25).map(i -> i % 10).toArray());
            assertThat(data.classes()).hasSize(10);
        }
    }

    @Test
    void writesDigitsThatDifferButCanBeRead() {
        Dataset data = Synthetic.digits(1_200, new Generator(1));

        assertThat(data.shape()).hasToString("1×28×28");
        assertThat(data.inputs().min()).isZero();
        assertThat(data.inputs().max()).isEqualTo(1);
        assertThat(data.inputs().mean()).isBetween(0.08, 0.25);
        assertThat(data.inputs().rowAt(3)).isNotEqualTo(data.inputs().rowAt(13));
        assertThat(nearestMean(data.rows(0, 1_000), data.rows(1_000, 1_200))).isGreaterThan(0.7);
    }

    @Test
    void drawsTexturesThatNoMeanTells() {
        Dataset data = Synthetic.textures(1_200, new Generator(1));

        assertThat(nearestMean(data.rows(0, 1_000), data.rows(1_000, 1_200))).isLessThan(0.2);
    }

    @Test
    void turnsTexturesWithTheirClass() {
        Dataset data = Synthetic.textures(1_000, new Generator(1));
        for (int example = 0; example < 10; example++) {
            double across = 0;
            double down = 0;
            for (int i = example; i < data.size(); i += 10) {
                for (int pixel = 0; pixel < 31 * 32; pixel++) {
                    double value = data.inputs().get(i, pixel);
                    across += square(data.inputs().get(i, pixel + 1) - value);
                    down += square(data.inputs().get(i, pixel + 32) - value);
                }
            }
            // stripes of class 0 change across the image, those of class 5 (90°) down
            double angle = Math.PI * example / 10;
            assertThat(across > down).isEqualTo(Math.abs(StrictMath.cos(angle)) > Math.abs(StrictMath.sin(angle)));
        }
    }

    @Test
    void windsTheSpiralsOfLangAndWitbrock() {
        Dataset data = Synthetic.spirals(97, 0, new Generator(1));

        assertThat(data.size()).isEqualTo(194);
        for (int i = 0; i < 97; i++) {
            double radius = 6.5 * (104 - i) / 104;
            double x = radius * StrictMath.sin(i * Math.PI / 16);
            double y = radius * StrictMath.cos(i * Math.PI / 16);
            assertThat(data.inputs().get(2 * i, 0) * 6.5).isCloseTo(x, within(1e-14));
            assertThat(data.inputs().get(2 * i, 1) * 6.5).isCloseTo(y, within(1e-14));
            assertThat(data.inputs().get(2 * i + 1, 0)).isEqualTo(-data.inputs().get(2 * i, 0));
            assertThat(data.labels()[2 * i + 1]).isEqualTo(1);
        }
    }

    @Test
    void knowsExclusiveOr() {
        Dataset data = Synthetic.xor();
        for (int i = 0; i < 4; i++) {
            assertThat(data.labels()[i])
                    .isEqualTo(
                            (int) data.inputs().get(i, 0) ^ (int) data.inputs().get(i, 1));
        }
    }

    @Test
    void addsTwoMarkedNumbersOneFromEachHalf() {
        Sequences<Matrix> task = Synthetic.adding(7, 40_000, new Generator(1));

        int wrong = 0;
        double error = 0;
        for (int i = 0; i < 40_000; i++) {
            double sum = 0;
            double marksBefore = 0;
            double marks = 0;
            for (int t = 0; t < 7; t++) {
                double mark = task.steps().get(t).get(i, 1);
                sum += mark * task.steps().get(t).get(i, 0);
                marks += mark;
                marksBefore += t < 3 ? mark : 0;
            }
            wrong += marks == 2 && marksBefore == 1 && sum == task.target().get(i, 0) ? 0 : 1;
            error += square(task.target().get(i, 0) - 1) / 40_000;
        }
        assertThat(wrong).isZero();
        assertThat(error).isCloseTo(1 / 6.0, within(0.005 / 6));
    }

    @Test
    void asksForTenSymbolsAfterTheDelay() {
        Sequences<List<int[]>> task = Synthetic.copying(5, 3, new Generator(1));

        assertThat(task.length()).isEqualTo(25);
        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < 25; t++) {
                Matrix step = task.steps().get(t).rowAt(i);
                assertThat(step.sum()).isEqualTo(1);
                assertThat(step.get(0, 9)).isEqualTo(t == 14 ? 1 : 0);
                assertThat(step.get(0, 8)).isEqualTo(t >= 10 && t != 14 ? 1 : 0);
                int said = task.target().get(t)[i];
                assertThat(said < 8).isEqualTo(t >= 15);
                if (said < 8) {
                    assertThat(task.steps().get(t - 15).get(i, said)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void latchesTheFirstBit() {
        Sequences<int[]> task = Synthetic.latch(50, 100, 0.2, new Generator(1));

        assertThat(task.target()).contains(0, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(task.steps().get(0).get(i, 0)).isEqualTo(2 * task.target()[i] - 1);
        }
        assertThat(task.steps().get(30).map(x -> x * x).mean()).isCloseTo(0.04, within(0.02));
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        assertThatThrownBy(() -> Synthetic.adding(1, 1, new Generator(1)))
                .hasMessageContaining("adding: length is 1; it must be at least 2");
        assertThatThrownBy(() -> Synthetic.copying(0, 1, new Generator(1)))
                .hasMessageContaining("copying: delay is 0; it must be at least 1");
        assertThatThrownBy(() -> Synthetic.digits(0, new Generator(1)))
                .hasMessageContaining("digits: examples is 0; it must be at least 1");
        assertThatThrownBy(() -> new Sequences<>(List.of(), 0)).hasMessageContaining("sequences: there are no steps");
        assertThatThrownBy(() -> new Sequences<>(List.of(Matrix.zeros(1, 2), Matrix.zeros(2, 2)), 0))
                .hasMessageContaining("sequences: step 1 is 2×2, expected 1×2");
    }

    /** How many examples of the test are nearest to the mean of their own class in training. */
    private static double nearestMean(Dataset train, Dataset test) {
        int columns = train.inputs().columns();
        double[][] means = new double[10][columns];
        for (int i = 0; i < train.size(); i++) {
            for (int j = 0; j < columns; j++) {
                means[train.labels()[i]][j] += train.inputs().get(i, j) * 10 / train.size();
            }
        }
        double right = 0;
        for (int i = 0; i < test.size(); i++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < 10; k++) {
                double distance = 0;
                for (int j = 0; j < columns; j++) {
                    distance += square(test.inputs().get(i, j) - means[k][j]);
                }
                best = distance < least ? k : best;
                least = Math.min(least, distance);
            }
            right += best == test.labels()[i] ? 1 : 0;
        }
        return right / test.size();
    }

    private static double square(double x) {
        return x * x;
    }
}
