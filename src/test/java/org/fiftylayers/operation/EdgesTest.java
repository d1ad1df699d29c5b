package org.fiftylayers.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large numbers, ties, NaN, bad arguments, and memory. */
class EdgesTest {
    private final Tape tape = new Tape();

    /** An activation with its value and slope at −800 and at 800. */
    record Far(
            String name, Function<Variable, Variable> curve, double low, double lowSlope, double high, double slope) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Far> far() {
        return Stream.of(
                new Far("sigmoid", Variable::sigmoid, 0, 0, 1, 0),
                new Far("hard sigmoid", Variable::hardSigmoid, 0, 0, 1, 0),
                new Far("tanh", Variable::tanh, -1, 0, 1, 0),
                new Far("relu", Variable::relu, 0, 0, 800, 1),
                new Far("leaky relu", x -> x.leakyRelu(0.25), -200, 0.25, 800, 1),
                new Far("elu", Variable::elu, -1, 0, 800, 1),
                new Far(
                        "selu",
                        Variable::selu,
                        -1.0507009873554805 * 1.6732632423543772,
                        0,
                        800 * 1.0507009873554805,
                        1.0507009873554805),
                new Far("softplus", Variable::softplus, 0, 0, 800, 1),
                new Far("gelu", Variable::gelu, 0, 0, 800, 1),
                new Far("silu", Variable::silu, 0, 0, 800, 1),
                new Far("clamp", x -> x.clamp(-1, 2), -1, 0, 2, 0));
    }

    @ParameterizedTest
    @MethodSource("far")
    void activationStaysExactFarOut(Far row) {
        for (double size : new double[] {800, Double.POSITIVE_INFINITY}) {
            Tape tangents = Tape.withTangents();
            Variable x = tangents.variable(Matrix.row(-size, size), Matrix.row(1, 1));
            Variable y = row.curve.apply(x);
            y.sum().backward();
            double scale = size / 800;
            assertThat(y.value().get(0, 0)).isEqualTo(row.low < -2 ? row.low * scale : row.low, within(0.0));
            assertThat(y.value().get(0, 1)).isEqualTo(row.high > 2 ? row.high * scale : row.high, within(0.0));
            assertThat(x.gradient()).isEqualTo(Matrix.row(row.lowSlope, row.slope));
            assertThat(x.gradientTangent().map(Math::abs)).isEqualTo(Matrix.zeros(1, 2));
        }
    }

    @Test
    void softmaxStaysExactFarOut() {
        Variable x = tape.variable(Matrix.row(-800, 0, 800, 800));
        Variable p = Softmax.softmax(x);
        assertThat(p.value()).isEqualTo(Matrix.row(0, 0, 0.5, 0.5));
        Variable log = Softmax.logSoftmax(x);
        double half = Math.log(0.5);
        assertThat(log.value()).isEqualTo(Matrix.row(-1600 + half, -800 + half, half, half));
        Shapes.pick(log, new int[] {0}).backward();
        assertThat(x.gradient()).isEqualTo(Matrix.row(1, 0, -0.5, -0.5));
        Variable total = Reductions.logSumExp(x, Axis.COLUMNS);
        assertThat(total.number()).isCloseTo(800 + Math.log(2), within(1e-12));
        double none = Double.NEGATIVE_INFINITY;
        assertThat(Reductions.logSumExp(tape.constant(Matrix.row(none, none)), Axis.ALL)
                        .number())
                .isEqualTo(none);
        assertThat(Softmax.softmax(tape.constant(Matrix.row(none, 0))).value()).isEqualTo(Matrix.row(0, 1));
    }

    @Test
    void maximumSendsItsGradientToTheFirstLargest() {
        Variable x = tape.variable(Matrix.row(1, 3, 3, 2));
        Reductions.max(x, Axis.ALL).backward();
        assertThat(x.gradient()).isEqualTo(Matrix.row(0, 1, 0, 0));
        Variable image = tape.variable(Matrix.row(3, 3, 3, 3));
        Pooling.max(image, new ImageShape(1, 2, 2), 2, 1).backward();
        assertThat(image.gradient()).isEqualTo(Matrix.row(1, 0, 0, 0));
        Variable a = tape.variable(Matrix.row(1, 2));
        Variable b = tape.variable(Matrix.row(1, 3));
        Choices.max(a, b).sum().backward();
        assertThat(a.gradient()).isEqualTo(Matrix.row(1, 0));
        assertThat(b.gradient()).isEqualTo(Matrix.row(0, 1));
    }

    @Test
    void notANumberIsNeverLost() {
        Variable x = tape.constant(Matrix.row(1, Double.NaN, 2, 3));
        Variable y = tape.constant(Matrix.row(0, 0, Double.NaN, 9));
        ImageShape image = new ImageShape(1, 2, 2);
        assertThat(Reductions.max(x, Axis.ALL).number()).isNaN();
        assertThat(Reductions.logSumExp(x, Axis.ALL).number()).isNaN();
        assertThat(Pooling.max(x, image, 2, 2).number()).isNaN();
        assertThat(x.clamp(0, 1).value().get(0, 1)).isNaN();
        for (Matrix found : List.of(Choices.min(x, y).value(), Choices.max(x, y).value())) {
            assertThat(found.get(0, 1)).isNaN();
            assertThat(found.get(0, 2)).isNaN();
        }
    }

