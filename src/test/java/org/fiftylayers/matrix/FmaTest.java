package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Multiplying and adding without an instruction for it, against Java's own, which is exact by definition. */
class FmaTest {
    private static final double[] ODD = DoubleStream.of(
                    0,
                    Double.MIN_VALUE,
                    0x1p-1022,
                    0x1.fffffffffffffp-1023,
                    0x1p-537,
                    0x1p-27,
                    1 - 0x1p-53,
                    1,
                    1 + 0x1p-52,
                    3,
                    0x1p53 + 1,
                    0x1p512,
                    Double.MAX_VALUE,
                    Double.POSITIVE_INFINITY,
                    Double.NaN)
            .flatMap(x -> DoubleStream.of(x, -x))
            .toArray();

    private static void assertSame(double a, double b, double c) {
        double expected = Math.fma(a, b, c);
        double found = Fma.inSoftware(a, b, c);
        if (Double.doubleToLongBits(found) != Double.doubleToLongBits(expected)) {
            assertThat(found).as("%s × %s + %s", a, b, c).isEqualTo(expected);
        }
    }

    @Test
    void isExactForNumbersOfManySizes() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 2_000_000; i++) {
            double a = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
            double b = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
            double c = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-170, 120));
            assertSame(a, b, c);
        }
    }

    @Test
    void isExactWhereTheSumNearlyVanishesOrLiesHalfWay() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 2_000_000; i++) {
            // few bits, so that many sums lie exactly between two numbers
            double a = (double) random.nextLong(1L << 30) * (random.nextBoolean() ? 1 : -1);
            double b = random.nextLong(1L << random.nextInt(2, 40));
            double near = -a * b;
            assertSame(a, b, near);
            assertSame(a, b, near + random.nextInt(-3, 4) * Math.ulp(near));
            assertSame(a, b, Math.scalb((double) random.nextLong(1L << 10), random.nextInt(0, 110)));
        }
    }

    @Test
    void isExactAtTheEdges() {
        for (double a : ODD) {
            for (double b : ODD) {
                for (double c : ODD) {
                    assertSame(a, b, c);
                }
            }
        }
    }
}
