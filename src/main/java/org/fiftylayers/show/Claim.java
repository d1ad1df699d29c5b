package org.fiftylayers.show;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fiftylayers.display.Displayable;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of the book that the reader's own machine has just confirmed.
 *
 * <pre>{@code
 * Claim.that("the largest slope of the sigmoid is 1/4").expect(0.25).exactly().measure(slope)
 * Claim.that("∂L/∂w₁ is about 0.0064").expect(0.0064).within(0.01).measure(w1.gradient())
 * Claim.that("every factor is at most 1/4").atMost(0.25).measure(largest)
 * Claim.that("all three weights freeze").holds(before.equals(after))
 * }</pre>
 *
 * <p>A claim that does not hold never becomes an object: {@link ClaimFailed} is thrown, the cell fails, and with it the
 * book. NaN satisfies no claim. As {@code application/vnd.fiftylayers.claim+json} a claim has the texts
 * {@code statement}, {@code expected}, {@code tolerance}, {@code measured} and, if given, {@code source}.
 */
public final class Claim implements Displayable {
    private final String statement;
    private final String expected;
    private final String tolerance;
    private final String measured;
    private final @Nullable String source;

    private Claim(Statement statement, String expected, String tolerance, String measured) {
        this.statement = statement.text;
        this.source = statement.source;
        this.expected = expected;
        this.tolerance = tolerance;
        this.measured = measured;
    }

    /** Begins a claim with the sentence that stands in the text. */
    public static Statement that(String statement) {
        return new Statement(statement, null);
    }

    /** What is claimed, before anything is measured. */
    public static final class Statement {
        private final String text;
        private final @Nullable String source;

        private Statement(String text, @Nullable String source) {
            this.text = text;
            this.source = source;
        }

        /** Names where the expected value comes from: a paper, a theorem, an independent computation. */
        public Statement source(String where) {
            return new Statement(text, where);
        }

        /** The measured number equals this one, up to 1e-9 relative unless a tolerance is stated. */
        public Expectation expect(double value) {
            return new Expectation(this, value, Tolerance.relative(value == 0 ? 0 : 1e-9));
        }

        /** The measured number is {@code bound} or less. */
        public Bound atMost(double bound) {
            return new Bound(this, Double.NEGATIVE_INFINITY, bound);
        }

        /** The measured number is {@code bound} or more. */
        public Bound atLeast(double bound) {
            return new Bound(this, bound, Double.POSITIVE_INFINITY);
        }

        /** The measured number lies between the bounds, which belong to the range. */
        public Bound between(double low, double high) {
            return new Bound(this, low, high);
        }

        /**
         * The statement is true.
         *
         * @throws ClaimFailed if it is not
         */
        public Claim holds(boolean truth) {
            if (!truth) {
                throw failed("true", "exactly", "false");
            }
            return new Claim(this, "true", "exactly", "true");
        }

        private ClaimFailed failed(String expected, String tolerance, String measured) {
            return new ClaimFailed(
                    "claim does not hold: " + text
                            + "\n  expected: " + expected + " (" + tolerance + ")"
                            + "\n  measured: " + measured
                            + "\n  remedy: find out which of the two is wrong, the sentence or the computation, and correct that one");
        }
    }

    /** A number that is expected, and how far from it the measured one may lie. */
    public static final class Expectation {
        private final Statement statement;
        private final double value;
        private final Tolerance tolerance;

        private Expectation(Statement statement, double value, Tolerance tolerance) {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException(
                        "expect: value is NaN, which equals nothing; use holds(Double.isNaN(x))");
            }
            this.statement = statement;
            this.value = value;
            this.tolerance = tolerance;
        }

        /** Holds if |measured − expected| ≤ {@code relative} · |expected|. */
        public Expectation within(double relative) {
            if (value == 0 && relative != 0) {
                throw new IllegalArgumentException("within: relative tolerance " + Numeral.shortest(relative)
                        + " around 0 allows nothing but 0; use withinAbsolute");
            }
            return new Expectation(statement, value, Tolerance.relative(relative));
        }

        /** Holds if |measured − expected| ≤ {@code absolute}. */
        public Expectation withinAbsolute(double absolute) {
            return new Expectation(statement, value, Tolerance.absolute(absolute));
        }

        /** Holds if the measured number is this one to the last bit (0 and −0 count as the same). */
        public Expectation exactly() {
            return new Expectation(statement, value, Tolerance.relative(0));
        }

        /**
         * Compares.
         *
         * @throws ClaimFailed if the measured number is outside the tolerance or NaN
         */
        public Claim measure(double measured) {
            String expected = Numeral.shortest(value).toString();
            if (!tolerance.holds(value, measured)) {
                throw statement.failed(
                        expected,
                        tolerance.toString(),
                        Numeral.shortest(measured) + tolerance.distance(value, measured));
            }
            return new Claim(
                    statement,
                    expected,
                    tolerance.toString(),
                    tolerance.round(value, measured).toString());
        }
    }

    /** A range in which the measured number is expected. */
    public static final class Bound {
        private final Statement statement;
        private final double low;
        private final double high;

        private Bound(Statement statement, double low, double high) {
            if (!(low <= high)) {
                throw new IllegalArgumentException("between: low is " + Numeral.shortest(low) + ", high is "
                        + Numeral.shortest(high) + "; low must not exceed high, and neither may be NaN");
            }
            this.statement = statement;
            this.low = low;
            this.high = high;
        }

        /**
         * Compares.
         *
         * @throws ClaimFailed if the measured number is outside the range or NaN
         */
        public Claim measure(double measured) {
            if (!(low <= measured && measured <= high)) {
                throw statement.failed(
                        toString(), "bound", Numeral.shortest(measured).toString());
            }
            return new Claim(
                    statement,
                    toString(),
                    "bound",
                    Numeral.significant(measured, 6).toString());
        }

        @Override
        public String toString() {
            if (low == Double.NEGATIVE_INFINITY) {
                return "at most " + Numeral.shortest(high);
            }
            if (high == Double.POSITIVE_INFINITY) {
                return "at least " + Numeral.shortest(low);
            }
            return "between " + Numeral.shortest(low) + " and " + Numeral.shortest(high);
        }
    }

    @Override
    public MimeBundle toMimeBundle() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("statement", statement);
        fields.put("expected", expected);
        fields.put("tolerance", tolerance);
        fields.put("measured", measured);
        if (source != null) {
            fields.put("source", source);
        }
        return MimeBundle.of(MimeBundle.CLAIM, fields)
                .and(MimeBundle.HTML, html())
                .and(MimeBundle.TEXT, toString());
    }

    private String html() {
        String values = expected.equals("true")
                ? ""
                : "<p class=\"fl-claim-values\">expected <span class=\"fl-claim-expected\">" + Markup.escape(expected)
                        + "</span>" + (tolerance.equals("bound") ? "" : " (" + Markup.escape(tolerance) + ")")
                        + ", measured <span class=\"fl-claim-measured\">" + Markup.escape(measured) + "</span>"
                        + (source == null
                                ? ""
                                : " <span class=\"fl-claim-source\">[" + Markup.escape(source) + "]</span>")
                        + "</p>";
        return "<div class=\"fl-claim\"><p class=\"fl-claim-statement\"><span class=\"fl-claim-mark\">✓</span> "
                + Markup.escape(statement) + "</p>" + values + "</div>";
    }

    @Override
    public String toString() {
        if (expected.equals("true")) {
            return "✓ " + statement;
        }
        return "✓ " + statement + "\n  expected " + expected + (tolerance.equals("bound") ? "" : " (" + tolerance + ")")
                + ", measured " + measured;
    }
}
