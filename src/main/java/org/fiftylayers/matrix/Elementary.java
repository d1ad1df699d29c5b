package org.fiftylayers.matrix;

import static org.fiftylayers.matrix.Fma.fma;

/**
 * The elementary functions of this book: at most one unit in the last place from the true value, and the same bits on
 * every machine, since they are made of IEEE additions, multiplications, fused multiply-adds, divisions and bit patterns
 * alone (no {@code Math.exp}, no tables). They have few branches, so that the same operations can run in the lanes of a
 * vector register.
 *
 * <p>The exponential writes x = k·ln 2 + r with |r| ≤ ½ ln 2, so that eˣ = 2ᵏ(1 + r + r²q(r)) with Taylor's polynomial
 * q; all others but the logarithms grow out of these parts before they are rounded. The logarithms follow fdlibm (Sun
 * Microsystems, 1993).
 */
public final class Elementary {
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has so many zero bits that k times it is exact. */
    private static final double LN2_HIGH = 0.6931471803691238;

    private static final double LN2_LOW = 1.9082149292705877e-10;
    /** Adding and subtracting 1.5·2⁵² rounds a small number to an integer. */
    private static final double ROUNDER = 0x1.8p52;
    /** The bits of 1. */
    private static final long ONE = 0x3FF0000000000000L;

    /** √(2π) in two parts. */
    private static final double ROOT_2PI_HIGH = 2.5066282746310007;

    private static final double ROOT_2PI_LOW = -1.8328579980459167e-16;

    /**
     * With v = x/(x + 5/2) for x ≥ 0 and c below, ln(Φ(−x) e^{x²/2} (2 + 5x/2 − 2v)) = v((1 − v)g + c), where g is this
     * polynomial in 2v − 1. That logarithm is at most 0.03, so that its rounding hardly shows in the last place.
     */
    private static final double[] NORMAL_TAIL = {
        0.10270836901260703,
        -0.10477276441021327,
        -0.03905042640835373,
        0.04299204149779485,
        0.0034890724031132084,
        -0.00695812730540647,
        -0.0030596200540989444,
        0.0009318603977099103,
        0.00137611838375863,
        0.00014762235905681973,
        -0.0003647524239296088,
        -0.00019717822688688396,
        3.0468453661811497e-05,
        7.786357739196734e-05,
        2.6585179117821348e-05,
        -1.1615680239458692e-05,
        -1.4022033362625744e-05,
        -3.79270619436784e-06,
        1.966907585094009e-06,
        2.329815166562575e-06,
        1.0513697711400814e-06,
        -1.8866918286017483e-07,
        -6.515202595384893e-07,
        -2.3579953196529815e-07,
        1.5436859716007694e-07,
        9.807841719779342e-08,
        -1.4641789117609625e-08,
        -1.3254818013238905e-08
    };

    /** ln(5/(2√(2π))). */
    private static final double NORMAL_LIMIT = -0.0026478013305176766;

    private Elementary() {}

    /** eˣ. */
    public static double exp(double x) {
        if (Math.abs(x) < 708) {
            double k = power(x);
            double r = remainder(x, k);
            return (1 + (r + tail(x, k, r))) * twoTo(k);
        }
        if (!(Math.abs(x) < 746)) {
            return x > 0 ? Double.POSITIVE_INFINITY : x < 0 ? 0 : x;
        }
        // two factors, since 2ᵏ alone leaves the range of normal numbers before eˣ does
        double k = power(x);
        double r = remainder(x, k);
        double half = power(0.5 * x);
        return (1 + (r + tail(x, k, r))) * twoTo(half) * twoTo(k - half);
    }

    /** eˣ − 1, exact where eˣ is close to 1. */
    public static double expm1(double x) {
        if (!(Math.abs(x) < 50)) {
            return x < 0 ? -1 : exp(x);
        }
        double k = power(x);
        double r = remainder(x, k);
        double scale = twoTo(k);
        // 2ᵏ(1 + r + ½r² + …) − 1, keeping what r² and each addition lose
        double first = firstHalf(r);
        double half = 0.5 * first * first;
        double square = r * r;
        double rest = fma(square * r, cubic(r, square), fma(0.5 * (r - first), r + first, lostIn(x, k, r)));
        double s = r + half;
        double lost = scale * (((r - s) + half) + rest);
        s *= scale;
        double m = scale - 1;
        lost += (scale - m) - 1;
        double sum = m + s;
        lost += (m - sum) + s;
        return Math.copySign(sum + lost, x);
    }

