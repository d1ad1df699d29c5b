package org.fiftylayers.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private static final Pattern VALUES =
            Pattern.compile("gradient check: (.*) of (.*) is (\\S+) analytically, (\\S+) (.*); they may differ by .*");

    private final Parameter weight = new Parameter("layer1.weight", Matrix.of(new double[][] {{0.5, -1}, {2, 0.25}}));
    private final Parameter bias = new Parameter("layer1.bias", Matrix.row(0.125, -0.75));
    private final Matrix x = Matrix.of(new double[][] {{1, -2}, {0.5, 3}});

    @Test
    void reportsBothValuesWhereTheyAgree() {
        GradientCheck check = GradientCheck.scalars(1, x -> x[0].power(3), 2);
        assertThat(check.slope()).isCloseTo(check.slopeByDifference(), within(1e-7));
        assertThat(check.curvature())
                .isCloseTo(check.curvatureByDifference(), within(1e-7))
                .isNotZero();
    }

    @Test
    void catchesTheFunctionInPlaceOfItsDerivative() {
        Curve mistaken = new Curve("σ", x -> 1 / (1 + Math.exp(-x)), (x, y) -> y, (x, y) -> y);
        assertThatThrownBy(() -> GradientCheck.scalars(1, x -> x[0].apply(mistaken), 0.5))
                .hasMessageContaining("gradient of x is ")
                .hasMessageContaining("analytically")
                .hasMessageContaining("numerically")
                .hasMessageEndingWith("Input: x = 1×1 [0.5]");
    }

    @Test
    void catchesAMissingTranspose() {
        assertThatThrownBy(() -> GradientCheck.matrices(
                        1,
                        x -> Operation.linear(x[0], GradientCheckTest::shift, GradientCheckTest::shift)
                                .record(1, 2),
                        Matrix.row(1, 2)))
                .hasMessageContaining("gradient of x0 is ")
                .hasMessageEndingWith("Input: x0 = 1×2 [1.0, 2.0]");
    }

    private static void shift(Matrix from, Matrix to) {
        to.set(0, 1, to.get(0, 1) + from.get(0, 0));
    }

    @Test
    void catchesAWrongCurvature() {
        Curve mistaken = new Curve("²", x -> x * x, (x, y) -> 2 * x, (x, y) -> 1);
        assertThatThrownBy(() -> GradientCheck.scalars(1, x -> x[0].apply(mistaken), 0.5))
                .hasMessageContaining("curvature");
    }

    @Test
    void passesALayerAndLeavesItAsItWas() {
        Matrix before = weight.value().copy();

        GradientCheck check = check(y -> y.matmul(weight).plus(bias).tanh());

        assertThat(check.slope()).isNotZero();
        assertThat(check.curvature()).isNotZero();
        assertThat(weight.value()).isEqualTo(before);
        assertThat(weight.gradient()).isEqualTo(Matrix.zeros(2, 2));
        assertThat(weight.tangent()).isNull();
    }

    /** The gradient of the bias is twice what it should be; all others are right. */
    @Test
    void namesTheParameterWithAWrongGradientAndShowsInputAndBothValues() {
        Throwable failure = catchThrowable(() -> check(
                y -> y.matmul(weight).plus(scaled(y.tape().use(bias), 1, 2)).sigmoid()));

        MatchResult found = values(failure);
        assertThat(found.group(1)).isEqualTo("gradient");
        assertThat(found.group(2)).isEqualTo("layer1.bias");
        assertThat(Double.parseDouble(found.group(3)))
                .isCloseTo(2 * Double.parseDouble(found.group(4)), within(1e-9))
                .isNotCloseTo(0, within(1e-3));
        assertThat(found.group(5)).isEqualTo("numerically");
        assertThat(failure)
                .hasMessageEndingWith(". Input: x0 = 2×2 [1.0, -2.0, 0.5, 3.0], layer1.bias = 1×2 [0.125, -0.75]");
        assertThat(bias.value()).isEqualTo(Matrix.row(0.125, -0.75));
    }

    /** As a fused operation would be that is used on tapes without tangents only. */
    @Test
    void catchesAGradientThatIsWrongWithoutTangentsOnly() {
        MatchResult found = values(catchThrowable(
                () -> check(y -> y.tape().fuses() ? y.matmul(scaled(y.tape().use(weight), 1, 3)) : y.matmul(weight))));

        assertThat(found.group(1)).isEqualTo("gradient without tangents");
        assertThat(found.group(2)).isEqualTo("layer1.weight");
        assertThat(Double.parseDouble(found.group(3))).isCloseTo(3 * Double.parseDouble(found.group(4)), within(1e-9));
    }

    /** Central differences cannot see 10⁻⁹, but exact derivatives differ by less. */
    @Test
    void catchesErrorsBelowWhatDifferencesCanSee() {
        MatchResult tangent =
                values(catchThrowable(() -> check(y -> y.plus(scaled(y.tape().use(bias), 1, 1 + 1e-9)))));
        assertThat(tangent.group(1)).isEqualTo("tangent");
        assertThat(tangent.group(2)).isEqualTo("layer1.bias");
        assertThat(tangent.group(5)).isEqualTo("by the gradient");

        MatchResult plain = values(catchThrowable(
                () -> check(y -> y.plus(scaled(y.tape().use(bias), 1, y.tape().fuses() ? 1 + 1e-9 : 1)))));
        assertThat(plain.group(1)).isEqualTo("gradient without tangents");
        assertThat(plain.group(5)).isEqualTo("with them");

        MatchResult value = values(
                catchThrowable(() -> check(y -> y.tape().fuses() ? y.plus(bias).plus(1e-9) : y.plus(bias))));
        assertThat(value.group(1)).isEqualTo("value without tangents");
    }

    @Test
    void catchesAHessianThatIsNotSymmetric() {
        MatchResult found = values(catchThrowable(() ->
                GradientCheck.matrices(1, v -> new Lopsided(v[0], v[1]).record(1, 1), Matrix.row(3), Matrix.row(2))));
        assertThat(found.group(1)).isEqualTo("curvature");
        assertThat(found.group(5)).isEqualTo("with its two directions exchanged");
    }

    /** y = a b, where ∂²y/∂b∂a is right and ∂²y/∂a∂b is not, by less than a difference can see. */
    private static final class Lopsided extends Operation {
        private final Variable a;
        private final Variable b;

        Lopsided(Variable a, Variable b) {
            super(a, b);
            this.a = a;
            this.b = b;
        }

        @Override
        protected void forward(Variable y) {
            y.primal().addProduct(GradientCheckTest::addProduct, a.primal(), b.primal());
        }

        @Override
        protected void backward(Variable y) {
            a.adjoint().addProduct(GradientCheckTest::addProduct, y.adjoint(), b.primal());
            b.adjoint().addProduct(GradientCheckTest::addProduct, a.primal(), y.adjoint());
            Matrix moved = b.adjoint().tangent();
            if (moved != null) {
                moved.data()[0] *= 1 + 1e-9;
            }
        }
    }

    private static void addProduct(Matrix left, Matrix right, Matrix to) {
        to.data()[0] += left.data()[0] * right.data()[0];
    }

    private GradientCheck check(Function<Variable, Variable> layer) {
        return GradientCheck.layer(1, List.of(weight, bias), v -> layer.apply(v[0]), x);
    }

    /** y = factor · x, with another factor for the gradient. */
    private static Variable scaled(Variable x, double factor, double wrong) {
        return Operation.linear(x, (from, to) -> add(factor, from, to), (from, to) -> add(wrong, from, to))
                .record(x.rows(), x.columns());
    }

    private static void add(double factor, Matrix from, Matrix to) {
        for (int i = 0; i < to.size(); i++) {
            to.data()[i] += factor * from.data()[i];
        }
    }

    private static MatchResult values(Throwable failure) {
        assertThat(failure).isInstanceOf(IllegalStateException.class);
        var matcher = VALUES.matcher(String.valueOf(failure.getMessage()));
        assertThat(matcher.matches()).as(failure.getMessage()).isTrue();
        return matcher.toMatchResult();
    }
}
