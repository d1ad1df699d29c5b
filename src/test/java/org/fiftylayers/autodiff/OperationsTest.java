package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fiftylayers.check.GradientCheck;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of both engines, one row each: its value, gradient, tangent and second derivative. */
class OperationsTest {
    /** Functions of one number, in both engines, against their value written differently, between a and b. */
    record Unary(
            String name,
            DoubleUnaryOperator value,
            Function<Scalar, Scalar> scalar,
            Function<Variable, Variable> matrix,
            double low,
            double high) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Unary> unary() {
        return Stream.of(
                new Unary("negated", x -> -x, Scalar::negated, Variable::negated, -2, 2),
                new Unary("plus constant", x -> x + 3, x -> x.plus(3), x -> x.plus(3), -2, 2),
                new Unary("minus constant", x -> x - 3, x -> x.minus(3), x -> x.minus(3), -2, 2),
                new Unary("times constant", x -> x * 3, x -> x.times(3), x -> x.times(3), -2, 2),
                new Unary("divided by constant", x -> x / 4, x -> x.dividedBy(4), x -> x.dividedBy(4), -2, 2),
                new Unary("square", x -> x * x, Scalar::square, Variable::square, -2, 2),
                new Unary("cube", x -> x * x * x, x -> x.power(3), x -> x.power(3), -2, 2),
                new Unary("inverse root", x -> 1 / Math.sqrt(x), x -> x.power(-0.5), x -> x.power(-0.5), 0.5, 3),
                new Unary("sqrt", x -> Math.sqrt(x), Scalar::sqrt, Variable::sqrt, 0.5, 3),
                new Unary("exp", x -> Math.exp(x), Scalar::exp, Variable::exp, -2, 2),
                new Unary("log", x -> Math.log(x), Scalar::log, Variable::log, 0.5, 3),
                new Unary("abs", x -> Math.abs(x), Scalar::abs, Variable::abs, -2, -0.1),
                new Unary("sin", x -> Math.sin(x), Scalar::sin, Variable::sin, -2, 2),
                new Unary("reciprocal", x -> 1 / x, Scalar::reciprocal, Variable::reciprocal, 0.5, 2),
                new Unary("sigmoid", x -> 1 / (1 + Math.exp(-x)), Scalar::sigmoid, Variable::sigmoid, -3, 5),
                new Unary("tanh", x -> Math.tanh(x), Scalar::tanh, Variable::tanh, -3, 3),
                new Unary("relu", x -> Math.max(x, 0), Scalar::relu, Variable::relu, 0.1, 2),
                new Unary("relu off", x -> 0, Scalar::relu, Variable::relu, -2, -0.1),
                new Unary(
                        "leaky relu",
                        x -> Math.max(x, 0.1 * x),
                        x -> x.leakyRelu(0.1),
                        x -> x.leakyRelu(0.1),
                        -2,
                        -0.1),
                new Unary("hard sigmoid", x -> x / 6 + 0.5, Scalar::hardSigmoid, Variable::hardSigmoid, -2.9, 2.9),
                new Unary("hard sigmoid off", x -> 1, Scalar::hardSigmoid, Variable::hardSigmoid, 3.1, 4),
                new Unary("softplus", x -> Math.log(1 + Math.exp(x)), Scalar::softplus, Variable::softplus, -3, 3),
                new Unary("elu", x -> x > 0 ? x : Math.exp(x) - 1, Scalar::elu, Variable::elu, -2, -0.1),
                new Unary(
                        "selu",
                        x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
                        Scalar::selu,
                        Variable::selu,
                        -2,
                        -0.1),
                new Unary("gelu", x -> x * simpson(x), Scalar::gelu, Variable::gelu, -3, 3),
                new Unary("silu", x -> x / (1 + Math.exp(-x)), Scalar::silu, Variable::silu, -4, 4),
                new Unary("clamp", x -> x, x -> x.clamp(-1, 2), x -> x.clamp(-1, 2), -0.9, 1.9),
                new Unary("clamp off", x -> 2, x -> x.clamp(-1, 2), x -> x.clamp(-1, 2), 2.1, 3),
                new Unary("identity", x -> x, x -> x.apply(Curve.IDENTITY), x -> x.apply(Curve.IDENTITY), -2, 2));
    }

