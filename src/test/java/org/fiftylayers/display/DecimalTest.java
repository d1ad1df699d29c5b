package org.fiftylayers.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0.25, 0.25",
        "2e-3, 0.002", // Java 17 prints 0.0020 for some such numbers
        "2e23, 2.0E23", // and 2.0000000000000003E23 for others
        "2e-44, 2.0E-44",
        "1e23, 1.0E23",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1, 1.0",
        "-1234567, -1234567.0",
        "12345678, 1.2345678E7",
        "7.888609052210118e-31, 7.888609052210118E-31",
        "-1e-4, -1.0E-4",
        "4.9e-324, 4.9E-324",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "-0.0, -0.0",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void writesTheFewestDigitsInTheFormOfDoubleToString(double value, String text) {
        assertThat(Decimal.shortest(value)).isEqualTo(text);
    }

    @Test
    void readsBackAsTheSameNumberAndIsNeverLongerThanDoubleToString() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = Decimal.shortest(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(text.length())
                        .isLessThanOrEqualTo(Double.toString(value).length());
            }
        }
    }
}
