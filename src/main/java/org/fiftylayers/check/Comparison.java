package org.fiftylayers.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** Compares a function's derivatives at a point with central differences, and with each other, along random directions. */
final class Comparison {
    /** What is differentiated: on a tape with tangents if there are directions, one for each leaf, else on one without. */
    @FunctionalInterface
    interface Differentiable {
        Evaluation at(List<Matrix> leaves, @Nullable List<Matrix> directions);
    }

    /** How far a step moves the point, about. */
    private static final double STEP = 1e-5;
    /** Beside a difference, which is off by its step squared, and by the rounding of values divided by the step. */
    private static final double TOLERANCE = 1e-7;
    /** Between derivatives that are exact up to rounding. */
    private static final double ROUNDING = 1e-12;
    /** Stands for a leaf where all are meant. */
    private static final int ALL = -1;

    private final List<String> names;
    private final int inputs;
    private final List<Matrix> at;
    private final Differentiable function;
    private final double step;
    private final List<Matrix> u;
    private final List<Matrix> v;

    /**
     * @param names of the leaves, at which the function is looked at
     * @param inputs how many of them, from the first, are inputs; the others are parameters
     * @param length of the directions, about
     */
    Comparison(long seed, List<String> names, int inputs, List<Matrix> at, double length, Differentiable function) {
        this.names = names;
        this.inputs = inputs;
        this.at = at;
        this.function = function;
        this.step = STEP / Math.max(1, length);
        double deviation = length / Math.sqrt(at.stream().mapToInt(Matrix::size).sum());
        Generator generator = new Generator(seed);
        this.u = direction(deviation, generator);
        this.v = direction(deviation, generator);
    }

    private List<Matrix> direction(double deviation, Generator generator) {
        return at.stream()
                .map(leaf -> Matrix.gaussian(leaf.rows(), leaf.columns(), deviation, generator))
                .toList();
    }

    GradientCheck run() {
        Line whole = new Line(u);
        IntFunction<Line> along = k -> k == ALL ? whole : new Line(only(k, u));
        Evaluation plain = function.at(at, null);
        require("gradient", k -> along.apply(k).slope(whole.here));
        require("gradient without tangents", k -> along.apply(k).slope(plain));
        require("tangent", k -> along.apply(k).tangent());
        require("curvature", k -> whole.curvature(only(k, v)));
        // from here on nothing but rounding separates the two
        require("value without tangents", k -> Pair.exact(plain.value(), whole.here.value(), 0, "with them"));
        require("gradient without tangents", k -> sameGradient(plain, whole.here, only(k, u)));
        require("tangent", k -> along.apply(k).product());
        require("curvature", k -> whole.exchanged(only(k, v)));
        Pair slope = whole.slope(whole.here);
        Pair curvature = whole.curvature(v);
        return new GradientCheck(slope.analytic, slope.other, curvature.analytic, curvature.other);
    }

    /** The point, and those a step ahead of it and behind it. */
    private final class Line {
        private final List<Matrix> direction;
        private final Evaluation here;
        private final Evaluation ahead;
        private final Evaluation behind;

        Line(List<Matrix> direction) {
            this.direction = direction;
            this.here = function.at(at, direction);
            this.ahead = function.at(combined(at, step, direction), direction);
            this.behind = function.at(combined(at, -step, direction), direction);
        }

        Pair slope(Evaluation evaluation) {
            return difference(dot(evaluation.gradients(), direction), ahead.value() - behind.value());
        }

        Pair tangent() {
            return difference(here.tangent(), ahead.value() - behind.value());
        }

        Pair curvature(List<Matrix> other) {
            List<Matrix> change = combined(ahead.gradients(), -1, behind.gradients());
            return difference(dot(here.gradientTangents(), other), dot(change, other));
        }

        private Pair difference(double analytic, double change) {
            double numeric = change / (2 * step);
            return new Pair(analytic, numeric, TOLERANCE * Math.max(1, Math.abs(numeric)), "numerically");
        }

        /** The tangent beside ⟨gradient, direction⟩. */
        Pair product() {
            return Pair.exact(
                    here.tangent(), dot(here.gradients(), direction), norm(here.gradients()), "by the gradient");
        }

        /** ⟨other, H direction⟩ beside ⟨direction, H other⟩: a Hessian is symmetric. */
        Pair exchanged(List<Matrix> other) {
            return Pair.exact(
                    dot(here.gradientTangents(), other),
                    dot(function.at(at, other).gradientTangents(), direction),
                    norm(here.gradientTangents()),
                    "with its two directions exchanged");
        }
    }

    private static Pair sameGradient(Evaluation plain, Evaluation other, List<Matrix> direction) {
        return Pair.exact(
                dot(plain.gradients(), direction),
                dot(other.gradients(), direction),
                norm(other.gradients()),
                "with them");
    }

    /** A derivative, and what it must equal, found in another way. */
    private record Pair(double analytic, double other, double tolerance, String way) {
        static Pair exact(double analytic, double other, double size, String way) {
            return new Pair(analytic, other, ROUNDING * Math.max(1, Math.max(size, Math.abs(other))), way);
        }

        boolean agrees() {
            return distance() <= tolerance;
        }

        double distance() {
            return Math.abs(analytic - other);
        }
    }

    /** Where the two differ, shows them for the leaf for which they differ most. */
    private void require(String what, IntFunction<Pair> pairs) {
        if (pairs.apply(ALL).agrees()) {
            return;
        }
        int worst = 0;
        Pair found = pairs.apply(0);
        for (int k = 1; k < at.size() && !Double.isNaN(found.distance()); k++) {
            Pair next = pairs.apply(k);
            if (!(next.distance() <= found.distance())) {
                worst = k;
                found = next;
            }
        }
        throw new IllegalStateException("gradient check: " + what + " of " + names.get(worst) + " is " + found.analytic
                + " analytically, " + found.other + " " + found.way + "; they may differ by " + found.tolerance
                + ". Input: " + input(worst));
    }

    /** The inputs, and the leaf in question if it is none of them. */
    private String input(int leaf) {
        return IntStream.range(0, at.size())
                .filter(k -> k < inputs || k == leaf)
                .mapToObj(k -> names.get(k) + " = " + at.get(k).shape() + " "
                        + Arrays.toString(at.get(k).data()))
                .collect(Collectors.joining(", "));
    }

    /** left + factor · right. */
    private static List<Matrix> combined(List<Matrix> left, double factor, List<Matrix> right) {
        return IntStream.range(0, left.size())
                .mapToObj(k -> left.get(k).plus(right.get(k).times(factor)))
                .toList();
    }

    /** The direction of one leaf, 0 for the others. */
    private static List<Matrix> only(int leaf, List<Matrix> direction) {
        return IntStream.range(0, direction.size())
                .mapToObj(k -> k == leaf || leaf == ALL
                        ? direction.get(k)
                        : Matrix.zeros(direction.get(k).rows(), direction.get(k).columns()))
                .toList();
    }

    /** The sum over all leaves of the products entry by entry. */
    private static double dot(List<Matrix> left, List<Matrix> right) {
        double sum = 0;
        for (int k = 0; k < left.size(); k++) {
            sum += left.get(k).times(right.get(k)).sum();
        }
        return sum;
    }

    private static double norm(List<Matrix> leaves) {
        return Math.sqrt(dot(leaves, leaves));
    }
}