    @Test
    void constantsGetNoGradientBesideVariables() {
        Variable fixed = tape.constant(Matrix.row(1, 2));
        Variable x = tape.variable(Matrix.row(3, 4));
        Shapes.stackRows(fixed, x).plus(Choices.max(fixed, x)).sum().backward();
        assertThat(x.gradient()).isEqualTo(Matrix.row(3, 3));
        ImageShape shape = new ImageShape(1, 1, 2);
        Variable weight = tape.variable(Matrix.row(5));
        Convolution.convolve(fixed, weight, shape, 1, 1, 0).sum().backward();
        Convolution.transposed(fixed, weight, shape, 1, 1, 0).sum().backward();
        assertThat(weight.gradient()).isEqualTo(Matrix.row(6));
    }

    @Test
    void usesItsMatricesAgainAfterAReset() {
        ImageShape shape = new ImageShape(2, 4, 4);
        Matrix images = Matrix.gaussian(3, 32, 1, new Generator(1));
        Matrix kernels = Matrix.gaussian(2, 18, 1, new Generator(2));
        List<List<Matrix>> steps = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            tape.reset();
            Variable x = tape.variable(images);
            Variable weight = tape.variable(kernels);
            Variable hidden = Convolution.convolve(x, weight, shape, 3, 1, 1);
            Variable largest = Pooling.max(hidden, shape, 2, 2);
            Variable loss = Reductions.logSumExp(Softmax.logSoftmax(largest), Axis.ALL);
            loss.backward();
            steps.add(List.of(hidden.value(), largest.gradient(), x.gradient(), weight.gradient(), loss.value()));
        }
        for (int i = 0; i < steps.get(0).size(); i++) {
            assertThat(steps.get(1).get(i)).isSameAs(steps.get(0).get(i));
        }
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        Variable x = tape.variable(Matrix.zeros(2, 3));
        Variable y = tape.variable(Matrix.zeros(3, 2));
        ImageShape shape = new ImageShape(1, 2, 3);
        Variable image = tape.variable(Matrix.zeros(2, 6));
        refuses(() -> Shapes.reshape(x, 2, 2), "reshape: x is 2×3, rows are 2, columns are 2; their product must be");
        refuses(() -> Shapes.reshape(x, -2, -3), "reshape: x is 2×3, rows are -2");
        refuses(
                () -> Shapes.rows(x, 1, 3),
                "rows: from 1 to 3 of a matrix of 2×3; it must hold that 0 ≤ from < to ≤ 2");
        refuses(() -> Shapes.columns(x, 2, 2), "columns: from 2 to 2 of a matrix of 2×3");
        refuses(() -> Shapes.stackRows(x, y), "stackRows: part 1 is 3×2, part 0 is 2×3; all must have the same");
        refuses(() -> Shapes.stackColumns(x, y), "stackColumns: part 1 is 3×2, part 0 is 2×3");
        refuses(Shapes::stackColumns, "stackColumns: there are no parts; there must be at least one");
        refuses(() -> Shapes.gatherRows(x, 0, 2), "gatherRows: index 1 is 2, x is 2×3; rows run from 0 to 1");
        refuses(() -> Shapes.gatherRows(x), "gatherRows: index is empty; there must be at least one row");
        refuses(() -> Shapes.pick(x, new int[] {1}), "pick: x is 2×3, columns are 1; there must be one column per row");
        refuses(() -> Shapes.pick(x, new int[] {0, 3}), "pick: column 1 is 3, x is 2×3; columns run from 0 to 2");
        refuses(() -> Choices.min(x, y), "min: left is 2×3, right is 3×2; rows and columns must each be equal, or 1");
        refuses(() -> x.clamp(2, 1), "clamp: low is 2.0, high is 1.0; low must not be above high");
        refuses(() -> new ImageShape(3, 0, 1), "imageShape: 3×0×1; all three must be at least 1");
        refuses(() -> Pooling.max(x, shape, 2, 1), "max: x is 2×3, images are 1×2×3; a row must have");
        refuses(() -> Pooling.average(image, shape, 3, 1), "average: kernel is 3, images are 1×2×3, padding is 0; the");
        refuses(() -> Pooling.max(image, shape, 1, 0), "max: kernel is 1, stride is 0, padding is 0; kernel and");
        refuses(
                () -> Pooling.adaptiveAverage(image, shape, 1, 4),
                "adaptiveAverage: height is 1, width is 4, images are 1×2×3; both must be at least 1 and no larger");
        refuses(
                () -> Convolution.convolve(image, x, shape, 2, 1, 0),
                "convolve: weight is 2×3, images are 1×2×3, kernel is 2; a row must have channels·kernel·kernel = 4");
        Variable weight = tape.variable(Matrix.zeros(1, 4));
        refuses(() -> Convolution.convolve(x, weight, shape, 2, 1, 0), "convolve: x is 2×3, images are 1×2×3; a row");
        refuses(
                () -> Convolution.transposed(image, weight, shape, 2, 1, 0),
                "transposed: y is 2×6, images are 1×1×2; a row must have channels·height·width = 2 entries");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }
}
