package org.fiftylayers.optim;

/**
 * The learning rate of each step, counted from 0, as in
 * {@code Schedule.warmUp(0.1, 100).until(100, Schedule.cosine(0.1, 900))}.
 */
@FunctionalInterface
public interface Schedule {
    double rate(long step);

    /** The same rate for ever. */
    static Schedule constant(double rate) {
        requireRate("constant: rate", rate);
        return step -> rate;
    }

    /** rate · factorᵏ after k times the given number of steps. */
    static Schedule step(double rate, long every, double factor) {
        requireRate("step: rate", rate);
        requireRate("step: factor", factor);
        long length = positive("step: every", every);
        return step -> {
            long falls = step / length;
            return rate * StrictMath.pow(factor, (double) falls);
        };
    }

    /** Half a wave of a cosine from the rate down to 0, which it keeps (Loshchilov and Hutter, 2017, without restarts). */
    static Schedule cosine(double rate, long steps) {
        requireRate("cosine: rate", rate);
        long length = positive("cosine: steps", steps);
        return step -> step >= length ? 0 : rate * (0.5 * (1 + StrictMath.cos(Math.PI * step / length)));
    }

    /** A straight line up to the rate, which it keeps; step 0 has its share of it too (Goyal and others, 2017). */
    static Schedule warmUp(double rate, long steps) {
        requireRate("warmUp: rate", rate);
        long length = positive("warmUp: steps", steps);
        return step -> step + 1 >= length ? rate : rate * ((step + 1.0) / length);
    }

    /** This schedule for the given number of steps, then the next one, from its own step 0. */
    default Schedule until(long steps, Schedule next) {
        if (steps < 0) {
            throw new IllegalArgumentException("until: steps is " + steps + "; it must be at least 0");
        }
        return step -> step < steps ? rate(step) : next.rate(step - steps);
    }

    private static void requireRate(String what, double rate) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + rate + "; it must be a finite number, at least 0");
        }
    }

    private static long positive(String what, long count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " is " + count + "; it must be at least 1");
        }
        return count;
    }
}
