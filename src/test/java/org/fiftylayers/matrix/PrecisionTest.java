package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
    @Test
    void roundsToFloatAsTheMachineDoes() {
        Generator generator = new Generator(1);
        for (int i = 0; i < 100_000; i++) {
            double x = Math.scalb(generator.gaussian(), generator.below(400) - 200);
            assertThat(Precision.FLOAT32.round(x)).isEqualTo((double) (float) x);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT16, 65504, 65504",
        "FLOAT16, 65519.99, 65504",
        "FLOAT16, 65520, Infinity",
        "FLOAT16, -1e6, -Infinity",
        "FLOAT16, 0.1, 0.0999755859375",
        "FLOAT16, 2049, 2048",
        "FLOAT16, 2051, 2052",
        "FLOAT16, 5.960464477539063e-8, 5.960464477539063e-8",
        "FLOAT16, 2.9802322387695312e-8, 0",
        "FLOAT16, 2.99e-8, 5.960464477539063e-8",
        "FLOAT16, -1e-300, -0.0",
        "BFLOAT16, 1.00390625, 1",
        "BFLOAT16, 1.01171875, 1.015625",
        "BFLOAT16, 3.4e38, Infinity",
        "BFLOAT16, 0.1, 0.10009765625",
        "FLOAT32, 3.4028235677973366e38, Infinity",
        "FLOAT32, NaN, NaN",
        "FLOAT32, -0.0, -0.0",
        "FLOAT64, 1e-320, 1e-320",
    })
    void roundsHalfToEvenAndUnderflowsGradually(Precision precision, double x, double expected) {
        assertThat((Double) precision.round(x)).isEqualTo((Double) expected);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT16, 13", "FLOAT32, 75", "BFLOAT16, 67", "FLOAT64, 538"})
    void losesAProductOfQuartersAfter(Precision precision, int factors) {
        double product = 1;
        int count = 0;
        while (product != 0) {
            product = precision.round(product * 0.25);
            count++;
        }
        assertThat(count).isEqualTo(factors);
    }

    @Test
    void knowsItsLimits() {
        assertThat(Precision.FLOAT32.largest()).isEqualTo(Float.MAX_VALUE);
        assertThat(Precision.FLOAT32.smallest()).isEqualTo(Float.MIN_VALUE);
        assertThat(Precision.FLOAT64.largest()).isEqualTo(Double.MAX_VALUE);
        assertThat(Precision.FLOAT64.smallest()).isEqualTo(Double.MIN_VALUE);
        assertThat(Precision.FLOAT16.epsilon()).isEqualTo(0x1p-10);
    }
}
