package org.fiftylayers.autodiff;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/**
 * Compares derivatives with central differences, (L(x + hu) − L(x − hu)) / 2h, in a random direction u. One check covers
 * the gradient, the tangent (a Jacobian-vector product) and the Hessian-vector product, of scalars and of matrices.
 *
 * <pre>{@code
 * GradientCheck.scalars(1, x -> x[0].times(x[1]).sigmoid(), 0.5, -2);
 * GradientCheck.matrices(1, x -> x[0].matmul(x[1]).tanh(), Matrix.row(1, 2), Matrix.column(0.5, -1));
 * }</pre>
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

    /**
     * Checks a function of numbers.
     *
     * @throws IllegalStateException if a derivative differs, with the input and both values
     */
    public static GradientCheck scalars(long seed, Function<Scalar[], Scalar> function, double... at) {
        return check(seed, at, (x, direction) -> {
            ScalarTape tape = ScalarTape.withTangents();
            Scalar[] arguments = new Scalar[x.length];
            Arrays.setAll(arguments, i -> tape.variable(x[i], direction[i]));
            Scalar y = function.apply(arguments);
            y.backward();
            return new Evaluation(
                    y.value(),
                    y.tangent(),
                    row(Arrays.stream(arguments).mapToDouble(Scalar::gradient)),
                    row(Arrays.stream(arguments).mapToDouble(Scalar::gradientTangent)));
        });
    }

    /**
     * Checks a function of matrices; the entries of its result are added up with random weights.
     *
     * @throws IllegalStateException if a derivative differs, with the input and both values
     */
    public static GradientCheck matrices(long seed, Function<Variable[], Variable> function, Matrix... at) {
        double[] flat =
                Arrays.stream(at).flatMapToDouble(m -> Arrays.stream(m.data())).toArray();
        return check(seed, flat, (x, direction) -> {
            Tape tape = Tape.withTangents();
            Variable[] arguments = new Variable[at.length];
            int start = 0;
            for (int i = 0; i < at.length; i++) {
                arguments[i] = tape.variable(part(x, start, at[i]), part(direction, start, at[i]));
                start += at[i].size();
            }
            Variable y = function.apply(arguments);
            Matrix weights = Matrix.uniform(y.rows(), y.columns(), 0.5, 1.5, new Generator(seed));
            Variable sum = y.times(tape.constant(weights)).sum();
            sum.backward();
            return new Evaluation(
                    sum.number(),
                    sum.tangent().data()[0],
                    row(Arrays.stream(arguments)
                            .flatMapToDouble(a -> Arrays.stream(a.gradient().data()))),
                    row(Arrays.stream(arguments)
                            .flatMapToDouble(
                                    a -> Arrays.stream(a.gradientTangent().data()))));
        });
    }

    private static Matrix row(DoubleStream numbers) {
        return Matrix.row(numbers.toArray());
    }

    private static Matrix part(double[] flat, int start, Matrix shape) {
        return Matrix.wrap(shape.rows(), shape.columns(), Arrays.copyOfRange(flat, start, start + shape.size()));
    }

    private interface Engine {
        Evaluation at(double[] x, double[] direction);
    }

    private static GradientCheck check(long seed, double[] at, Engine engine) {
        Generator generator = new Generator(seed);
        Matrix u = direction(at.length, generator);
        Matrix v = direction(at.length, generator);
        Matrix x = Matrix.row(at);
        Evaluation here = engine.at(at, u.data());
        Evaluation ahead = engine.at(x.plus(u.times(STEP)).data(), u.data());
        Evaluation behind = engine.at(x.minus(u.times(STEP)).data(), u.data());

        double slopeByDifference = (ahead.value - behind.value) / (2 * STEP);
        double curvatureByDifference = (dot(ahead.gradient, v) - dot(behind.gradient, v)) / (2 * STEP);
        GradientCheck result = new GradientCheck(
                dot(here.gradient, u), slopeByDifference, dot(here.gradientTangent, v), curvatureByDifference);
        require("gradient", at, result.slope, slopeByDifference);
        require("tangent", at, here.tangent, slopeByDifference);
        require("curvature", at, result.curvature, curvatureByDifference);
        return result;
    }

    private static void require(String what, double[] at, double analytic, double numeric) {
        if (!(Math.abs(analytic - numeric) <= TOLERANCE * Math.max(1, Math.abs(numeric)))) {
            throw new IllegalStateException("gradient check: " + what + " at " + Arrays.toString(at) + " is " + analytic
                    + " analytically, " + numeric + " numerically; they must agree to " + TOLERANCE);
        }
    }

    private static Matrix direction(int n, Generator generator) {
        Matrix u = Matrix.gaussian(1, n, 1, generator);
        return u.times(1 / u.norm());
    }

    private static double dot(Matrix x, Matrix y) {
        return x.times(y).sum();
    }
}
