package org.fiftylayers.matrix.accelerated;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.fiftylayers.matrix.Curve;
import org.jspecify.annotations.Nullable;

/**
 * σ, tanh, ReLU and exp with their slopes, a vector at a time: operation for operation what
 * {@link org.fiftylayers.matrix.Elementary} does, and so the same bits. What it treats apart (huge arguments, NaN) goes
 * there, number by number.
 *
 * <p>The long methods are one formula each, without calls: past a number of nodes the JIT compiler inlines nothing of ours,
 * and a vector that crosses a call becomes an object.
 */
final class VectorCurves {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STRIP = 256;
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    private static final double ROUNDER = 0x1.8p52;
    private static final long ONE = 0x3FF0000000000000L;

    private final double[] low = new double[STRIP];
    private final double[] high = new double[STRIP];

    void sigmoid(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += STRIP) {
            int to = Math.min(from + STRIP, whole);
            bothSides(from, to, 1, x, low, high);
            chooseSigmoid(from, to, x, y, slope);
        }
        each(Curve.SIGMOID, whole, n, x, y, slope);
    }

    void tanh(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += STRIP) {
            int to = Math.min(from + STRIP, whole);
            bothSides(from, to, 2, x, low, high);
            chooseTanh(from, to, x, y, slope);
        }
        each(Curve.TANH, whole, n, x, y, slope);
    }

    /** low = σ(−c|x|) and high = σ(c|x|), each to the last bit, for c|x| &lt; 700; any numbers elsewhere. */
    private static void bothSides(int from, int to, double c, double[] x, double[] low, double[] high) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = from; i < to; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i).abs().mul(-c);
            DoubleVector bits = a.mul(LOG2_E).add(ROUNDER);
            DoubleVector k = bits.sub(ROUNDER);
            DoubleVector first = a.sub(k.mul(LN2_HIGH));
            DoubleVector second = k.mul(LN2_LOW);
            DoubleVector r = first.sub(second);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p0 = r.mul(1.0 / 24)
                    .add(1.0 / 6)
                    .add(r.mul(1.0 / 720).add(1.0 / 120).mul(r2));
            DoubleVector p1 = r.mul(1.0 / 40320)
                    .add(1.0 / 5040)
                    .add(r.mul(1.0 / 3628800).add(1.0 / 362880).mul(r2));
            DoubleVector p2 = r.mul(1.0 / 479001600).add(1.0 / 39916800).add(r2.mul(1.0 / 6227020800.0));
            DoubleVector cubic = p2.mul(r4).add(p1).mul(r4).add(p0);
            DoubleVector tail =
                    r2.mul(0.5).add(r2.mul(r).mul(cubic)).add(first.sub(r).sub(second));
            DoubleVector scale = bits.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(ONE)
                    .reinterpretAsDoubles();
            DoubleVector s = r.add(tail);
            DoubleVector more = scale.mul(s);
            DoubleVector e = scale.add(more);
            DoubleVector q = one.div(e.add(one));
            DoubleVector large = q.mul(scale);
            DoubleVector small = q.mul(more);
            DoubleVector rest = one.sub(q).sub(large).sub(small).mul(q);
            q.add(rest).intoArray(high, i - from);
            DoubleVector sum = large.add(small);
            large.sub(sum)
                    .add(small)
                    .add(r.sub(s).add(tail).mul(large).add(e.mul(rest)))
                    .add(sum)
                    .intoArray(low, i - from);
        }
    }

    private void chooseSigmoid(int from, int to, double[] x, double[] y, double @Nullable [] slope) {
        for (int i = from; i < to; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector left = DoubleVector.fromArray(SPECIES, low, i - from);
            DoubleVector right = DoubleVector.fromArray(SPECIES, high, i - from);
            if (!in.abs().compare(VectorOperators.LT, 700).allTrue()) {
                each(Curve.SIGMOID, i, i + LANES, x, y, slope);
                continue;
            }
            VectorMask<Double> positive = in.compare(VectorOperators.GT, 0);
            DoubleVector value = left.blend(right, positive);
            value.intoArray(y, i);
            if (slope != null) {
                DoubleVector rest = DoubleVector.broadcast(SPECIES, 1).sub(value);
                VectorMask<Double> exact = value.compare(VectorOperators.LT, 0.9);
                right.blend(left, positive).blend(rest, exact).mul(value).intoArray(slope, i);
            }
        }
    }

    private void chooseTanh(int from, int to, double[] x, double[] y, double @Nullable [] slope) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = from; i < to; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector a = in.abs();
            if (!a.compare(VectorOperators.LT, 350).allTrue()) {
                each(Curve.TANH, i, i + LANES, x, y, slope);
                continue;
            }
            DoubleVector left = DoubleVector.fromArray(SPECIES, low, i - from);
            DoubleVector z = a.mul(a);
            DoubleVector p =
                    z.mul(-0.9643991794250522).add(-99.28772310019185).mul(z).add(-1614.6876844170845);
            DoubleVector q = z.add(112.81167849163293)
                    .mul(z)
                    .add(2235.4883906010045)
                    .mul(z)
                    .add(4844.063053251255);
            DoubleVector near = a.mul(z).mul(p.div(q)).add(a);
            DoubleVector value = one.sub(left.mul(2)).blend(near, a.compare(VectorOperators.LT, 0.625));
            value.reinterpretAsLongs()
                    .or(in.reinterpretAsLongs().and(Long.MIN_VALUE))
                    .reinterpretAsDoubles()
                    .intoArray(y, i);
            if (slope != null) {
                DoubleVector steep = one.sub(value.mul(value));
                DoubleVector right = DoubleVector.fromArray(SPECIES, high, i - from);
                right.mul(left)
                        .mul(4)
                        .blend(steep, value.compare(VectorOperators.LT, 0.9))
                        .intoArray(slope, i);
            }
        }
    }

    static void relu(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            // NaN stays NaN: it is not at most 0
            in.blend(zero, in.compare(VectorOperators.LE, 0)).intoArray(y, i);
            if (slope != null) {
                zero.blend(one, in.compare(VectorOperators.GT, 0)).intoArray(slope, i);
            }
        }
        each(Curve.RELU, whole, n, x, y, slope);
    }

    /** ReLU's gradient as far as whole vectors reach; returns the first index that is left. */
    static int gate(int n, double[] y, double[] g, int offset, double[] to) {
        int whole = n - n % LANES;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < whole; i += LANES) {
            VectorMask<Double> open =
                    DoubleVector.fromArray(SPECIES, y, offset + i).compare(VectorOperators.GT, 0);
            zero.blend(DoubleVector.fromArray(SPECIES, g, offset + i), open).intoArray(to, i);
        }
        return whole;
    }

    static void exp(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector bits = in.mul(LOG2_E).add(ROUNDER);
            DoubleVector k = bits.sub(ROUNDER);
            DoubleVector first = in.sub(k.mul(LN2_HIGH));
            DoubleVector second = k.mul(LN2_LOW);
            DoubleVector r = first.sub(second);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p0 = r.mul(1.0 / 24)
                    .add(1.0 / 6)
                    .add(r.mul(1.0 / 720).add(1.0 / 120).mul(r2));
            DoubleVector p1 = r.mul(1.0 / 40320)
                    .add(1.0 / 5040)
                    .add(r.mul(1.0 / 3628800).add(1.0 / 362880).mul(r2));
            DoubleVector p2 = r.mul(1.0 / 479001600).add(1.0 / 39916800).add(r2.mul(1.0 / 6227020800.0));
            DoubleVector cubic = p2.mul(r4).add(p1).mul(r4).add(p0);
            DoubleVector tail =
                    r2.mul(0.5).add(r2.mul(r).mul(cubic)).add(first.sub(r).sub(second));
            bits.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(ONE)
                    .reinterpretAsDoubles()
                    .mul(r.add(tail).add(1))
                    .intoArray(y, i);
            if (!in.abs().compare(VectorOperators.LT, 708).allTrue()) {
                each(Curve.EXP, i, i + LANES, x, y, null);
            }
        }
        each(Curve.EXP, whole, n, x, y, null);
        if (slope != null) {
            System.arraycopy(y, 0, slope, 0, n);
        }
    }

    private static void each(Curve f, int from, int to, double[] x, double[] y, double @Nullable [] slope) {
        for (int i = from; i < to; i++) {
            y[i] = f.value().applyAsDouble(x[i]);
            if (slope != null) {
                slope[i] = f.slope().applyAsDouble(x[i], y[i]);
            }
        }
    }
}
