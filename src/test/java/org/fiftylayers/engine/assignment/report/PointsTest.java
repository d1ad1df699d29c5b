package org.fiftylayers.engine.assignment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PointsTest {
    @Test
    void thirdsOfTwoPointsAddUpToTwo() {
        List<BigDecimal> shares = Points.shares(Collections.nCopies(3, 2.0 / 3));

        assertThat(shares.stream().map(Points::text)).containsExactly("0.67", "0.66", "0.67");
        assertThat(Points.text(Points.sum(shares))).isEqualTo("2");
    }

    @Test
    void sharesAddUpToTheCellAndAreNeverOffByMoreThanACent() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 2_000; round++) {
            double points = random.nextInt(1, 400) / 4.0;
            double[] worth = random.doubles(random.nextInt(1, 12), 0, 3).toArray();
            double sum = DoubleStream.of(worth).sum();
            List<Double> possible = DoubleStream.of(worth)
                    .map(each -> points * each / sum)
                    .boxed()
                    .toList();

            List<BigDecimal> shares = Points.shares(possible);

            assertThat(Points.sum(shares)).isEqualByComparingTo(BigDecimal.valueOf(points));
            for (int i = 0; i < worth.length; i++) {
                assertThat(shares.get(i).doubleValue()).isBetween(possible.get(i) - 0.0101, possible.get(i) + 0.0101);
            }
        }
    }

    @Test
    void earnsTheWholeShareOrNothingOrItsPart() {
        BigDecimal share = new BigDecimal("0.66");

        assertThat(Points.earned(2.0 / 3, 2.0 / 3, share)).isEqualTo(share);
        assertThat(Points.earned(0, 2.0 / 3, share)).isEqualByComparingTo("0");
        assertThat(Points.earned(1.0 / 3, 2.0 / 3, share)).isEqualTo("0.33");
        assertThat(Points.earned(0, 0, new BigDecimal("0.00"))).isEqualByComparingTo("0");
    }

    @Test
    void showsNoFloatingPointNoise() {
        assertThat(Points.text(Points.of(0.1 + 0.2))).isEqualTo("0.3");
        assertThat(Points.text(Points.of(20))).isEqualTo("20");
        assertThat(Points.text(Points.of(14 + 1.0 / 3))).isEqualTo("14.33");
        assertThat(Points.words(Points.of(1))).isEqualTo("1 point");
        assertThat(Points.words(Points.of(0))).isEqualTo("0 points");
    }
}
