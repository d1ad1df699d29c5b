package org.fiftylayers.numbers;

import static org.fiftylayers.numbers.Agreement.requireClose;

import java.math.BigInteger;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.junit.jupiter.api.Test;

/** Normalisation, dropout, residual connections; the numbers are rows of the project's reference table. */
class NormalisationNumbersTest {
    // row 38
    @Test
    void aSkipConnectionCanExplode() {
        ScalarTape tape = new ScalarTape();
        Scalar start = tape.variable(0.1);
        Scalar x = start;
        for (int i = 0; i < 50; i++) {
            x = x.plus(x.times(0.1).tanh());
        }
        x.backward();
        requireClose(start.gradient(), 78.90660544, 1e-9);
    }

    // row 39
    @Test
    void pathsThroughFiftyFourBlocksAreMostlyOfMiddleLength() {
        BigInteger paths = BigInteger.TWO.pow(54);
        org.assertj.core.api.Assertions.assertThat(paths).isEqualTo(18014398509481984L);
        requireClose(Math.sqrt(54) / 2, 3.674235, 1e-6);
        requireClose(share(19, 35), .980166, 1e-6);
        requireClose(share(5, 17), .00453667, 1e-6);
        double mean = 0;
        for (int k = 0; k <= 54; k++) {
            mean += k * share(k, k);
        }
        requireClose(mean, 27, 1e-14);
    }

    /** The share of paths that pass through low to high of the blocks and skip the others. */
    private static double share(int low, int high) {
        BigInteger paths = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = 0; k <= high; k++) {
            paths = k < low ? paths : paths.add(choose);
            choose = choose.multiply(BigInteger.valueOf(54 - k)).divide(BigInteger.valueOf(k + 1));
        }
        return paths.doubleValue() / Math.scalb(1.0, 54);
    }
}
