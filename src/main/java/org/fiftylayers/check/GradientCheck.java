package org.fiftylayers.check;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/**
 * Derivatives beside central differences, (L(x + hu) − L(x − hu)) / 2h, in a random direction u: the gradient, the tangent
 * and the Hessian-vector product, as in {@code GradientCheck.scalars(1, x -> x[0].times(x[1]).sigmoid(), 0.5, -2)}. Where
 * they differ, an {@link IllegalStateException} shows the input and both values.
 *
 * @param slope the derivative of the function along u, from the gradient
 * @param slopeByDifference the same by central difference of values
 * @param curvature the derivative along u of the gradient, times a second random direction v
 * @param curvatureByDifference the same by central difference of gradients
 */
public record GradientCheck(double slope, double slopeByDifference, double curvature, double curvatureByDifference) {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;

    /** Value and derivatives at one point, with a tangent in one direction. */
    private record Evaluation(double value, double tangent, Matrix gradient, Matrix gradientTangent) {}

    /** Checks a function of numbers. */
    public static GradientCheck scalars(long seed, Function<Scalar[], Scalar> function, double... at) {
        return check(seed, Matrix.row(at), (x, direction) -> {
            ScalarTape tape = ScalarTape.withTangents();
            Scalar[] inputs = new Scalar[at.length];
            Arrays.setAll(inputs, i -> tape.variable(x.data()[i], direction.data()[i]));
            Scalar y = function.apply(inputs);
            y.backward();
            return new Evaluation(
                    y.value(),
                    y.tangent(),
                    row(Arrays.stream(inputs).mapToDouble(Scalar::gradient)),
                    row(Arrays.stream(inputs).mapToDouble(Scalar::gradientTangent)));
        });
    }

    /** Checks a function of matrices; the entries of its result are added up with random weights. */
    public static GradientCheck matrices(long seed, Function<Variable[], Variable> function, Matrix... at) {
        return check(seed, row(Arrays.stream(at).flatMapToDouble(GradientCheck::entries)), (x, direction) -> {
            Tape tape = Tape.withTangents();
            Variable[] inputs = new Variable[at.length];
            int start = 0;
            for (int i = 0; i < at.length; i++) {
                inputs[i] = tape.variable(part(x, start, at[i]), part(direction, start, at[i]));
                start += at[i].size();
            }
            Variable y = function.apply(inputs);
            Matrix weights = Matrix.uniform(y.rows(), y.columns(), 0.5, 1.5, new Generator(seed));
            Variable sum = y.times(tape.constant(weights)).sum();
            sum.backward();
            return new Evaluation(
                    sum.number(),
                    sum.tangent().sum(),
                    row(Arrays.stream(inputs).map(Variable::gradient).flatMapToDouble(GradientCheck::entries)),
                    row(Arrays.stream(inputs).map(Variable::gradientTangent).flatMapToDouble(GradientCheck::entries)));
        });
    }

    private static GradientCheck check(long seed, Matrix at, BiFunction<Matrix, Matrix, Evaluation> engine) {
        Generator generator = new Generator(seed);
        Matrix u = Matrix.gaussian(1, at.size(), 1 / Math.sqrt(at.size()), generator);
        Matrix v = Matrix.gaussian(1, at.size(), 1 / Math.sqrt(at.size()), generator);
        Evaluation here = engine.apply(at, u);
        Evaluation ahead = engine.apply(at.plus(u.times(STEP)), u);
        Evaluation behind = engine.apply(at.minus(u.times(STEP)), u);
        GradientCheck result = new GradientCheck(
                here.gradient.times(u).sum(),
                (ahead.value - behind.value) / (2 * STEP),
                here.gradientTangent.times(v).sum(),
                ahead.gradient.minus(behind.gradient).times(v).sum() / (2 * STEP));
        require("gradient", at, result.slope, result.slopeByDifference);
        require("tangent", at, here.tangent, result.slopeByDifference);
        require("curvature", at, result.curvature, result.curvatureByDifference);
        return result;
    }

    private static void require(String what, Matrix at, double analytic, double numeric) {
        if (!(Math.abs(analytic - numeric) <= TOLERANCE * Math.max(1, Math.abs(numeric)))) {
            throw new IllegalStateException("gradient check: " + what + " at " + Arrays.toString(at.data()) + " is "
                    + analytic + " analytically, " + numeric + " numerically; they must agree to " + TOLERANCE);
        }
    }

    private static Matrix part(Matrix flat, int start, Matrix shape) {
        double[] entries = Arrays.copyOfRange(flat.data(), start, start + shape.size());
        return Matrix.wrap(shape.rows(), shape.columns(), entries);
    }

    private static DoubleStream entries(Matrix matrix) {
        return Arrays.stream(matrix.data());
    }

    private static Matrix row(DoubleStream numbers) {
        return Matrix.row(numbers.toArray());
    }
}
