package org.fiftylayers.show;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A labelled place on an axis.
 *
 * @param label as SVG text
 * @param width of the label in characters
 */
record Tick(double value, String label, double width) {
    private static final int[] LOG_STEPS = {1, 2, 3, 5, 10, 20, 25, 50, 100, 200};

    static Tick of(double value, Numeral numeral) {
        return new Tick(value, numeral.svg(), numeral.svgWidth());
    }

    /** Multiples of 1, 2 or 5 times a power of ten, about so many. */
    static List<Tick> linear(double low, double high, int about) {
        BigDecimal step = step(high - low, about);
        long first = (long) Math.ceil(low / step.doubleValue() - 1e-9);
        long last = (long) Math.floor(high / step.doubleValue() + 1e-9);
        int widest = Numeral.magnitude(Math.max(Math.abs(low), Math.abs(high)));
        int decimals = Math.max(0, step.stripTrailingZeros().scale());
        List<Tick> ticks = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            double value = step.multiply(BigDecimal.valueOf(k)).doubleValue();
            Numeral numeral =
                    widest > 5 || widest < -3 ? Numeral.significant(value, 6) : Numeral.fixed(value, decimals);
            ticks.add(of(value, value == 0 ? Numeral.shortest(0) : numeral));
        }
        return ticks;
    }

    /** The smallest 1, 2 or 5 times a power of ten that makes about so many steps, or a quarter more. */
    static BigDecimal step(double span, int about) {
        double atLeast = span / (1.25 * about);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(Numeral.magnitude(atLeast));
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.doubleValue() >= atLeast * (1 - 1e-9)) {
                return step;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }

    /** Powers of ten, or 1, 2 and 5 times powers of ten where there are few. */
    static List<Tick> logarithmic(double low, double high, int about) {
        double decades = StrictMath.log10(high) - StrictMath.log10(low);
        int step = logStep(decades, about);
        List<Double> values = new ArrayList<>();
        int first = Numeral.magnitude(low);
        int last = Numeral.magnitude(high);
        int[] factors = decades < 2.5 ? new int[] {1, 2, 5} : new int[] {1};
        for (int exponent = Math.floorDiv(first, step) * step; exponent <= last; exponent += step) {
            for (int factor : factors) {
                double value = Double.parseDouble(factor + "e" + exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    values.add(value);
                }
            }
        }
        boolean plain = first >= -3 && last <= 4;
        List<Tick> ticks = new ArrayList<>();
        for (double value : values) {
            ticks.add(of(
                    value,
                    plain || value == 1 || value == 10 ? Numeral.shortest(value) : Numeral.scientific(value, 0)));
        }
        return ticks;
    }

    static int logStep(double decades, int about) {
        for (int step : LOG_STEPS) {
            if (decades / step <= about) {
                return step;
            }
        }
        return LOG_STEPS[LOG_STEPS.length - 1];
    }
}
