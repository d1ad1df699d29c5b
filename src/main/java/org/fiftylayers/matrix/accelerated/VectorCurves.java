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
            bothSides(from, to, x, low, high);
            chooseSigmoid(from, to, x, y, slope);
        }
        each(Curve.SIGMOID, whole, n, x, y, slope);
    }

    void tanh(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += STRIP) {
            int to = Math.min(from + STRIP, whole);
            tanhAndSlope(from, to, x, high, low);
            chooseTanh(from, to, x, y, slope);
        }
        each(Curve.TANH, whole, n, x, y, slope);
    }

    /** low = σ(−|x|) and high = σ(|x|), each to the last bit, for |x| &lt; 700; any numbers elsewhere. */
    private static void bothSides(int from, int to, double[] x, double[] low, double[] high) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector ln2High = DoubleVector.broadcast(SPECIES, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, -LN2_LOW);
        DoubleVector last = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800.0);
        for (int i = from; i < to; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i).abs().neg();
            DoubleVector bits = a.fma(LOG2_E, ROUNDER);
            DoubleVector k = bits.sub(ROUNDER);
            DoubleVector first = k.fma(ln2High, a);
            DoubleVector r = k.fma(ln2Low, first);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p0 = r2.fma(r.fma(1.0 / 720, 1.0 / 120), r.fma(1.0 / 24, 1.0 / 6));
            DoubleVector p1 = r2.fma(r.fma(1.0 / 3628800, 1.0 / 362880), r.fma(1.0 / 40320, 1.0 / 5040));
            DoubleVector p2 = r2.fma(last, r.fma(1.0 / 479001600, 1.0 / 39916800));
            DoubleVector cubic = r4.fma(r4.fma(p2, p1), p0);
            DoubleVector tail = r2.mul(r).fma(cubic, r2.fma(half, k.fma(ln2Low, first.sub(r))));
            DoubleVector scale = bits.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(ONE)
                    .reinterpretAsDoubles();
            DoubleVector s = r.add(tail);
            DoubleVector more = scale.mul(s);
            DoubleVector e = scale.add(more);
            DoubleVector lowE = scale.fma(r.sub(s).add(tail), scale.sub(e).add(more));
            DoubleVector d = e.add(one);
            DoubleVector lowD = one.sub(d).add(e).add(lowE);
            DoubleVector q = one.div(d);
            DoubleVector minusQ = q.neg();
            DoubleVector rest = minusQ.fma(lowD, minusQ.fma(d, one)).mul(q);
            q.add(rest).intoArray(high, i - from);
            DoubleVector product = e.mul(q);
            product.add(e.fma(rest, lowE.fma(q, e.fma(q, product.neg())))).intoArray(low, i - from);
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

    /** value = tanh |x| to the last bit and slope = 1 − tanh² x where that is small, for |x| &lt; 350; any numbers elsewhere. */
    private static void tanhAndSlope(int from, int to, double[] x, double[] value, double[] slope) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector ln2High = DoubleVector.broadcast(SPECIES, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, -LN2_LOW);
        DoubleVector last = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800.0);
        for (int i = from; i < to; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i).abs().mul(-2);
            DoubleVector bits = a.fma(LOG2_E, ROUNDER);
            DoubleVector k = bits.sub(ROUNDER);
            DoubleVector first = k.fma(ln2High, a);
            DoubleVector r = k.fma(ln2Low, first);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p0 = r2.fma(r.fma(1.0 / 720, 1.0 / 120), r.fma(1.0 / 24, 1.0 / 6));
            DoubleVector p1 = r2.fma(r.fma(1.0 / 3628800, 1.0 / 362880), r.fma(1.0 / 40320, 1.0 / 5040));
            DoubleVector p2 = r2.fma(last, r.fma(1.0 / 479001600, 1.0 / 39916800));
            DoubleVector cubic = r4.fma(r4.fma(p2, p1), p0);
            DoubleVector tail = r2.mul(r).fma(cubic, r2.fma(half, k.fma(ln2Low, first.sub(r))));
            DoubleVector scale = bits.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(ONE)
                    .reinterpretAsDoubles();
            DoubleVector s = r.add(tail);
            DoubleVector more = scale.mul(s);
            DoubleVector lost = r.sub(s).add(tail);
            DoubleVector b = one.sub(scale);
            DoubleVector n = b.sub(more);
            DoubleVector lowN = scale.neg().fma(lost, b.sub(n).sub(more));
            DoubleVector e = scale.add(more);
            DoubleVector d = e.add(one);
            DoubleVector lowD =
                    one.sub(d).add(e).add(scale.fma(lost, scale.sub(e).add(more)));
            DoubleVector inverse = one.div(d);
            DoubleVector q = n.mul(inverse);
            DoubleVector minusQ = q.neg();
            minusQ.fma(lowD, minusQ.fma(d, n).add(lowN)).fma(inverse, q).intoArray(value, i - from);
            e.mul(inverse).mul(inverse).mul(4).intoArray(slope, i - from);
        }
    }

    private void chooseTanh(int from, int to, double[] x, double[] y, double @Nullable [] slope) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = from; i < to; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            if (!in.abs().compare(VectorOperators.LT, 350).allTrue()) {
                each(Curve.TANH, i, i + LANES, x, y, slope);
                continue;
            }
            DoubleVector value = DoubleVector.fromArray(SPECIES, high, i - from);
            value.reinterpretAsLongs()
                    .or(in.reinterpretAsLongs().and(Long.MIN_VALUE))
                    .reinterpretAsDoubles()
                    .intoArray(y, i);
            if (slope != null) {
                DoubleVector steep = value.neg().fma(value, one);
                DoubleVector.fromArray(SPECIES, low, i - from)
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
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector ln2High = DoubleVector.broadcast(SPECIES, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, -LN2_LOW);
        DoubleVector last = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800.0);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector bits = in.fma(LOG2_E, ROUNDER);
            DoubleVector k = bits.sub(ROUNDER);
            DoubleVector first = k.fma(ln2High, in);
            DoubleVector r = k.fma(ln2Low, first);
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p0 = r2.fma(r.fma(1.0 / 720, 1.0 / 120), r.fma(1.0 / 24, 1.0 / 6));
            DoubleVector p1 = r2.fma(r.fma(1.0 / 3628800, 1.0 / 362880), r.fma(1.0 / 40320, 1.0 / 5040));
            DoubleVector p2 = r2.fma(last, r.fma(1.0 / 479001600, 1.0 / 39916800));
            DoubleVector cubic = r4.fma(r4.fma(p2, p1), p0);
            DoubleVector tail = r2.mul(r).fma(cubic, r2.fma(half, k.fma(ln2Low, first.sub(r))));
            DoubleVector scale = bits.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(ONE)
                    .reinterpretAsDoubles();
            r.add(tail).add(1).mul(scale).intoArray(y, i);
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
