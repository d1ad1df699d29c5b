package org.fiftylayers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JacobianTest {
    private static Sequential linear(int depth, int width, Initialiser initialiser) {
        Generator generator = new Generator(3);
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k <= depth; k++) {
            layers.add(new Linear("layer" + k, width, width, initialiser, generator));
        }
        return Sequential.of(layers);
    }

    @Test
    void isTheTransposedWeightOfALinearLayer() {
        Linear layer = new Linear("layer", 3, 5, Initialiser.he(), new Generator(1));

        assertThat(Jacobian.of(layer::forward, Matrix.row(1, 2, 3)))
                .isEqualTo(layer.weight().value().transpose());
    }

    @Test
    void isDiagonalForAnActivation() {
        Matrix x = Matrix.row(-2, 0, 0.5, 4);
        Matrix jacobian = Jacobian.of(v -> v.apply(Curve.TANH), x);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double t = StrictMath.tanh(x.get(0, i));
                assertThat(jacobian.get(i, j)).isCloseTo(i == j ? 1 - t * t : 0, within(1e-15));
            }
        }
    }

    @Test
    void coversAWholeBatchRowAfterRow() {
        Matrix jacobian = Jacobian.of(x -> x.matmul(x), Matrix.of(new double[][] {{1, 2}, {3, 4}}));

        assertThat(jacobian)
                .isEqualTo(Matrix.of(new double[][] {{2, 3, 2, 0}, {2, 5, 0, 2}, {3, 0, 5, 3}, {0, 3, 2, 8}}));
    }

    @Test
    void isAnIsometryForFiftyOrthogonalLayers() {
        double[] values =
                Jacobian.singularValues(linear(50, 40, Initialiser.orthogonal())::forward, Matrix.zeros(1, 40));

        assertThat(values).hasSize(40);
        for (double value : values) {
            assertThat(value).isCloseTo(1, within(1e-12));
        }
    }

    /** σ² is at most (L + 1)^(L + 1)/L^L, and E σ⁴ = L + 1, for infinite width (Pennington and others, 2017). */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 6.75"})
    void isStretchedByGaussianLayers(int depth, double largest) {
        double[] values =
                Jacobian.singularValues(linear(depth, 120, Initialiser.lecun())::forward, Matrix.zeros(1, 120));

        assertThat(values[0] * values[0]).isCloseTo(largest, within(0.15 * largest));
        assertThat(Arrays.stream(values).map(s -> s * s).average().orElseThrow())
                .isCloseTo(1, within(0.15));
        assertThat(Arrays.stream(values).map(s -> s * s * s * s).average().orElseThrow())
                .isCloseTo(depth + 1, within(0.15 * (depth + 1)));
    }

    @Test
    void vanishesThroughSigmoids() {
        Layer layer = Activation.SIGMOID;
        double[] values =
                Jacobian.singularValues(x -> layer.forward(layer.forward(layer.forward(x.times(0)))), Matrix.row(0, 0));

        assertThat(values).containsExactly(0, 0);
        assertThat(Jacobian.singularValues(layer::forward, Matrix.row(0, 0))).containsExactly(0.25, 0.25);
    }

    @Test
    void hasTheSingularValuesOfClosedForms() {
        double golden = (1 + Math.sqrt(5)) / 2;
        close(SingularValues.of(Matrix.of(new double[][] {{1, 1}, {0, 1}})), golden, 1 / golden);
        close(SingularValues.of(Matrix.row(3, 4)), 5);
        close(SingularValues.of(Matrix.column(3, 4)), 5);
        close(SingularValues.of(Matrix.of(new double[][] {{2, 0}, {0, -3}, {0, 0}})), 3, 2);
        close(SingularValues.of(Matrix.zeros(2, 3)), 0, 0);
        close(SingularValues.of(Matrix.filled(3, 3, 2)), 6, 0, 0);
    }

    @Test
    void findsThePeakOfPowersWhoseEigenvaluesShrink() {
        Matrix w = Matrix.of(new double[][] {{0.9, 10}, {0, 0.9}});
        Matrix power = Matrix.identity(2);
        double[] norms = new double[201];
        for (int k = 1; k <= 200; k++) {
            power = power.matmul(w);
            norms[k] = SingularValues.of(power)[0];
        }
        assertThat(norms[9]).isCloseTo(38.7459, within(1e-4));
        assertThat(Arrays.stream(norms).max().orElseThrow()).isEqualTo(norms[9]);
        assertThat(norms[100]).isCloseTo(.0295127, within(1e-7));
        assertThat(norms[200]).isCloseTo(1.5678e-6, within(1e-10));
    }

    @Test
    void findsAPrescribedSpectrumToTwelveDigits() {
        Generator generator = new Generator(7);
        Matrix left = Initialiser.orthogonal().draw(30, 30, generator);
        Matrix right = Initialiser.orthogonal().draw(30, 30, generator);
        double[] expected = new double[30];
        Arrays.setAll(expected, i -> 1 + (29 - i) / 29.0);
        Matrix diagonal = Matrix.zeros(30, 30);
        for (int i = 0; i < 30; i++) {
            diagonal.set(i, i, expected[i]);
        }
        close(SingularValues.of(left.matmul(diagonal).matmul(right)), expected);
    }

    @Test
    void isAsExactForVanishedMatrices() {
        Matrix a = Matrix.gaussian(6, 9, 1, new Generator(1));
        double[] expected = SingularValues.of(a);
        for (double scale : new double[] {0x1p-1000, 0x1p1000}) {
            double[] values = SingularValues.of(a.times(scale));
            for (int i = 0; i < 6; i++) {
                assertThat(values[i]).isEqualTo(expected[i] * scale);
            }
        }
        close(
                SingularValues.of(Matrix.of(new double[][] {{1, 0, 1e-30}, {0, 1e-200, 0}, {0, 0, 1e-100}})),
                1,
                1e-100,
                1e-200);
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> SingularValues.of(Matrix.row(1, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("singularValues: an entry of the 1×2 matrix is NaN or infinite");
    }

    private static void close(double[] values, double... expected) {
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(values[i]).isCloseTo(expected[i], within(1e-12 * expected[0]));
        }
    }
}
