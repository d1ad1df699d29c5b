package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    @Test
    void reportsBothValuesWhereTheyAgree() {
        GradientCheck check = GradientCheck.scalars(1, x -> x[0].power(3), 2);
        assertThat(Math.abs(check.slope())).isEqualTo(12);
        assertThat(Math.abs(check.curvature())).isEqualTo(12);
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
                        x -> new LinearOperation(x[0]) {
                            @Override
                            protected void apply(int k, Matrix in, Matrix out) {
                                out.set(0, 1, out.get(0, 1) + in.get(0, 0));
                            }

                            @Override
                            protected void transposed(int k, Matrix out, Matrix in) {
                                in.set(0, 1, in.get(0, 1) + out.get(0, 0));
                            }
                        }.record(1, 2),
                        Matrix.row(1, 2)))
                .hasMessageContaining("gradient check");
    }

    @Test
    void catchesAWrongCurvature() {
        Curve mistaken = new Curve("²", x -> x * x, (x, y) -> 2 * x, (x, y) -> 1);
        assertThatThrownBy(() -> GradientCheck.scalars(1, x -> x[0].apply(mistaken), 0.5))
                .hasMessageContaining("curvature");
    }
}
