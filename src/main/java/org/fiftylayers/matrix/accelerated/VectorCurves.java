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
 * <p>The long methods make no calls: past a number of nodes the JIT compiler inlines nothing of ours, and a vector that
 * crosses a call becomes an object. Each of them is too long to become a part of its caller, and so has that number to
 * itself. Two short loops are faster than one long one besides: a processor overlaps more of their rounds.
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

    private final double[] scale = new double[STRIP];
    private final double[] sum = new double[STRIP];
    private final double[] lost = new double[STRIP];

    void sigmoid(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += STRIP) {
            int to = Math.min(from + STRIP, whole);
            exponential(from, to, x, -1, scale, sum, lost);
            sigmoidOf(from, to, x, y, slope);
        }
        each(Curve.SIGMOID, whole, n, x, y, slope);
    }

    void tanh(int n, double[] x, double[] y, double @Nullable [] slope) {
        int whole = n - n % LANES;
        for (int from = 0; from < whole; from += STRIP) {
            int to = Math.min(from + STRIP, whole);
            exponential(from, to, x, -2, scale, sum, lost);
            tanhOf(from, to, x, y, slope);
        }
        each(Curve.TANH, whole, n, x, y, slope);
    }

    /** exp(−|a x|) = scale (1 + sum + lost), where sum + lost has twice as many digits as a number. */
    private static void exponential(
            int from, int to, double[] x, double minus, double[] scale, double[] sum, double[] lost) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector ln2High = DoubleVector.broadcast(SPECIES, -LN2_HIGH);
        DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, -LN2_LOW);
        DoubleVector last = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800.0);
        for (int i = from; i < to; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i).abs().mul(minus);
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
            bits.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(ONE)
                    .reinterpretAsDoubles()
                    .intoArray(scale, i - from);
            DoubleVector s = r.add(tail);
            s.intoArray(sum, i - from);
            r.sub(s).add(tail).intoArray(lost, i - from);
        }
    }

    /** σ and its slope from exp(−|x|): from σ(−|x|) and σ(|x|), each to the last bit. */
    private void sigmoidOf(int from, int to, double[] x, double[] y, double @Nullable [] slope) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = from; i < to; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            if (!in.abs().compare(VectorOperators.LT, 700).allTrue()) {
                each(Curve.SIGMOID, i, i + LANES, x, y, slope);
                continue;
            }
            DoubleVector b = DoubleVector.fromArray(SPECIES, scale, i - from);
            DoubleVector more = b.mul(DoubleVector.fromArray(SPECIES, sum, i - from));
            DoubleVector e = b.add(more);
            DoubleVector lowE = b.fma(
                    DoubleVector.fromArray(SPECIES, lost, i - from), b.sub(e).add(more));
            DoubleVector d = e.add(one);
            DoubleVector lowD = one.sub(d).add(e).add(lowE);
            DoubleVector q = one.div(d);
            DoubleVector minusQ = q.neg();
            DoubleVector rest = minusQ.fma(lowD, minusQ.fma(d, one)).mul(q);
            DoubleVector right = q.add(rest);
            DoubleVector product = e.mul(q);
            DoubleVector left = product.add(e.fma(rest, lowE.fma(q, e.fma(q, product.neg()))));
            VectorMask<Double> positive = in.compare(VectorOperators.GT, 0);
            DoubleVector value = left.blend(right, positive);
            value.intoArray(y, i);
            if (slope != null) {
                VectorMask<Double> exact = value.compare(VectorOperators.LT, 0.9);
                right.blend(left, positive)
                        .blend(one.sub(value), exact)
                        .mul(value)
                        .intoArray(slope, i);
            }
        }
    }

    /** tanh and its slope from exp(−2|x|). */
    private void tanhOf(int from, int to, double[] x, double[] y, double @Nullable [] slope) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = from; i < to; i += LANES) {
            DoubleVector in = DoubleVector.fromArray(SPECIES, x, i);
            if (!in.abs().compare(VectorOperators.LT, 350).allTrue()) {
                each(Curve.TANH, i, i + LANES, x, y, slope);
                continue;
            }
            DoubleVector a = DoubleVector.fromArray(SPECIES, scale, i - from);
            DoubleVector low = DoubleVector.fromArray(SPECIES, lost, i - from);
            DoubleVector more = a.mul(DoubleVector.fromArray(SPECIES, sum, i - from));
            DoubleVector b = one.sub(a);
            DoubleVector n = b.sub(more);
            DoubleVector lowN = a.neg().fma(low, b.sub(n).sub(more));
            DoubleVector e = a.add(more);
            DoubleVector d = e.add(one);
            DoubleVector lowD = one.sub(d).add(e).add(a.fma(low, a.sub(e).add(more)));
            DoubleVector inverse = one.div(d);
            DoubleVector q = n.mul(inverse);
            DoubleVector minusQ = q.neg();
            DoubleVector value = minusQ.fma(lowD, minusQ.fma(d, n).add(lowN)).fma(inverse, q); // tanh |x|
            value.reinterpretAsLongs()
                    .or(in.reinterpretAsLongs().and(Long.MIN_VALUE))
                    .reinterpretAsDoubles()
                    .intoArray(y, i);
            if (slope != null) {
                DoubleVector steep = value.neg().fma(value, one);
                e.mul(inverse)
                        .mul(inverse)
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
