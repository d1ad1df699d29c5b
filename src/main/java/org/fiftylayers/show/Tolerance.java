package org.fiftylayers.show;

/**
 * How far a measured number may lie from the expected one.
 *
 * @param size the largest distance; 0 means equal to the last bit
 * @param isRelative whether the size is in units of the expected number
 */
record Tolerance(double size, boolean isRelative) {
    Tolerance {
        if (!(size >= 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException(
                    "tolerance: is " + Numeral.shortest(size) + "; must be finite and not negative");
        }
    }

    static Tolerance relative(double size) {
        return new Tolerance(size, true);
    }

    static Tolerance absolute(double size) {
        return new Tolerance(size, false);
    }

    boolean holds(double expected, double measured) {
        if (expected == measured) {
            return true; // infinities too, whose difference would be NaN
        }
        double room = isRelative ? size * Math.abs(expected) : size;
        return size != 0 && Math.abs(measured - expected) <= room && !Double.isInfinite(expected);
    }

    /** The measured number to one digit more than the tolerance speaks of. */
    Numeral round(double expected, double measured) {
        if (size == 0) {
            return Numeral.shortest(measured);
        }
        int place = Numeral.magnitude(size) + (isRelative ? Numeral.magnitude(expected) : 0) - 1;
        int digits = Math.max(3, Numeral.magnitude(measured) - place + 1);
        return digits >= 17 ? Numeral.shortest(measured) : Numeral.significant(measured, digits);
    }

    /** How far off, for a message. */
    String distance(double expected, double measured) {
        double difference = Math.abs(measured - expected);
        if (Double.isNaN(difference) || Double.isInfinite(difference)) {
            return "";
        }
        return isRelative && expected != 0
                ? ", off by " + Numeral.significant(difference / Math.abs(expected), 3) + " relative"
                : ", off by " + Numeral.significant(difference, 3);
    }

    @Override
    public String toString() {
        return size == 0 ? "exactly" : "±" + Numeral.shortest(size) + (isRelative ? " relative" : "");
    }
}
