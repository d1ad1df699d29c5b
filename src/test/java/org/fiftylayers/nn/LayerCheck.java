package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/**
 * Checks a layer with respect to its inputs and its parameters at once: gradient and Hessian-vector product against central
 * differences along a random direction, and a tape without tangents against one with.
 */
final class LayerCheck {
    private static final double STEP = 1e-5;

    private final Function<Variable[], Variable> function;
    private final List<Parameter> parameters;
    private final Matrix[] at;
    private final List<Matrix> direction = new ArrayList<>();
    private final List<Matrix> second = new ArrayList<>();
    private final long seed;

    private LayerCheck(long seed, List<Parameter> parameters, Function<Variable[], Variable> function, Matrix... at) {
        this.seed = seed;
        this.function = function;
        this.parameters = parameters;
        this.at = at;
        Generator generator = new Generator(seed);
        for (Matrix matrix : values()) {
            direction.add(Matrix.gaussian(matrix.rows(), matrix.columns(), 0.3, generator));
            second.add(Matrix.gaussian(matrix.rows(), matrix.columns(), 0.3, generator));
        }
    }

    static void check(long seed, Layer layer, Matrix at) {
        check(seed, layer.parameters(), x -> layer.forward(x[0]), at);
    }

    static void check(long seed, List<Parameter> parameters, Function<Variable[], Variable> function, Matrix... at) {
        new LayerCheck(seed, parameters, function, at).run();
    }

    private record Derivatives(double value, double tangent, List<Matrix> gradients, List<Matrix> gradientTangents) {}

    private void run() {
        Derivatives here = derivatives(0, true);
        Derivatives ahead = derivatives(STEP, true);
        Derivatives behind = derivatives(-STEP, true);
        double slope = (ahead.value - behind.value) / (2 * STEP);
        assertThat(here.tangent).as("tangent").isCloseTo(slope, close(slope));
        assertThat(dot(here.gradients, direction)).as("gradient").isCloseTo(slope, close(slope));
        double curvature = (dot(ahead.gradients, second) - dot(behind.gradients, second)) / (2 * STEP);
        assertThat(dot(here.gradientTangents, second)).as("curvature").isCloseTo(curvature, close(curvature));

        Derivatives plain = derivatives(0, false);
        assertThat(plain.value).isCloseTo(here.value, within(1e-12 * Math.max(1, Math.abs(here.value))));
        for (int i = 0; i < plain.gradients.size(); i++) {
            Matrix expected = here.gradients.get(i);
            double largest = plain.gradients.get(i).minus(expected).abs().max();
            assertThat(largest).as("gradient %d without tangents", i).isLessThan(1e-12 * Math.max(1, expected.norm()));
        }
    }

    private static org.assertj.core.data.Offset<Double> close(double expected) {
        return within(1e-6 * Math.max(1, Math.abs(expected)));
    }

    private List<Matrix> values() {
        List<Matrix> values = new ArrayList<>(List.of(at));
        parameters.forEach(parameter -> values.add(parameter.value()));
        return values;
    }

    private Derivatives derivatives(double step, boolean tangents) {
        List<Matrix> before = values().stream().map(Matrix::copy).toList();
        for (int i = 0; i < before.size(); i++) {
            move(values().get(i), step, direction.get(i));
        }
        Tape tape = tangents ? Tape.withTangents() : new Tape();
        Variable[] inputs = new Variable[at.length];
        for (int i = 0; i < at.length; i++) {
            inputs[i] = tangents ? tape.variable(at[i], direction.get(i)) : tape.variable(at[i]);
        }
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).zeroGradient();
            parameters.get(i).setTangent(direction.get(at.length + i));
        }
        Variable y = function.apply(inputs);
        Matrix weights = Matrix.uniform(y.rows(), y.columns(), 0.5, 1.5, new Generator(seed));
        Variable loss = y.times(tape.constant(weights)).sum();
        loss.backward();
        List<Matrix> gradients = new ArrayList<>();
        List<Matrix> gradientTangents = new ArrayList<>();
        for (Variable input : inputs) {
            gradients.add(input.gradient());
            gradientTangents.add(tangents ? input.gradientTangent() : input.gradient());
        }
        for (Parameter parameter : parameters) {
            gradients.add(parameter.gradient().copy());
            gradientTangents.add(parameter.gradientTangent().copy());
        }
        for (int i = 0; i < before.size(); i++) {
            values().get(i).fill(0);
            move(values().get(i), 1, before.get(i));
        }
        return new Derivatives(loss.number(), tangents ? loss.tangent().number() : 0, gradients, gradientTangents);
    }

    private static void move(Matrix matrix, double step, Matrix direction) {
        for (int i = 0; i < matrix.size(); i++) {
            matrix.data()[i] += step * direction.data()[i];
        }
    }

    private static double dot(List<Matrix> left, List<Matrix> right) {
        double sum = 0;
        for (int i = 0; i < left.size(); i++) {
            sum += left.get(i).times(right.get(i)).sum();
        }
        return sum;
    }
}
