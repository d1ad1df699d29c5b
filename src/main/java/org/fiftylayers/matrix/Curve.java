package org.fiftylayers.matrix;

import static org.fiftylayers.matrix.Fma.fma;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one number with its first two derivatives: one row is all that both engines need to know about an
 * activation, and a reader adds one in a line, {@code new Curve("swish", x -> …, (x, y) -> …, (x, y) -> …)}.
 *
 * @param symbol what drawings write, such as {@code σ}
 * @param constant the constant in it, such as the 3 of x³; NaN without
 * @param value y = f(x)
 * @param slope f′ at x, given x and y = f(x)
 * @param curvature f″ at x, given x and y = f(x)
 */
public record Curve(
        String symbol,
        double constant,
        DoubleUnaryOperator value,
        DoubleBinaryOperator slope,
        DoubleBinaryOperator curvature) {
    /** Beyond it σ(−x) and φ(x) are 0, and a factor that grows on to infinity would make them NaN. */
    private static final double FAR = 1000;

    /** x. */
    public static final Curve IDENTITY = new Curve("id", x -> x, (x, y) -> 1, (x, y) -> 0);
    /** −x. */
    public static final Curve NEGATED = new Curve("−", x -> -x, (x, y) -> -1, (x, y) -> 0);
    /** eˣ. */
    public static final Curve EXP = new Curve("exp", Elementary::exp, (x, y) -> y, (x, y) -> y);
    /** The natural logarithm, ln x. */
    public static final Curve LOG = new Curve("log", Elementary::log, (x, y) -> 1 / x, (x, y) -> -1 / (x * x));
    /** √x. */
    public static final Curve SQRT = new Curve("√", Math::sqrt, (x, y) -> 0.5 / y, (x, y) -> -0.25 / (x * y));
    /** x². */
    public static final Curve SQUARE = new Curve("²", x -> x * x, (x, y) -> 2 * x, (x, y) -> 2);
    /** |x|, with slope 0 at 0 by convention. */
    public static final Curve ABS = new Curve("|·|", Math::abs, (x, y) -> Math.signum(x), (x, y) -> 0);
    /** 1/x. */
    public static final Curve RECIPROCAL = new Curve("1/", x -> 1 / x, (x, y) -> -y * y, (x, y) -> 2 * y * y * y);
    /** sin x, for x in radians. */
    public static final Curve SIN = new Curve("sin", StrictMath::sin, (x, y) -> StrictMath.cos(x), (x, y) -> -y);

    /** σ(x) = 1/(1 + e⁻ˣ), with σ′ = σ(x)σ(−x) and σ″ = −σ′ tanh(x/2). */
    public static final Curve SIGMOID = new Curve(
            "σ", Elementary::sigmoid, Curve::sigmoidSlope, (x, y) -> -sigmoidSlope(x, y) * Elementary.tanh(0.5 * x));

    /** tanh x, with tanh′ = 4σ(2x)σ(−2x). */
    public static final Curve TANH =
            new Curve("tanh", Elementary::tanh, Curve::tanhSlope, (x, y) -> -2 * y * tanhSlope(x, y));

    /** max(0, x), with slope 0 at 0 by convention. */
    public static final Curve RELU = new Curve("relu", x -> x <= 0 ? 0 : x, (x, y) -> x > 0 ? 1 : 0, (x, y) -> 0);

    /** x/6 + ½, cut off at 0 and 1 (as PyTorch has it): slope ⅙ strictly between −3 and 3, 0 elsewhere. */
    public static final Curve HARD_SIGMOID = new Curve(
            "hard σ", x -> Math.max(0, Math.min(x / 6 + 0.5, 1)), (x, y) -> x > -3 && x < 3 ? 1.0 / 6 : 0, (x, y) -> 0);

    /** ln(1 + eˣ). */
    public static final Curve SOFTPLUS = new Curve(
            "softplus",
            Elementary::softplus,
            (x, y) -> Elementary.sigmoid(x),
            (x, y) -> sigmoidSlope(x, Elementary.sigmoid(x)));

    /** x for x &gt; 0, eˣ − 1 otherwise (Clevert, Unterthiner and Hochreiter, 2016). */
    public static final Curve ELU = elu("elu", 1, 1);

    /** λx for x &gt; 0, λα(eˣ − 1) otherwise, with the fixed point of Klambauer and others, 2017. */
    public static final Curve SELU = elu("selu", 1.0507009873554805, 1.6732632423543772);

    /** x Φ(x), with the normal distribution function (Hendrycks and Gimpel, 2016). */
    public static final Curve GELU = new Curve(
            "gelu",
            x -> Math.max(x, -FAR) * Elementary.normal(x),
            (x, y) -> Elementary.normal(x) + near(x) * Elementary.normalDensity(x),
            (x, y) -> (2 - near(x) * near(x)) * Elementary.normalDensity(x));

    /** x σ(x), also called swish (Elfwing, Uchibe and Doya, 2018). */
    public static final Curve SILU = new Curve(
            "silu",
            x -> Math.max(x, -FAR) * Elementary.sigmoid(x),
            (x, y) -> Elementary.sigmoid(x) + near(x) * sigmoidSlope(x, Elementary.sigmoid(x)),
            (x, y) -> (2 - near(x) * Elementary.tanh(0.5 * x)) * sigmoidSlope(x, Elementary.sigmoid(x)));

    /** A curve with a symbol, which must not be empty. */
    public Curve {
        // a call of String's also makes the JIT compiler know the class here: without it, symbol() would not be inlined
        if (symbol.isEmpty()) {
            throw new IllegalArgumentException("curve: symbol is empty; it must be what a drawing of a graph can show");
        }
    }

    /** A curve without a constant. */
    public Curve(String symbol, DoubleUnaryOperator value, DoubleBinaryOperator slope, DoubleBinaryOperator curvature) {
        this(symbol, Double.NaN, value, slope, curvature);
    }

    /** x + c. */
    public static Curve plus(double c) {
        return new Curve("+", c, x -> x + c, (x, y) -> 1, (x, y) -> 0);
    }

    /** x − c. */
    public static Curve minus(double c) {
        return new Curve("−", c, x -> x - c, (x, y) -> 1, (x, y) -> 0);
    }

    /** x · c. */
    public static Curve times(double c) {
        return new Curve("×", c, x -> x * c, (x, y) -> c, (x, y) -> 0);
    }

    /** x / c. */
    public static Curve dividedBy(double c) {
        return new Curve("÷", c, x -> x / c, (x, y) -> 1 / c, (x, y) -> 0);
    }

    /** x for x &gt; 0, a·x otherwise (Maas, Hannun and Ng, 2013). */
    public static Curve leakyRelu(double a) {
        if (!Double.isFinite(a)) {
            throw new IllegalArgumentException("leakyRelu: a is " + a + "; it must be a finite number");
        }
        return new Curve("leaky relu", a, x -> x > 0 ? x : a * x, (x, y) -> x > 0 ? 1 : a, (x, y) -> 0);
    }

    /** The number of [low, high] nearest to x: slope 1 from low to high, both included, 0 elsewhere. */
    public static Curve clamp(double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "clamp: low is " + low + ", high is " + high + "; low must not be above high");
        }
        return new Curve(
                "clamp", x -> Math.max(low, Math.min(x, high)), (x, y) -> x >= low && x <= high ? 1 : 0, (x, y) -> 0);
    }

    /** xᵖ. */
    public static Curve power(double p) {
        return new Curve(
                "^",
                p,
                x -> StrictMath.pow(x, p),
                (x, y) -> p == 0 ? 0 : p * StrictMath.pow(x, p - 1),
                // a factor of 0 wins over the pole of x^(p − 2) at 0
                (x, y) -> p == 0 || p == 1 ? 0 : p * (p - 1) * StrictMath.pow(x, p - 2));
    }

    /** Whether there is a {@link #constant} in it. */
    public boolean hasConstant() {
        return !Double.isNaN(constant);
    }

    private static Curve elu(String symbol, double lambda, double alpha) {
        DoubleBinaryOperator bend = (x, y) -> x > 0 ? 0 : lambda * alpha * Elementary.exp(x);
        return new Curve(
                symbol,
                x -> x > 0 ? lambda * x : lambda * alpha * Elementary.expm1(x),
                (x, y) -> x > 0 ? lambda : bend.applyAsDouble(x, y),
                bend);
    }

    private static double near(double x) {
        return Math.max(-FAR, Math.min(x, FAR));
    }

    /** y(1 − y), but where y is close to 1 the difference would lose its digits, and all of them from x = 37 on. */
    static double sigmoidSlope(double x, double y) {
        return y < 0.9 ? y * (1 - y) : y * Elementary.sigmoid(-x);
    }

    /** 1 − y², but where that would lose its digits (all of them from |x| = 19 on) by way of the exponential. */
    static double tanhSlope(double x, double y) {
        return Math.abs(y) < 0.9 ? fma(-y, y, 1) : Elementary.tanhSlope(x);
    }

    @Override
    public String toString() {
        return symbol;
    }
}
