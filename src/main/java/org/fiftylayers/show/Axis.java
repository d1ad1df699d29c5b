package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One axis: what it shows, from where to where.
 *
 * @param low value at the left or lower end
 * @param categories the names that stand at 0, 1, 2, … if the axis is not one of numbers, otherwise empty
 */
record Axis(String title, boolean logarithmic, double low, double high, List<Tick> ticks, List<String> categories) {

    /** Where a value lies between the ends, 0 to 1; NaN if it cannot be drawn, as zero on a logarithmic axis. */
    double position(double value) {
        if (logarithmic) {
            return value > 0 ? (log(value) - log(low)) / (log(high) - log(low)) : Double.NaN;
        }
        return (value - low) / (high - low);
    }

    private static double log(double value) {
        return StrictMath.log10(value); // the same bits everywhere, and so the same drawing
    }

    /** Ends exactly where the data end. */
    static Axis tight(String title, boolean logarithmic, Range data, int about) {
        Range range = data.widened(logarithmic);
        List<Tick> ticks = new ArrayList<>(
                logarithmic
                        ? Tick.logarithmic(range.low(), range.high(), about)
                        : Tick.linear(range.low(), range.high(), about));
        if (!logarithmic && range.low() == 1 && ticks.size() > 1 && ticks.get(0).value() >= 2) {
            // layers are counted from 1, which is no multiple of ten and still deserves its label
            ticks.add(0, Tick.of(range.low(), Numeral.shortest(range.low())));
        }
        return new Axis(title, logarithmic, range.low(), range.high(), ticks, List.of());
    }

    /** Ends at ticks where they are near, and a little beyond the data otherwise. */
    static Axis roomy(
            String title, boolean logarithmic, Range data, @Nullable Double min, @Nullable Double max, int about) {
        Range range = data.widened(logarithmic);
        double low = range.low();
        double high = range.high();
        if (logarithmic) {
            double decades = log(high) - log(low);
            double step = decades < 2.5 ? 0.3 : Tick.logStep(decades, about);
            low = power(snapDown(log(low), step, decades));
            high = power(-snapDown(-log(high), step, decades));
        } else {
            double step = Tick.step(high - low, about).doubleValue();
            double down = snapDown(low, step, high - low);
            high = high == 0 ? 0 : -snapDown(-high, step, high - low);
            low = low >= 0 && low <= 0.3 * high ? 0 : down; // near zero begins at zero
        }
        low = min == null ? low : min;
        high = max == null ? high : max;
        List<Tick> ticks = logarithmic ? Tick.logarithmic(low, high, about) : Tick.linear(low, high, about);
        return new Axis(title, logarithmic, low, high, ticks, List.of());
    }

    private static double snapDown(double value, double step, double span) {
        double tick = Math.floor(value / step + 1e-9) * step;
        return value - tick <= 0.55 * step ? tick : value - 0.04 * span;
    }

    private static double power(double exponent) {
        double nearest = Math.rint(exponent);
        return Math.abs(exponent - nearest) < 1e-9
                ? Double.parseDouble("1e" + (long) nearest)
                : StrictMath.pow(10, exponent);
    }
}
