package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.fiftylayers.display.Displayable;
import org.fiftylayers.display.MimeBundle;

/**
 * A derivation whose every line is computed: its TeX and the code that evaluates it, side by side.
 *
 * <pre>{@code
 * Derivation.of("The gradient of the first weight")
 *         .line("\\frac{\\partial L}{\\partial w_1}", () -> w1.gradient())
 *         .line("= a_3 \\, σ'(z_3) w_3 \\, σ'(z_2) w_2 \\, σ'(z_1) x", () -> a3 * d3 * w3 * d2 * w2 * d1 * x)
 *         .approximately(0.01, "\\approx 0.0064", () -> 0.0064)
 * }</pre>
 *
 * <p>It shows as aligned mathematics with the common value at its foot. Lines are compared when it is shown or
 * {@link #checked}: each must equal the one before it up to 1e-9 relative, or as its own relation says, or
 * {@link DerivationFailed} is thrown. Immutable: every method returns a longer derivation.
 */
public final class Derivation implements Displayable {
    private static final double RELATIVE = 1e-9;

    private final String title;
    private final double zero;
    private final List<Line> lines;

    /** How a line follows from the one before it. */
    private enum Relation {
        EQUAL("="),
        APPROXIMATE("\\approx"),
        AT_MOST("\\le");

        final String tex;

        Relation(String tex) {
            this.tex = tex;
        }
    }

    private record Line(Relation relation, double tolerance, String tex, DoubleSupplier value) {}

    private Derivation(String title, double zero, List<Line> lines) {
        this.title = title;
        this.zero = zero;
        this.lines = List.copyOf(lines);
    }

    public static Derivation of(String title) {
        return new Derivation(title, 0, List.of());
    }

    /** Values this close to each other count as equal: for sums that cancel to zero, where relative error says nothing. */
    public Derivation withinAbsolute(double distance) {
        return new Derivation(title, distance, lines);
    }

    /** A line that equals the one before it, 1e-9 relative. */
    public Derivation line(String tex, DoubleSupplier value) {
        return with(new Line(Relation.EQUAL, RELATIVE, tex, value));
    }

    /** A line that approximates the one before it: |this − that| ≤ {@code relative} · max(|this|, |that|). */
    public Derivation approximately(double relative, String tex, DoubleSupplier value) {
        if (!(relative > 0)) {
            throw new IllegalArgumentException("approximately: relative is " + Numeral.shortest(relative)
                    + "; must be positive; use line for equality");
        }
        return with(new Line(Relation.APPROXIMATE, relative, tex, value));
    }

    /** A line that bounds the one before it from above. */
    public Derivation atMost(String tex, DoubleSupplier value) {
        return with(new Line(Relation.AT_MOST, RELATIVE, tex, value));
    }

    private Derivation with(Line line) {
        List<Line> longer = new ArrayList<>(lines);
        longer.add(line);
        return new Derivation(title, zero, longer);
    }

    /**
     * Computes and compares all lines.
     *
     * @return this derivation
     * @throws DerivationFailed if a line does not follow from the one before it
     */
    public Derivation checked() {
        values();
        return this;
    }

    private double[] values() {
        if (lines.isEmpty()) {
            throw new IllegalStateException("derivation “" + title + "”: has no lines; add some with line(tex, value)");
        }
        double[] values = new double[lines.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = lines.get(i).value.getAsDouble();
            if (Double.isNaN(values[i])) {
                throw failed(i, "is NaN", values);
            }
            if (i > 0 && !follows(lines.get(i), values[i - 1], values[i])) {
                throw failed(i, lines.get(i).relation == Relation.AT_MOST ? "is less than" : "differs from", values);
            }
        }
        return values;
    }

    private boolean follows(Line line, double before, double value) {
        double room = Math.max(zero, line.tolerance * Math.max(Math.abs(before), Math.abs(value)));
        boolean close = before == value || (Math.abs(before - value) <= room && room < Double.POSITIVE_INFINITY);
        return close || (line.relation == Relation.AT_MOST && before < value);
    }

    private DerivationFailed failed(int i, String how, double[] values) {
        StringBuilder message = new StringBuilder("derivation “" + title + "”, line " + (i + 1) + ": its value " + how);
        if (i > 0 && !how.equals("is NaN")) {
            double scale = Math.max(Math.abs(values[i]), Math.abs(values[i - 1]));
            message.append(" that of line " + i + " by "
                    + Numeral.significant(Math.abs(values[i] - values[i - 1]) / scale, 3) + " relative, allowed "
                    + Numeral.shortest(lines.get(i).tolerance));
        }
        for (int k = Math.max(0, i - 1); k <= i; k++) {
            message.append("\n  line " + (k + 1) + ": " + Numeral.shortest(values[k]) + "  " + lines.get(k).tex);
        }
        return new DerivationFailed(
                i + 1,
                message + "\n  remedy: correct the formula or the code of line " + (i + 1) + (i > 0 ? " or " + i : ""));
    }

    @Override
    public MimeBundle toMimeBundle() {
        double[] values = values();
        String mathematics = aligned(values);
        return MimeBundle.of(MimeBundle.MARKDOWN, "**" + title + "**\n\n" + mathematics)
                .and(MimeBundle.LATEX, mathematics)
                .and(MimeBundle.TEXT, text(values));
    }

    private String aligned(double[] values) {
        AlignedTex rows = new AlignedTex();
        for (int i = 0; i < values.length; i++) {
            rows.add(lines.get(i).relation.tex, lines.get(i).tex);
            if (endsGroup(i)) {
                rows.add("=", common(values, i).tex());
            }
        }
        return rows.toString();
    }

    private String text(double[] values) {
        StringBuilder out = new StringBuilder(title);
        for (int i = 0; i < values.length; i++) {
            out.append("\n  ").append(lines.get(i).tex);
            if (endsGroup(i)) {
                out.append("\n  = ").append(common(values, i));
            }
        }
        return out.append("\n  ✓ ")
                .append(values.length)
                .append(" lines checked")
                .toString();
    }

    /** Whether the lines up to this one share a value that the next one no longer has. */
    private boolean endsGroup(int i) {
        return i == lines.size() - 1 || lines.get(i + 1).relation != Relation.EQUAL;
    }

    /** The value of the lines that end at this one, with the digits in which they agree. */
    private Numeral common(double[] values, int last) {
        int first = last;
        while (first > 0 && lines.get(first).relation == Relation.EQUAL) {
            first--;
        }
        boolean same = true;
        for (int i = first; i < last; i++) {
            same &= values[i] == values[last];
        }
        if (same) {
            return Numeral.shortest(values[last]);
        }
        for (int digits = 16; digits > 1; digits--) {
            Numeral numeral = Numeral.significant(values[last], digits);
            boolean agree = true;
            for (int i = first; i < last; i++) {
                agree &= numeral.equals(Numeral.significant(values[i], digits));
            }
            if (agree) {
                return numeral;
            }
        }
        return Math.abs(values[last]) <= zero ? Numeral.shortest(0) : Numeral.significant(values[last], 9);
    }

    @Override
    public String toString() {
        return text(values());
    }
}
