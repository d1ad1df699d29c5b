package org.fiftylayers.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
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
                .hasMessageContaining("gradient at [0.5]")
                .hasMessageContaining("analytically")
                .hasMessageContaining("numerically");
    }

    @Test
    void catchesAMissingTranspose() {
        assertThatThrownBy(() -> GradientCheck.matrices(
                        1,
                        x -> Operation.linear(x[0], GradientCheckTest::shift, GradientCheckTest::shift)
                                .record(1, 2),
                        Matrix.row(1, 2)))
                .hasMessageContaining("gradient check");
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
}
