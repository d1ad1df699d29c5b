package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.junit.jupiter.api.Test;

class DerivationTest {
    private static final Derivation CHAIN = Derivation.of("The first weight")
            .line("\\frac{\\partial L}{\\partial w_1}", () -> 0.006388805348745101)
            .line("= a_3 \\, \\sigma'(z_3)", () -> 0.0063888053487451)
            .approximately(0.01, "0.0064", () -> 0.0064);

    @Test
    void showsAlignedMathematicsWithTheCommonValueAtItsFoot() {
        assertThat(Display.of(CHAIN).data())
                .containsEntry(
                        MimeBundle.LATEX,
                        """
                        $$\\begin{aligned}
                        \\frac{\\partial L}{\\partial w_1} &= a_3 \\, \\sigma'(z_3) \\\\
                        &= 0.0063888053487451 \\\\
                        &\\approx 0.0064 \\\\
                        &= 0.0064
                        \\end{aligned}$$""");
        assertThat((String) Display.of(CHAIN).data().get(MimeBundle.MARKDOWN)).startsWith("**The first weight**\n\n$$");
        assertThat(CHAIN).asString().endsWith("✓ 3 lines checked");
    }

    @Test
    void alignsAtTheFirstRelationOfTheFirstLine() {
        Derivation derivation = Derivation.of("")
                .line("L_{i=1} = x \\left( 1 \\right)", () -> 2)
                .line("\\left( 2 \\right)", () -> 2);

        assertThat((String) Display.of(derivation).data().get(MimeBundle.LATEX))
                .contains("L_{i=1} &= x \\left( 1 \\right) \\\\\n&= \\left( 2 \\right) \\\\\n&= 2\n");
    }

    @Test
    void failsAtTheLineThatDoesNotFollow() {
        Derivation wrong = Derivation.of("Slope")
                .line("\\sigma'(0)", () -> 0.25)
                .line("= \\sigma(0)(1 - \\sigma(0))", () -> 0.25)
                .line("= \\sigma(0)", () -> 0.5);

        DerivationFailed failure = catchThrowableOfType(DerivationFailed.class, wrong::checked);
        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure)
                .hasMessage("derivation “Slope”, line 3: its value differs from that of line 2 by 0.5 relative, allowed"
                        + " 1e-9\n"
                        + "  line 2: 0.25  = \\sigma(0)(1 - \\sigma(0))\n"
                        + "  line 3: 0.5  = \\sigma(0)\n"
                        + "  remedy: correct the formula or the code of line 3 or 2");
        assertThatThrownBy(() -> Display.of(wrong)).isInstanceOf(DerivationFailed.class);
    }

    @Test
    void nanEqualsNothing() {
        assertThatThrownBy(() -> Derivation.of("x").line("x", () -> Double.NaN).checked())
                .isInstanceOf(DerivationFailed.class)
                .hasMessageContaining("line 1: its value is NaN");
    }

    @Test
    void approximationsHaveTheirOwnTolerance() {
        Derivation start = Derivation.of("x").line("x", () -> 1);

        assertThat(start.approximately(0.02, "\\approx 1.01", () -> 1.01).checked())
                .isNotNull();
        assertThatThrownBy(() ->
                        start.approximately(0.005, "\\approx 1.01", () -> 1.01).checked())
                .isInstanceOf(DerivationFailed.class);
        assertThatThrownBy(() -> start.approximately(0, "x", () -> 1)).hasMessageContaining("use line for equality");
    }

    @Test
    void boundsMayOnlyRise() {
        Derivation start = Derivation.of("x").line("x", () -> 1);

        assertThat(start.atMost("\\le 2", () -> 2).checked()).isNotNull();
        assertThatThrownBy(() -> start.atMost("\\le 0.5", () -> 0.5).checked())
                .hasMessageContaining("line 2: its value is less than that of line 1");
    }

    @Test
    void sumsThatCancelAreComparedAbsolutely() {
        Derivation zero =
                Derivation.of("x").line("\\sum_i \\delta_i", () -> 3e-17).line("= 0", () -> 0);

        assertThatThrownBy(zero::checked).isInstanceOf(DerivationFailed.class);
        assertThat(zero.withinAbsolute(1e-15)).asString().contains("\n  = 0\n");
    }

    @Test
    void anEmptyDerivationSaysWhatIsMissing() {
        assertThatThrownBy(() -> Derivation.of("x").checked()).hasMessageContaining("has no lines");
    }
}
