package org.fiftylayers.matrix.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmUpTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource
    void everyLoopBecomesFastInTheBackground(WarmUp loops) throws InterruptedException {
        Assumptions.assumeTrue(new VectorSource().kernels() != null, "no vectors that are worth it");

        assertThat(waitFor(loops)).as(loops + " fast within " + LIMIT).isTrue();
    }

    @Test
    void aProductHasTheSameBitsBeforeAndAfter() throws InterruptedException {
        Assumptions.assumeTrue(new VectorSource().kernels() != null, "no vectors that are worth it");
        Generator generator = new Generator(5);
        Matrix a = Matrix.gaussian(37, 53, 1, generator);
        Matrix b = Matrix.gaussian(53, 41, 1, generator);
        Matrix expected = product(new PlainKernels(), a, b);
        Kernels kernels = VectorKernels.cold(1);

        Matrix before = product(kernels, a, b);
        assertThat(waitFor(WarmUp.PRODUCT)).as("fast within " + LIMIT).isTrue();

        assertThat(before).isEqualTo(expected);
        assertThat(product(kernels, a, b)).isEqualTo(expected);
    }

    private static boolean waitFor(WarmUp loops) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!loops.isFast(1 << 20)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    private static Matrix product(Kernels kernels, Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(a.rows(), b.columns());
        kernels.multiply(a.view(), b.view(), c);
        return c;
    }
}
