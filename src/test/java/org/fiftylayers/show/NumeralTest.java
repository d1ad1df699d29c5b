package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumeralTest {

    @Test
    void theShortestFormReadsBackAsTheSameNumber() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Numeral.shortest(value).toString()))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void isShorterThanOldJavasWrote() {
        assertThat(Numeral.shortest(2e-44)).hasToString("2e-44");
    }

    @Test
    void writesPowersAsEachFormatHasThem() {
        Numeral tiny = Numeral.significant(-7.888609052210118e-31, 3);

        assertThat(tiny).hasToString("-7.89e-31");
        assertThat(tiny.html()).isEqualTo("−7.89×10<sup>−31</sup>");
        assertThat(tiny.tex()).isEqualTo("-7.89 \\times 10^{-31}");
        assertThat(tiny.svg()).contains("−7.89×10<tspan").contains("−31</tspan>");
        assertThat(Numeral.shortest(1e-30).svg()).startsWith("10<tspan");
    }

    @Test
    void ticksAreNiceNumbers() {
        assertThat(Tick.linear(-8, 8, 7)).extracting(Tick::value).contains(-8.0, -6.0, 0.0, 8.0);
        assertThat(Tick.linear(0, 0.3, 5))
                .extracting(Tick::label)
                .containsExactly("0", "0.05", "0.10", "0.15", "0.20", "0.25", "0.30");
        assertThat(Tick.logarithmic(1e-31, 1, 7)).extracting(Tick::value).contains(1e-30, 1e-5, 1.0);
        assertThat(Tick.logarithmic(0.5, 20, 7))
                .extracting(Tick::label)
                .containsExactly("0.5", "1", "2", "5", "10", "20");
    }

    @Test
    void showsNumbersAndArraysShortAndTheSameEverywhere() {
        assertThat(Charts.text(0.25)).isEqualTo("0.25");
        assertThat(Charts.text(new double[] {0.25, 1 / 3.0})).isEqualTo("double[2]  0.25, 0.33333");
        assertThat(Charts.text(new double[100])).isEqualTo("double[100]  0, 0, 0, 0, 0, 0, 0, 0, …, 0");
        assertThat(Charts.text(new double[][] {{1, 2}, {3, 4.5}})).startsWith("double[2][2]\n");
        assertThat(Charts.text(new double[][] {{1, 2}, {3}})).isEqualTo("double[2][]\n  1, 2\n  3");
    }
}
