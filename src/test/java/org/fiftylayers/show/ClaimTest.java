package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final String SLOPE = "the largest slope of the sigmoid is 1/4";

    @Test
    void showsWhatWasExpectedAndMeasured() {
        Claim claim = Claim.that(SLOPE)
                .source("Glorot & Bengio 2010")
                .expect(0.25)
                .exactly()
                .measure(0.25);

        Map<String, Object> data = Display.of(claim).data();
        assertThat(data.keySet()).containsExactly(MimeBundle.CLAIM, MimeBundle.HTML, MimeBundle.TEXT);
        assertThat(data.get(MimeBundle.CLAIM))
                .isEqualTo(Map.of(
                        "statement", SLOPE,
                        "expected", "0.25",
                        "tolerance", "exactly",
                        "measured", "0.25",
                        "source", "Glorot & Bengio 2010"));
        assertThat((String) data.get(MimeBundle.HTML)).contains("class=\"fl-claim\"", "Glorot &amp; Bengio");
        assertThat(data.get(MimeBundle.TEXT)).isEqualTo("✓ " + SLOPE + "\n  expected 0.25 (exactly), measured 0.25");
    }

    @Test
    void failsWithStatementBothValuesAndRemedy() {
        assertThatThrownBy(() -> Claim.that(SLOPE).expect(0.25).within(1e-3).measure(0.26))
                .isInstanceOf(ClaimFailed.class)
                .hasMessage("claim does not hold: " + SLOPE + "\n"
                        + "  expected: 0.25 (±0.001 relative)\n"
                        + "  measured: 0.26, off by 0.04 relative\n"
                        + "  remedy: find out which of the two is wrong, the sentence or the computation, and correct"
                        + " that one");
    }

    @Test
    void printsTheDigitsThatMatter() {
        assertThat(Claim.that("w").expect(0.0064).within(0.01).measure(0.006388805348745101))
                .hasToString("✓ w\n  expected 0.0064 (±0.01 relative), measured 0.006389");
        assertThat(Claim.that("p").expect(7.888609052210118e-31).exactly().measure(Math.pow(0.25, 50)))
                .hasToString("✓ p\n  expected 7.888609052210118e-31 (exactly), measured 7.888609052210118e-31");
        assertThat(Claim.that("l").expect(-35.0067).withinAbsolute(0.05).measure(-35.0123))
                .hasToString("✓ l\n  expected -35.0067 (±0.05), measured -35.012");
    }

    @Test
    void toleranceIsRelativeUnlessSaidOtherwise() {
        assertThat(Claim.that("x").expect(1e-30).measure(1e-30 * (1 + 1e-10))).isNotNull();
        assertThatThrownBy(() -> Claim.that("x").expect(1e-30).measure(0)).isInstanceOf(ClaimFailed.class);
        assertThat(Claim.that("x").expect(1e-30).withinAbsolute(1e-9).measure(0))
                .isNotNull();
    }

    @Test
    void nanSatisfiesNothing() {
        assertThatThrownBy(() -> Claim.that("x").expect(1).within(1e300).measure(Double.NaN))
                .isInstanceOf(ClaimFailed.class)
                .hasMessageContaining("measured: NaN");
        assertThatThrownBy(() -> Claim.that("x").atMost(1).measure(Double.NaN)).isInstanceOf(ClaimFailed.class);
        assertThatThrownBy(() -> Claim.that("x")
                        .between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                        .measure(Double.NaN))
                .isInstanceOf(ClaimFailed.class);
        assertThatThrownBy(() -> Claim.that("x").expect(Double.NaN)).hasMessageContaining("equals nothing");
    }

    @Test
    void infinityEqualsOnlyItself() {
        assertThat(Claim.that("x").expect(Double.POSITIVE_INFINITY).measure(Double.POSITIVE_INFINITY))
                .isNotNull();
        assertThatThrownBy(
                        () -> Claim.that("x").expect(Double.POSITIVE_INFINITY).measure(1e308))
                .isInstanceOf(ClaimFailed.class);
        assertThatThrownBy(() -> Claim.that("x").expect(1).within(0.5).measure(Double.POSITIVE_INFINITY))
                .isInstanceOf(ClaimFailed.class);
    }

    @Test
    void boundsIncludeTheirEnds() {
        assertThat(Claim.that("x").atMost(0.25).measure(0.25))
                .hasToString("✓ x\n  expected at most 0.25, measured 0.25");
        assertThat(Claim.that("x").atLeast(0.2).measure(0.25)).isNotNull();
        assertThat(Claim.that("x").between(0, 1).measure(1)).isNotNull();
        assertThatThrownBy(() -> Claim.that("x").atMost(0.25).measure(0.2500001))
                .hasMessageContaining("expected: at most 0.25")
                .hasMessageContaining("measured: 0.2500001");
    }

    @Test
    void truthNeedsNoNumbers() {
        assertThat(Claim.that("all three weights freeze").holds(true)).hasToString("✓ all three weights freeze");
        assertThatThrownBy(() -> Claim.that("it learns").holds(false))
                .isInstanceOf(ClaimFailed.class)
                .hasMessageContaining("claim does not hold: it learns");
    }

    @Test
    void refusesTolerancesThatMeanNothing() {
        assertThatThrownBy(() -> Claim.that("x").expect(0).within(0.1)).hasMessageContaining("use withinAbsolute");
        assertThatThrownBy(() -> Claim.that("x").expect(1).within(-1))
                .hasMessageContaining("must be finite and not negative");
        assertThatThrownBy(() -> Claim.that("x").expect(1).withinAbsolute(Double.NaN))
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> Claim.that("x").between(2, 1)).hasMessageContaining("low must not exceed high");
    }
}
