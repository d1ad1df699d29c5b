package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.junit.jupiter.api.Test;

class ComputationGraphTest {
    private static Scalar chain() {
        ScalarTape tape = new ScalarTape();
        Scalar x = tape.variable(1).named("x");
        Scalar w = tape.variable(1).named("w₁");
        return w.times(x).named("z₁").sigmoid().square().times(0.5).named("L");
    }

    @Test
    void saysValuesAndOnceComputedGradients() {
        Scalar loss = chain();
        assertThat(ComputationGraph.of(loss)).asString().doesNotContain("gradient");

        loss.backward();
        assertThat(ComputationGraph.of(loss))
                .hasToString(
                        """
                        Computation graph of L
                        node  computed as     value  gradient
                        ─────────────────────────────────────
                        x                    1         0.1437
                        w₁                   1         0.1437
                        z₁    × of w₁ and x  1         0.1437
                        #4    σ of z₁        0.7311    0.7311
                        #5    (·)² of #4     0.5344    0.5
                        L     × 0.5 of #5    0.2672    1""");
        assertThat(Charts.svg(ComputationGraph.of(loss)))
                .contains("z₁ = × of w₁ and x: value 1, gradient 0.1437.")
                .contains(">← 0.1437</text>")
                .contains(">z₁ = ×</text>");
    }

    @Test
    void isWellFormedDeterministicAndASnapshot() {
        Scalar loss = chain();
        loss.backward();
        ComputationGraph graph = ComputationGraph.of(loss).withLocalDerivatives();
        String svg = Charts.svg(graph);
        Charts.xml(svg);
        Scalar same = chain();
        same.backward();

        assertThat(Charts.svg(ComputationGraph.of(same).withLocalDerivatives())).isEqualTo(svg);
        loss.backward();
        assertThat(Charts.svg(graph)).isEqualTo(svg);
    }

    @Test
    void drawsANumberThatIsUsedTwiceOnce() {
        ScalarTape tape = new ScalarTape();
        Scalar x = tape.variable(3).named("x");
        Scalar y = x.times(x).plus(x);

        assertThat(Charts.svg(ComputationGraph.of(y)).split(">x</text>", -1)).hasSize(2);
        Charts.xml(Charts.svg(ComputationGraph.of(y)));
    }

    @Test
    void saysWhatToDoWhenThereIsTooMuchToDraw() {
        Scalar deep = new ScalarTape().variable(1);
        for (int i = 0; i < 100_000; i++) {
            deep = deep.plus(1);
        }
        Scalar root = deep;
        assertThatThrownBy(() -> ComputationGraph.of(root))
                .hasMessageContaining("has 100001 nodes, at most 80 can be drawn; draw a shorter chain");
    }

    @Test
    void aLoneVariableIsAGraphToo() {
        Charts.xml(Charts.svg(ComputationGraph.of(new ScalarTape().variable(2))));
    }
}
