package org.fiftylayers.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {
    private static Parameter withGradient(String name, double... gradient) {
        Parameter parameter = new Parameter(name, Matrix.zeros(1, gradient.length));
        System.arraycopy(gradient, 0, parameter.gradient().data(), 0, gradient.length);
        return parameter;
    }

    @Test
    void theNormIsCutAndTheDirectionKept() {
        Parameter g = withGradient("g", 3, 4);
        assertThat(Clipping.byNorm(List.of(g), 1)).isEqualTo(5);
        assertThat(g.gradient().get(0, 0)).isCloseTo(0.6, within(1e-15));
        assertThat(g.gradient().get(0, 1)).isCloseTo(0.8, within(1e-15));
    }

    @Test
    void cuttingEntriesTurnsTheDirection() {
        Parameter g = withGradient("g", 10, 0.1);
        Clipping.byValue(List.of(g), 1);
        assertThat(g.gradient()).isEqualTo(Matrix.row(1, 0.1));
        double angle = Math.atan2(g.gradient().get(0, 1), g.gradient().get(0, 0)) - Math.atan2(0.1, 10);
        // arctan 1/10 − arctan 1/100
        assertThat(Math.toDegrees(angle)).isCloseTo(5.137654439816, within(1e-12));
    }

    @Test
    void oneFactorForAllKeepsTheProportionsBetweenParameters() {
        Parameter a = withGradient("a", 30);
        Parameter b = withGradient("b", 40);
        List<Parameter> both = List.of(a, b);
        assertThat(Clipping.byGlobalNorm(both, 5)).isEqualTo(50);
        assertThat(a.gradient().number()).isCloseTo(3, within(1e-15));
        assertThat(b.gradient().number()).isCloseTo(4, within(1e-15));
        Clipping.byNorm(both, 1);
        assertThat(a.gradient().number()).isCloseTo(1, within(1e-15));
        assertThat(b.gradient().number()).isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-3, 1, 1e3, 1e300})
    void clippingNeverRaisesANormAndTwiceIsAsGoodAsOnce(double size) {
        Generator generator = new Generator(5);
        Parameter g = withGradient("g", Matrix.gaussian(1, 20, size, generator).data());
        double before = Clipping.byGlobalNorm(List.of(g), 2);
        Matrix once = g.gradient().copy();
        Clipping.byGlobalNorm(List.of(g), 2);
        assertThat(once.norm()).isLessThanOrEqualTo(Math.min(before, 2 * (1 + 1e-15)));
        assertThat(g.gradient().minus(once).norm()).isLessThanOrEqualTo(1e-15 * once.norm());
    }

    @Test
    void aSmallGradientIsLeftAlone() {
        Parameter g = withGradient("g", 0, 0);
        assertThat(Clipping.byGlobalNorm(List.of(g), 1)).isZero();
        assertThat(g.gradient()).isEqualTo(Matrix.row(0, 0));
        assertThat(Clipping.byGlobalNorm(List.of(), 1)).isZero();
    }

    @Test
    void nanAndInfinityAreRefusedByNameBeforeAnythingChanges() {
        Parameter good = withGradient("layer1.weight", 30);
        Parameter bad = withGradient("layer2.weight", 1, Double.POSITIVE_INFINITY);
        List<Parameter> both = List.of(good, bad);
        assertThatThrownBy(() -> Clipping.byGlobalNorm(both, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "clip by global norm: gradient of layer2.weight is Infinity at (0, 1); it must be finite (to"
                                + " leave out such a step, ask Clipping.isFinite first)");
        bad.gradient().set(0, 1, Double.NaN);
        assertThatThrownBy(() -> Clipping.byNorm(both, 1)).hasMessageContaining("layer2.weight is NaN at (0, 1)");
        assertThatThrownBy(() -> Clipping.byValue(both, 1)).hasMessageContaining("layer2.weight is NaN at (0, 1)");
        assertThat(Clipping.isFinite(both)).isFalse();
        assertThat(Clipping.isFinite(List.of(good))).isTrue();
        assertThat(good.gradient().number()).isEqualTo(30);
    }

    @Test
    void aNormAboveTheLargestDoubleIsRefused() {
        List<Parameter> both = List.of(withGradient("a", 1.5e308), withGradient("b", 1.5e308));
        assertThatThrownBy(() -> Clipping.byGlobalNorm(both, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("clip by global norm: the norm of the gradients is above the largest double");
        assertThatThrownBy(() -> Clipping.byNorm(List.of(withGradient("c", 1.5e308, 1.5e308)), 1))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aLimitThatIsNotPositiveIsRefused(double limit) {
        assertThatThrownBy(() -> Clipping.byValue(List.of(), limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clip by value: limit is " + limit + "; it must be above 0");
    }
}
