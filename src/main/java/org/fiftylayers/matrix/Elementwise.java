package org.fiftylayers.matrix;

/**
 * What functions of one number apply to, entry by entry: matrices, and the numbers and matrices of the autodiff engines.
 *
 * @param <T> the type itself
 */
public interface Elementwise<T> {
    /** Any function of one number that comes with its derivatives. */
    T apply(Curve f);

    default T plus(double constant) {
        return apply(Curve.plus(constant));
    }

    default T minus(double constant) {
        return apply(Curve.minus(constant));
    }

    default T times(double constant) {
        return apply(Curve.times(constant));
    }

    default T dividedBy(double constant) {
        return apply(Curve.dividedBy(constant));
    }

    default T negated() {
        return apply(Curve.NEGATED);
    }

    default T exp() {
        return apply(Curve.EXP);
    }

    /** The natural logarithm. */
    default T log() {
        return apply(Curve.LOG);
    }

    default T sqrt() {
        return apply(Curve.SQRT);
    }

    default T square() {
        return apply(Curve.SQUARE);
    }

    /** This to a constant power. */
    default T power(double p) {
        return apply(Curve.power(p));
    }

    /** 1/x. */
    default T reciprocal() {
        return apply(Curve.RECIPROCAL);
    }

    default T abs() {
        return apply(Curve.ABS);
    }

    default T sin() {
        return apply(Curve.SIN);
    }

    /** 1 / (1 + e⁻ˣ). */
    default T sigmoid() {
        return apply(Curve.SIGMOID);
    }

    default T tanh() {
        return apply(Curve.TANH);
    }

    /** max(0, x), with derivative 0 at 0. */
    default T relu() {
        return apply(Curve.RELU);
    }

    /** x where positive, a·x elsewhere. */
    default T leakyRelu(double a) {
        return apply(Curve.leakyRelu(a));
    }

    /** x where positive, eˣ − 1 elsewhere. */
    default T elu() {
        return apply(Curve.ELU);
    }

    default T selu() {
        return apply(Curve.SELU);
    }

    /** x/6 + ½, cut off at 0 and 1. */
    default T hardSigmoid() {
        return apply(Curve.HARD_SIGMOID);
    }

    /** ln(1 + eˣ). */
    default T softplus() {
        return apply(Curve.SOFTPLUS);
    }

    /** x Φ(x), exact. */
    default T gelu() {
        return apply(Curve.GELU);
    }

    /** x σ(x). */
    default T silu() {
        return apply(Curve.SILU);
    }

    /** x cut off at low and high. */
    default T clamp(double low, double high) {
        return apply(Curve.clamp(low, high));
    }
}
