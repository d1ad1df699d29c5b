package org.fiftylayers.matrix;

/**
 * The elementary functions of this book: at most one unit in the last place from the true value, and the same bits on
 * every machine, since they are made of IEEE additions, multiplications, divisions and bit patterns alone (no
 * {@code Math.exp}, no fused multiply-add, no tables). They have few branches, so that the same operations can run in
 * the lanes of a vector register.
 *
 * <p>The exponential writes x = k·ln 2 + r with |r| ≤ ½ ln 2, so that eˣ = 2ᵏ(1 + r + r²q(r)) with Taylor's polynomial
 * q; all others but the logarithms grow out of these parts before they are rounded. The logarithms follow fdlibm (Sun
 * Microsystems, 1993), tanh near 0 follows Cephes (Moshier, 1989).
 */
public final class Elementary {
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has so many zero bits that k times it is exact. */
    private static final double LN2_HIGH = 0.6931471803691238;

    private static final double LN2_LOW = 1.9082149292705877e-10;
    /** Adding and subtracting 1.5·2⁵² rounds a small number to an integer. */
    private static final double ROUNDER = 0x1.8p52;

    private Elementary() {}

    /** eˣ. */
    public static double exp(double x) {
        double bounded = Math.max(-746, Math.min(x, 710));
        double k = power(bounded);
        double r = remainder(bounded, k);
        double y = 1 + (r + tail(bounded, k, r));
        int n = (int) k;
        // two factors, since 2ᵏ alone leaves the range of normal numbers before eˣ does
        return y * twoTo(n >> 1) * twoTo(n - (n >> 1));
    }

    /** eˣ − 1, exact where eˣ is close to 1. */
    public static double expm1(double x) {
        if (x > 50) {
            return exp(x);
        }
        double bounded = Math.max(-50, x);
        double k = power(bounded);
        double r = remainder(bounded, k);
        double t = tail(bounded, k, r);
        double scale = twoTo((int) k);
        // 2ᵏ(1 + r + t) − 1, keeping what each addition loses
        double s = r + t;
        double lost = scale * ((r - s) + t);
        s *= scale;
        double m = scale - 1;
        lost += (scale - m) - 1;
        double sum = m + s;
        lost += (m - sum) + s;
        return Math.copySign(sum + lost, x);
    }

    /** 1 / (1 + e⁻ˣ), without overflow and with full relative precision on both sides. */
    public static double sigmoid(double x) {
        double bounded = Math.max(-746, Math.min(x, 746));
        double k = power(-bounded);
        double r = remainder(-bounded, k);
        double s = r + tail(-bounded, k, r);
        int n = (int) k;
        int half = n >> 1;
        // the denominator 1 + 2ᵏ(1 + s), times 2^(−k/2), as an unevaluated sum
        double one = twoTo(-half);
        double scale = twoTo(n - half);
        double constant = one + scale;
        double one0 = constant - scale;
        double lost = (one - one0) + (scale - (constant - one0));
        double variable = scale * s;
        double denominator = constant + variable;
        lost += (constant - denominator) + variable;
        double high = 1 / denominator;
        double first = firstHalf(high);
        return (first + rest(first, high, denominator, lost)) * one;
    }

    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). */
    public static double tanh(double x) {
        double a = Math.abs(x);
        double result;
        if (a < 0.625) {
            double z = a * a;
            double p = (-0.9643991794250523 * z - 99.28772310019185) * z - 1614.6876844170845;
            double q = ((z + 112.81167849163293) * z + 2235.4883906010045) * z + 4844.063053251255;
            result = a + a * z * (p / q);
        } else {
            // 1 − 2 / (1 + e²ᵃ), the quotient in two parts
            double bounded = Math.min(2 * a, 50);
            double k = power(bounded);
            double r = remainder(bounded, k);
            double s = r + tail(bounded, k, r);
            double scale = twoTo((int) k);
            double constant = 1 + scale;
            double variable = scale * s;
            double denominator = constant + variable;
            double lost = (1 - (constant - scale)) + ((constant - denominator) + variable);
            double high = 1 / denominator;
            double first = firstHalf(high);
            result = (1 - 2 * first) - 2 * rest(first, high, denominator, lost);
        }
        return Math.copySign(result, x);
    }

    /** ln(1 + eˣ), without overflow: about x for large x, about eˣ for very negative x. */
    public static double softplus(double x) {
        double e = exp(-Math.abs(x));
        double bounded = Math.max(-746, -Math.abs(x));
        double k = power(bounded);
        double r = remainder(bounded, k);
        double s = r + tail(bounded, k, r);
        // what rounding took from e matters to the last bit here
        double lost = ((1 - (1 + s)) + s) * twoTo(Math.max((int) k, -1022));
        return Math.max(x, 0) + log1p(e, lost);
    }

    /** The natural logarithm: −∞ at 0, NaN below. */
    public static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        double normal = subnormal ? x * 0x1p54 : x;
        int k = exponent(normal);
        return logarithm(k - (subnormal ? 54 : 0), normal * twoTo(-k) - 1, 0);
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
        return logarithm(k, u * twoTo(-k) - 1, (lost + low) / u);
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

    /** k, the integer nearest to x / ln 2. */
    private static double power(double x) {
        return (x * LOG2_E + ROUNDER) - ROUNDER;
    }

    /** r = x − k ln 2, rounded. */
    private static double remainder(double x, double k) {
        return (x - k * LN2_HIGH) - k * LN2_LOW;
    }

    /** eʳ − 1 − r, and what the rounding of r lost; summed in pairs (Estrin), since a chain of fourteen would wait. */
    private static double tail(double x, double k, double r) {
        double lost = ((x - k * LN2_HIGH) - r) - k * LN2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
        double middle = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
        double high = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800.0));
        return r2 * (low + r4 * (middle + r4 * high)) + lost;
    }

    /** 2ⁿ for −1022 ≤ n ≤ 1023. */
    private static double twoTo(int n) {
        return Double.longBitsToDouble((long) (n + 1023) << 52);
    }

    /** The first 26 significant bits, whose product with another such number is exact. */
    private static double firstHalf(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFFF8000000L);
    }

    /** 1 / (denominator + lost) − first, given first ≈ high ≈ 1 / denominator: one step of long division. */
    private static double rest(double first, double high, double denominator, double lost) {
        double d = firstHalf(denominator);
        return (((1 - first * d) - first * (denominator - d)) - first * lost) * high;
    }
}
