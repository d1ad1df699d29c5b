package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarTest {
    private final ScalarTape tape = new ScalarTape();

    @Test
    void differentiatesTheThreeNeuronChain() {
        Scalar w1 = tape.variable(1), w2 = tape.variable(1), w3 = tape.variable(1), x = tape.variable(1);

        Scalar a = w3.times(w2.times(w1.times(x).sigmoid()).sigmoid()).sigmoid();
        a.square().times(0.5).backward();

        assertThat(w3.gradient()).isCloseTo(0.09999460572075278, within(1e-15));
        assertThat(w2.gradient()).isCloseTo(0.02375537883380086, within(1e-16));
        assertThat(w1.gradient()).isCloseTo(0.006388805348745101, within(1e-17));
    }

    @Test
    void sumsGradientOverSharedParent() {
        Scalar x = tape.variable(3);
        x.times(x).plus(x).backward();
        assertThat(x.gradient()).isEqualTo(7);
    }

    @Test
    void addsUpGradientsOfVariablesFromOneBackwardToTheNext() {
        Scalar x = tape.variable(3);
        Scalar square = x.times(x);
        Scalar y = square.times(2);

        y.backward();
        y.backward();
        assertThat(x.gradient()).isEqualTo(24);
        assertThat(square.gradient()).isEqualTo(2);

        tape.zeroGradients();
        y.backward();
        assertThat(x.gradient()).isEqualTo(12);
    }

    @Test
    void walksBackOverAMillionOperations() {
        Scalar w = tape.variable(1);
        Scalar y = w;
        for (int i = 0; i < 500_000; i++) {
            y = y.times(w).plus(0);
        }
        y.backward();
        assertThat(w.gradient()).isEqualTo(500_001);
    }

    @Test
    void showsItsStatements() {
        Scalar x = tape.variable(2).named("x");
        Scalar w = tape.variable(3).named("w");
        Scalar product = w.times(x);
        Scalar y = product.plus(0.5);

        assertThat(y.operation()).isEqualTo("+");
        assertThat(y.constant()).isEqualTo(0.5);
        assertThat(y.arguments()).extracting(Scalar::index).isEqualTo(List.of(product.index()));
        assertThat(product.arguments()).extracting(Scalar::name).containsExactly("w", "x");
        assertThat(product.partial(0)).isEqualTo(2);
        assertThat(product.constant()).isNull();
        assertThat(x.operation()).isEqualTo("variable");
        assertThat(x.power(3).operation()).isEqualTo("^");
        assertThat(x.power(3).constant()).isEqualTo(3);
        assertThat(x.sigmoid().operation()).isEqualTo("σ");
        assertThat(x.arguments()).isEmpty();
    }

    @Test
    void refusesHandlesFromBeforeAResetAndFromOtherTapes() {
        Scalar x = tape.variable(2);
        tape.reset();
        Scalar z = tape.variable(1);
        assertThatThrownBy(() -> x.times(z))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reset");
        Scalar other = new ScalarTape().variable(1);
        assertThatThrownBy(() -> z.plus(other)).hasMessageContaining("another tape");
        assertThatThrownBy(z::tangent).hasMessageContaining("withTangents");
    }

    @Test
    void secondDerivativesOfAProductFormTheHessian() {
        // L = x²y: the Hessian times (1, 0) is (2y, 2x)
        ScalarTape tape = ScalarTape.withTangents();
        Scalar x = tape.variable(3, 1);
        Scalar y = tape.variable(5, 0);
        Scalar loss = x.square().times(y);
        loss.backward();
        assertThat(loss.tangent()).isEqualTo(30);
        assertThat(x.gradientTangent()).isEqualTo(10);
        assertThat(y.gradientTangent()).isEqualTo(6);
    }
}
