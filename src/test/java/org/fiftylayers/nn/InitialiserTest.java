package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialiserTest {
    private final Generator generator = new Generator(1);

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "64, 64", "200, 30", "30, 200", "7, 1", "1, 7"})
    void orthogonalWeightsHaveOrthonormalRowsOrColumns(int in, int out) {
        Matrix q = Initialiser.orthogonal().draw(in, out, generator);
        assertThat(q.shape()).isEqualTo(in + "×" + out);
        Matrix products = in <= out ? q.matmul(q.transpose()) : q.transpose().matmul(q);
        Matrix off = products.minus(Matrix.identity(Math.min(in, out)));
        assertThat(Math.max(off.max(), -off.min())).isLessThan(1e-12);
    }

    /** Over all orthogonal matrices evenly, E tr Q = 0 and E (tr Q)² = 1; without turning signs, tr Q would be negative. */
    @Test
    void orthogonalWeightsAreEvenOverAllSuchMatrices() {
        int draws = 4000;
        double sum = 0;
        double squares = 0;
        double firstEntry = 0;
        for (int i = 0; i < draws; i++) {
            Matrix q = Initialiser.orthogonal().draw(3, 3, generator);
            double trace = q.times(Matrix.identity(3)).sum();
            sum += trace;
            squares += trace * trace;
            firstEntry += q.get(0, 0) * q.get(0, 0);
        }
        assertThat(sum / draws).isCloseTo(0, within(0.05));
        assertThat(squares / draws).isCloseTo(1, within(0.1));
        assertThat(firstEntry / draws).isCloseTo(1.0 / 3, within(0.02));
    }

    @Test
    void aProductOfOrthogonalMatricesKeepsEveryLength() {
        Matrix x = Matrix.gaussian(1, 50, 1, generator);
        double length = x.norm();
        for (int i = 0; i < 50; i++) {
            x = x.matmul(Initialiser.orthogonal().draw(50, 50, generator));
        }
        assertThat(x.norm()).isCloseTo(length, within(1e-12 * length));
    }

    @Test
    void fansOfAConvolutionCountThePixelsOfAFilter() {
        assertThat(variance(Initialiser.heFanOut().draw(400, 200, generator))).isCloseTo(2.0 / 200, within(2e-4));
        Matrix fanIn = Initialiser.he().drawFilters(40, 100, 3, generator);
        assertThat(fanIn.shape()).isEqualTo("100×360");
        assertThat(variance(fanIn)).isCloseTo(2.0 / 360, within(2e-4));
        Matrix fanOut = Initialiser.heFanOut().drawFilters(40, 100, 3, generator);
        assertThat(variance(fanOut)).isCloseTo(2.0 / 900, within(1e-4));
        Matrix both = Initialiser.xavierUniform().scaled(3).drawFilters(40, 100, 3, generator);
        assertThat(variance(both)).isCloseTo(9 * 2.0 / (360 + 900), within(5e-4));
        assertThat(both.max()).isCloseTo(3 * Math.sqrt(6.0 / 1260), within(1e-3));
    }

    @Test
    void scalesAndStartsFromTheIdentity() {
        assertThat(Initialiser.identity().scaled(0.5).draw(2, 3, generator))
                .isEqualTo(Matrix.of(new double[][] {{0.5, 0, 0}, {0, 0.5, 0}}));
        assertThat(Initialiser.constant(2).scaled(3).draw(1, 1, generator).number())
                .isEqualTo(6);
    }

    /** The expectations behind these gains come from quadrature with mpmath and scipy. */
    @Test
    void gainsKeepTheSecondMoment() {
        assertThat(Gain.of(Curve.RELU)).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(Gain.of(Curve.leakyRelu(0.01))).isCloseTo(Math.sqrt(2 / 1.0001), within(1e-12));
        assertThat(Gain.of(Curve.IDENTITY)).isCloseTo(1, within(1e-12));
        assertThat(Gain.of(Curve.TANH)).isCloseTo(1 / Math.sqrt(.394294490397841), within(1e-12));
        assertThat(Gain.of(Curve.ELU)).isCloseTo(1 / Math.sqrt(.644945417493), within(1e-11));
        assertThat(Gain.of(Curve.SELU)).isCloseTo(1, within(1e-12));
        assertThat(Gain.backward(Curve.SIGMOID)).isCloseTo(1 / Math.sqrt(.0448362413501944), within(1e-11));
        assertThat(Gain.backward(Curve.TANH)).isCloseTo(1 / Math.sqrt(.464402902448268), within(1e-12));
        assertThat(Gain.backward(Curve.ELU)).isCloseTo(1 / Math.sqrt(.668102001223), within(1e-11));
        assertThat(Gain.backward(Curve.SELU)).isCloseTo(1 / Math.sqrt(1.07157499246), within(1e-11));
    }

    @Test
    void scaledByItsGainADeepReluNetworkKeepsItsSignal() {
        Matrix x = Matrix.gaussian(50, 300, 1, generator);
        double before = variance(x);
        Initialiser initialiser = Initialiser.lecun().scaled(Gain.of(Curve.RELU));
        for (int i = 0; i < 10; i++) {
            x = x.relu().matmul(initialiser.draw(300, 300, generator));
        }
        assertThat(variance(x)).isBetween(0.5 * before, 2 * before);
    }

    private static double variance(Matrix matrix) {
        return matrix.square().mean();
    }
}