    /** 1 / (1 + e⁻ˣ), without overflow and with full relative precision on both sides. */
    public static double sigmoid(double x) {
        double a = -Math.abs(x);
        if (!(a > -700)) {
            return x > 0 ? 1 : exp(x);
        }
        double k = power(a);
        double r = remainder(a, k);
        double scale = twoTo(k);
        double t = tail(a, k, r);
        double s = r + t;
        double more = scale * s;
        // e^a and 1 + e^a, each with what its rounding lost
        double e = scale + more;
        double lowE = fma(scale, (r - s) + t, (scale - e) + more);
        double d = 1 + e;
        double lowD = ((1 - d) + e) + lowE;
        // σ(−a) is q plus what one step of long division leaves
        double q = 1 / d;
        double rest = q * fma(-q, lowD, fma(-q, d, 1));
        if (x > 0) {
            return q + rest;
        }
        // σ(a) = e^a σ(−a), keeping what the product loses
        double product = e * q;
        return product + fma(e, rest, fma(lowE, q, fma(e, q, -product)));
    }

    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). */
    public static double tanh(double x) {
        double a = -2 * Math.abs(x);
        if (!(a > -700)) {
            return x > 0 ? 1 : x < 0 ? -1 : x;
        }
        double k = power(a);
        double r = remainder(a, k);
        double scale = twoTo(k);
        double t = tail(a, k, r);
        double s = r + t;
        double more = scale * s;
        double lost = (r - s) + t;
        // 1 − e^a and 1 + e^a, each with what its rounding lost; for small |x|, k is 0 and nothing of 1 − e^a cancels
        double b = 1 - scale;
        double n = b - more;
        double lowN = fma(-scale, lost, (b - n) - more);
        double e = scale + more;
        double d = 1 + e;
        double lowD = ((1 - d) + e) + fma(scale, lost, (scale - e) + more);
        // one step of long division
        double inverse = 1 / d;
        double q = n * inverse;
        return Math.copySign(fma(fma(-q, lowD, fma(-q, d, n) + lowN), inverse, q), x);
    }

    /** tanh′(x) = 4e⁻²ˣ / (1 + e⁻²ˣ)², which is 1 − tanh² x without its cancellation; some units in the last place off. */
    static double tanhSlope(double x) {
        double a = -2 * Math.abs(x);
        if (!(a > -700)) {
            return 4 * exp(a);
        }
        double k = power(a);
        double r = remainder(a, k);
        double scale = twoTo(k);
        double e = scale + scale * (r + tail(a, k, r));
        double inverse = 1 / (1 + e);
        return 4 * (e * inverse * inverse);
    }

    /** ln(1 + eˣ), without overflow: about x for large x, about eˣ for very negative x. */
    public static double softplus(double x) {
        if (!(Math.abs(x) < 700)) {
            return x > 0 ? x : exp(x);
        }
        // x + ln(1 + e⁻ˣ) where x is the larger part of it
        boolean large = x > 1;
        double z = large ? -x : x;
        double k = power(z);
        double r = remainder(z, k);
        double scale = twoTo(k);
        double s = r + tail(z, k, r);
        // what rounding takes from e^z matters to the last bit here
        double e = 1 + s;
        double lost = ((1 - e) + s) * scale;
        return (large ? x : 0) + log1p(e * scale, lost);
    }

    /** The normal distribution function Φ(x) = ½(1 + erf(x/√2)), with full relative precision on both sides. */
    public static double normal(double x) {
        double a = Math.abs(x);
        if (!(a < 39)) {
            return x > 0 ? 1 : x < 0 ? 0 : x;
        }
        double v = a / (a + 2.5);
        double p = 2.5 * a;
        double m = p - 2 * v;
        double divisor = 2 + m;
        double low = lostInSum(2, m, divisor) + lostInSum(p, -2 * v, m) + (0.5 * a - (p - 2 * a));
        double below = bell(a, normalTail(v, 2.5 / (a + 2.5)), divisor, low);
        return x > 0 ? 1 - below : below;
    }

    /** The normal density φ(x) = e^{−x²/2} / √(2π). */
    public static double normalDensity(double x) {
        double a = Math.abs(x);
        return !(a < 39) ? 0 / a : bell(a, 0, ROOT_2PI_HIGH, ROOT_2PI_LOW);
    }

    /** e^{more − x²/2} / (divisor + low), with all but the last step in more than double precision. */
    private static double bell(double x, double more, double divisor, double low) {
        double first = firstHalf(x);
        double square = -0.5 * first * first;
        double rest = more - 0.5 * (x - first) * (x + first);
        double k = power(square + rest);
        double high = square - k * LN2_HIGH;
        double small = rest - k * LN2_LOW;
        double r = high + small;
        double r2 = r * r;
        double t = (0.5 * r2 + r2 * r * cubic(r, r2)) + lostInSum(high, small, r);
        double s = r + t;
        double e = 1 + s;
        double lost = ((1 - e) + s) + ((r - s) + t);
        // one step of long division
        double q = e / divisor;
        double q1 = firstHalf(q);
        double d1 = firstHalf(divisor);
        double left = (((e - q1 * d1) - q1 * (divisor - d1)) - (q - q1) * d1) - (q - q1) * (divisor - d1);
        double half = power(0.5 * square);
        return (q + (left + (lost - q * low)) / divisor) * twoTo(half) * twoTo(k - half);
    }

    /** v((1 − v)g + c), with the rest 1 − v. */
    private static double normalTail(double v, double rest) {
        double u = v - rest;
        double g = 0;
        for (int i = NORMAL_TAIL.length - 1; i >= 0; i--) {
            g = g * u + NORMAL_TAIL[i];
        }
        return v * (rest * g + NORMAL_LIMIT);
    }

    /** The natural logarithm: −∞ at 0, NaN below. */
    public static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        double normal = subnormal ? x * 0x1p54 : x;
        int k = exponent(normal);
        return logarithm(k - (subnormal ? 54 : 0), dividedByTwoTo(k, normal) - 1, 0);
    }

    /** ln(1 + x), exact where x is close to 0. */
    public static double log1p(double x) {
        return log1p(x, 0);
    }

    /** ln(1 + x + low), where low is far below x. */
    private static double log1p(double x, double low) {
        if (!(x > -1 && x < Double.POSITIVE_INFINITY)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        double u = 1 + x;
        int k = exponent(u);
        if (k == 0) {
            return Math.copySign(logarithm(0, x, low / u), x);
        }
        double lost = x > 1 ? 1 - (u - x) : x - (u - 1);
        return logarithm(k, dividedByTwoTo(k, u) - 1, (lost + low) / u);
    }

    /** k ln 2 + ln(1 + f) + low for 1 + f in [√½, √2]: with s = f/(2 + f), ln(1 + f) = 2s + ⅔s³ + ⅖s⁵ + …. */
    private static double logarithm(int k, double f, double low) {
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
        double odd = z
                * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
        double half = 0.5 * f * f;
        return k * LN2_HIGH - ((half - (s * (half + (even + odd)) + (k * LN2_LOW + low))) - f);
    }

    /** k such that x / 2ᵏ lies in [√½, √2). */
    private static int exponent(double x) {
        long bits = Double.doubleToRawLongBits(x);
        // adding the distance from √½ to 1 in bits carries into the exponent exactly from √2 · 2ᵏ on
        return (int) ((bits + 0x00095F619980C433L) >> 52) - 1023;
    }

    private static double dividedByTwoTo(int k, double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) - ((long) k << 52));
    }

    /** k, the integer nearest to x / ln 2. */
    static double power(double x) {
        return fma(x, LOG2_E, ROUNDER) - ROUNDER;
    }

    /** r = x − k ln 2, rounded. */
    static double remainder(double x, double k) {
        return fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x));
    }

    /** eʳ − 1 − r, and what the rounding of r lost. */
    private static double tail(double x, double k, double r) {
        double square = r * r;
        return fma(square * r, cubic(r, square), fma(0.5, square, lostIn(x, k, r)));
    }

    /** What r lacks to x − k ln 2. */
    static double lostIn(double x, double k, double r) {
        return fma(k, -LN2_LOW, fma(k, -LN2_HIGH, x) - r);
    }

    /** What rounding took from a + b (Knuth's two-sum). */
    private static double lostInSum(double a, double b, double sum) {
        double added = sum - a;
        return (a - (sum - added)) + (b - added);
    }

    /** (eʳ − 1 − r − ½r²) / r³, by pairs of pairs (Estrin): a chain of eleven sums would wait for each other. */
    static double cubic(double r, double r2) {
        double r4 = r2 * r2;
        double low = fma(r2, fma(r, 1.0 / 720, 1.0 / 120), fma(r, 1.0 / 24, 1.0 / 6));
        double middle = fma(r2, fma(r, 1.0 / 3628800, 1.0 / 362880), fma(r, 1.0 / 40320, 1.0 / 5040));
        double high = fma(r2, 1.0 / 6227020800.0, fma(r, 1.0 / 479001600, 1.0 / 39916800));
        return fma(r4, fma(r4, high, middle), low);
    }

    /** 2ⁿ for an integer −1022 ≤ n ≤ 1023: adding 1.5·2⁵² leaves n in the last bits. */
    static double twoTo(double n) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(n + ROUNDER) << 52) + ONE);
    }

    /** The first 26 significant bits, whose product with another such number is exact. */
    private static double firstHalf(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFFF8000000L);
    }
}
