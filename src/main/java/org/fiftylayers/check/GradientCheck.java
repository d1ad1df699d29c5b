package org.fiftylayers.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives beside central differences, (L(x + hu) − L(x − hu)) / 2h, in a random direction u: the gradient, the tangent
 * and the Hessian-vector product, as in {@code GradientCheck.scalars(1, x -> x[0].times(x[1]).sigmoid(), 0.5, -2)}. They are
 * compared with each other as well: ⟨g, u⟩ is the tangent, ⟨v, Hu⟩ is ⟨u, Hv⟩, and a tape without tangents, which may run
 * several operations as one, finds the same gradient. Where two differ, an {@link IllegalStateException} names what they
 * belong to, and shows the input and both values.
 *
 * @param slope the derivative of the function along u, from the gradient
 * @param slopeByDifference the same by central difference of values
 * @param curvature the derivative along u of the gradient, times a second random direction v
 * @param curvatureByDifference the same by central difference of gradients
 */
public record GradientCheck(double slope, double slopeByDifference, double curvature, double curvatureByDifference) {
    /** Of an entry of a direction. In directions of length 1, derivatives of large layers would be small beside tolerances. */
    private static final double DEVIATION = 0.3;

    /** Checks a function of numbers. */
    public static GradientCheck scalars(long seed, Function<Scalar[], Scalar> function, double... at) {
        Comparison.Differentiable engine = (leaves, directions) -> {
            ScalarTape tape = directions == null ? new ScalarTape() : ScalarTape.withTangents();
            Scalar[] inputs = new Scalar[at.length];
            Arrays.setAll(inputs, i -> {
                double x = leaves.get(0).data()[i];
                return directions == null
                        ? tape.variable(x)
                        : tape.variable(x, directions.get(0).data()[i]);
            });
            Scalar y = function.apply(inputs);
            y.backward();
            List<Matrix> gradient = List.of(row(Arrays.stream(inputs).mapToDouble(Scalar::gradient)));
            return directions == null
                    ? new Evaluation(y.value(), 0, gradient, gradient)
                    : new Evaluation(
                            y.value(),
                            y.tangent(),
                            gradient,
                            List.of(row(Arrays.stream(inputs).mapToDouble(Scalar::gradientTangent))));
        };
        return new Comparison(seed, List.of("x"), 1, List.of(Matrix.row(at)), 1, engine).run();
    }

    /** Checks a function of matrices; the entries of its result are added up with random weights. */
    public static GradientCheck matrices(long seed, Function<Variable[], Variable> function, Matrix... at) {
        return layer(seed, List.of(), function, at);
    }

    /**
     * Checks a function of matrices and of parameters, such as {@code x -> layer.forward(x[0])} with {@code
     * layer.parameters()}, with respect to all of them at once; the entries of its result are added up with random weights.
     *
     * @param parameters they get their values back; their gradients are 0 and their tangents none afterwards
     * @param function the same one at every call, so a random mask must come from a new generator each time
     * @param at the inputs, x0, x1 and so on in error messages; not modified
     */
    public static GradientCheck layer(
            long seed, List<Parameter> parameters, Function<Variable[], Variable> function, Matrix... at) {
        List<String> names = new ArrayList<>();
        List<Matrix> leaves = new ArrayList<>(Arrays.asList(at));
        Arrays.asList(at).forEach(matrix -> names.add("x" + names.size()));
        for (Parameter parameter : parameters) {
            names.add(parameter.name());
            leaves.add(parameter.value().copy());
        }
        Comparison.Differentiable engine = (values, directions) -> {
            set(parameters, values.subList(at.length, values.size()));
            return evaluate(seed, parameters, function, values.subList(0, at.length), directions);
        };
        double length =
                DEVIATION * Math.sqrt(leaves.stream().mapToInt(Matrix::size).sum());
        try {
            return new Comparison(seed, names, at.length, leaves, length, engine).run();
        } finally {
            set(parameters, leaves.subList(at.length, leaves.size()));
        }
    }

    /** Sets values, and forgets derivatives. */
    private static void set(List<Parameter> parameters, List<Matrix> values) {
        for (int i = 0; i < parameters.size(); i++) {
            double[] from = values.get(i).data();
            System.arraycopy(from, 0, parameters.get(i).value().overwrite(), 0, from.length);
            parameters.get(i).zeroGradient();
            parameters.get(i).setTangent(null);
        }
    }

    private static Evaluation evaluate(
            long seed,
            List<Parameter> parameters,
            Function<Variable[], Variable> function,
            List<Matrix> at,
            @Nullable List<Matrix> directions) {
        Tape tape = directions == null ? new Tape() : Tape.withTangents();
        Variable[] inputs = new Variable[at.size()];
        Arrays.setAll(
                inputs,
                i -> directions == null ? tape.variable(at.get(i)) : tape.variable(at.get(i), directions.get(i)));
        for (int i = 0; directions != null && i < parameters.size(); i++) {
            parameters.get(i).setTangent(directions.get(at.size() + i));
        }
        Variable y = function.apply(inputs);
        Matrix weights = Matrix.uniform(y.rows(), y.columns(), 0.5, 1.5, new Generator(seed));
        Variable sum = y.times(tape.constant(weights)).sum();
        sum.backward();
        List<Matrix> gradients = new ArrayList<>();
        List<Matrix> gradientTangents = new ArrayList<>();
        for (Variable input : inputs) {
            gradients.add(input.gradient());
            gradientTangents.add(directions == null ? input.gradient() : input.gradientTangent());
        }
        for (Parameter parameter : parameters) {
            gradients.add(parameter.gradient().copy());
            gradientTangents.add(parameter.gradientTangent().copy());
        }
        double tangent = directions == null ? 0 : sum.tangent().number();
        return new Evaluation(sum.number(), tangent, gradients, gradientTangents);
    }

    private static Matrix row(DoubleStream numbers) {
        return Matrix.row(numbers.toArray());
    }
}