    @ParameterizedTest
    @MethodSource("unary")
    void unaryOperationHasItsValueAndDerivatives(Unary operation) {
        Matrix at = Matrix.uniform(3, 4, operation.low, operation.high, new Generator(7));
        Tape tape = new Tape();
        Matrix found = operation.matrix.apply(tape.constant(at)).value();
        for (int i = 0; i < at.size(); i++) {
            double x = at.data()[i];
            assertThat(found.data()[i]).isCloseTo(operation.value.applyAsDouble(x), within(1e-14));
            Scalar scalar = operation.scalar.apply(new ScalarTape().variable(x));
            assertThat(scalar.value()).isEqualTo(found.data()[i]);
            GradientCheck.scalars(i, v -> operation.scalar.apply(v[0].times(v[1])), 1, x);
        }
        GradientCheck.matrices(1, v -> operation.matrix.apply(v[0]), at);
        // twice in a row, so that a gradient that varies arrives from above
        GradientCheck.matrices(2, v -> operation.matrix.apply(v[0]).square(), at);
    }

    /** Operations on two numbers. */
    record Binary(String name, BinaryOperator<Scalar> operation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Binary> binary() {
        return Stream.of(
                new Binary("plus", Scalar::plus),
                new Binary("minus", Scalar::minus),
                new Binary("times", Scalar::times),
                new Binary("divided by", Scalar::dividedBy),
                new Binary("twice the same", (a, b) -> a.times(a).dividedBy(b).minus(b.times(b))));
    }

    @ParameterizedTest
    @MethodSource("binary")
    void binaryOperationOnNumbersHasItsDerivatives(Binary operation) {
        GradientCheck.scalars(1, x -> operation.operation.apply(x[0], x[1]), 1.5, 0.7);
        GradientCheck.scalars(
                2, x -> operation.operation.apply(x[0].square(), x[1].exp()).sin(), -1.5, 0.7);
    }

    /** Operations on matrices of given shapes, against their entries written out. */
    record Matrices(String name, Function<Variable[], Variable> operation, int m, int k, int n, int p) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Matrices> matrices() {
        return Stream.of(
                new Matrices("matmul", x -> x[0].matmul(x[1]), 2, 3, 3, 4),
                new Matrices("plus", x -> x[0].plus(x[1]), 2, 3, 2, 3),
                new Matrices("plus row", x -> x[0].plus(x[1]), 2, 3, 1, 3),
                new Matrices("plus column", x -> x[0].plus(x[1]), 2, 3, 2, 1),
                new Matrices("plus number", x -> x[0].plus(x[1]), 2, 3, 1, 1),
                new Matrices("row plus column", x -> x[0].plus(x[1]), 1, 3, 2, 1),
                new Matrices("minus", x -> x[0].minus(x[1]), 2, 3, 2, 3),
                new Matrices("row minus", x -> x[0].minus(x[1]), 1, 3, 2, 3),
                new Matrices("times", x -> x[0].times(x[1]), 2, 3, 2, 3),
                new Matrices("times row", x -> x[0].times(x[1]), 2, 3, 1, 3),
                new Matrices("column times", x -> x[0].times(x[1]), 2, 1, 2, 3),
                new Matrices("row times column", x -> x[0].times(x[1]), 1, 3, 2, 1),
                new Matrices("times number", x -> x[0].times(x[1]), 2, 3, 1, 1),
                new Matrices("divided by", x -> x[0].dividedBy(x[1]), 2, 3, 2, 3),
                new Matrices("divided by column", x -> x[0].dividedBy(x[1]), 2, 3, 2, 1),
                new Matrices("transpose", x -> x[0].transpose().matmul(x[1]), 2, 3, 2, 3),
                new Matrices("sum", x -> x[0].times(x[1]).sum().square(), 2, 3, 2, 3),
                new Matrices("mean", x -> x[0].times(x[1]).mean().exp(), 2, 3, 2, 3),
                new Matrices("shared", x -> x[0].matmul(x[0].transpose()).times(x[1]), 3, 2, 3, 3),
                new Matrices(
                        "squared error",
                        x -> Losses.squaredError(x[0].matmul(x[1]), Matrix.filled(2, 2, 0.5)),
                        2,
                        3,
                        3,
                        2),
                new Matrices(
                        "cross entropy", x -> Losses.crossEntropy(x[0].matmul(x[1]), new int[] {1, 0}), 2, 3, 3, 4));
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void operationOnMatricesHasItsDerivatives(Matrices operation) {
        Generator generator = new Generator(3);
        Matrix a = Matrix.uniform(operation.m, operation.k, 0.5, 2, generator);
        Matrix b = Matrix.uniform(operation.n, operation.p, 0.5, 2, generator);
        GradientCheck.matrices(1, operation.operation, a, b);
        GradientCheck.matrices(2, x -> operation.operation.apply(x).square(), a, b);
    }

    @Test
    void operationWithAParameterHasItsDerivatives() {
        Parameter weight = new Parameter("weight", Matrix.of(new double[][] {{0.5, -1}, {2, 0.25}}));
        Parameter bias = new Parameter("bias", Matrix.row(0.125, -0.75));
        Matrix at = Matrix.uniform(3, 2, 0.5, 2, new Generator(3));
        GradientCheck.layer(
                1, List.of(weight, bias), x -> x[0].matmul(weight).plus(bias).sin(), at);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void everyCurveHasItsDerivatives(Curve curve) {
        for (double x : new double[] {-4, -0.7, 0.7, 4}) {
            if (!Double.isNaN(curve.value().applyAsDouble(x))) {
                GradientCheck.scalars(1, v -> v[0].apply(curve), x);
            }
        }
    }

    static Stream<Curve> curves() {
        return Arrays.stream(Curve.class.getFields())
                .filter(field -> field.getType() == Curve.class)
                .map(field -> assertDoesNotThrow(() -> (Curve) field.get(null)));
    }

    @Test
    void broadcastingEqualsWritingTheRepetitionsOut() {
        Tape tape = new Tape();
        Variable row = tape.constant(Matrix.row(1, 2, 3));
        Variable column = tape.constant(Matrix.column(10, 20));
        Matrix table = Matrix.of(new double[][] {{11, 12, 13}, {21, 22, 23}});
        assertThat(row.plus(column).value()).isEqualTo(table);
        assertThat(column.plus(row).value()).isEqualTo(table);
        assertThat(row.times(column).value()).isEqualTo(Matrix.of(new double[][] {{10, 20, 30}, {20, 40, 60}}));
        assertThat(row.minus(tape.constant(Matrix.filled(1, 1, 1))).value()).isEqualTo(Matrix.row(0, 1, 2));
    }

    @Test
    void aReadersOwnCurveWorksInBothEngines() {
        Curve swish = new Curve("swish", x -> x * sigma(x), (x, y) -> sigma(x) + y * (1 - sigma(x)), (x, y) -> {
            double s = sigma(x);
            return s * (1 - s) * (2 + x * (1 - 2 * s));
        });
        GradientCheck.scalars(1, x -> x[0].apply(swish), 0.7);
        GradientCheck.matrices(1, x -> x[0].apply(swish), Matrix.row(-1, 0.5, 2));
    }

    /** Φ(x) by Simpson's rule. */
    private static double simpson(double x) {
        int n = 2000;
        double h = x / n;
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            sum += (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2) * Math.exp(-0.5 * i * h * i * h);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    private static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
