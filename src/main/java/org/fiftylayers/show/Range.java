package org.fiftylayers.show;

/** Smallest and largest of some numbers; low exceeds high while there are none. */
record Range(double low, double high) {
    static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Range and(double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? this
                : new Range(Math.min(low, value), Math.max(high, value));
    }

    /** The range of what can be drawn on an axis. */
    Range and(double[] values, boolean logarithmic) {
        Range range = this;
        for (double value : values) {
            range = logarithmic && value <= 0 ? range : range.and(value);
        }
        return range;
    }

    boolean isEmpty() {
        return low > high;
    }

    /** The same, but never of no extent, which no axis can show. */
    Range widened(boolean logarithmic) {
        if (isEmpty()) {
            return logarithmic ? new Range(0.1, 1) : new Range(0, 1);
        }
        if (low < high) {
            return this;
        }
        if (logarithmic) {
            return new Range(low / 10, high * 10);
        }
        double margin = low == 0 ? 1 : Math.abs(low) / 2;
        return new Range(low - margin, high + margin);
    }
}
