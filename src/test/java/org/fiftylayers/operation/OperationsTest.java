package org.fiftylayers.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.check.GradientCheck;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, one row each: its value by a formula of its own, its gradient, tangent and second derivative. */
class OperationsTest {
    /** An entry of the result, from the inputs and its place. */
    interface Entry {
        double at(Matrix[] x, int i, int j);
    }

    @SuppressWarnings("ArrayRecordComponent") // rows are not compared
    record Row(String name, Function<Variable[], Variable> operation, Entry entry, Matrix... inputs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Matrix A = random(3, 4, 1);
    private static final Matrix B = random(3, 4, 2);
    private static final Matrix RIGHT = random(1, 4, 3);
    private static final Matrix DOWN = random(3, 1, 4);
    private static final ImageShape IMAGE = new ImageShape(2, 5, 4);
    private static final Matrix IMAGES = random(3, IMAGE.size(), 5);
    private static final ImageShape SMALL = new ImageShape(1, 2, 2);

    static Stream<Row> reductions() {
        return Stream.of(
                new Row(
                        "sum of rows",
                        x -> Reductions.sum(x[0], Axis.ROWS),
                        (x, i, j) -> down(x[0], j).sum(),
                        A),
                new Row(
                        "sum of columns",
                        x -> Reductions.sum(x[0], Axis.COLUMNS),
                        (x, i, j) -> right(x[0], i).sum(),
                        A),
                new Row(
                        "sum of all",
                        x -> Reductions.sum(x[0], Axis.ALL),
                        (x, i, j) -> all(x[0]).sum(),
                        A),
                new Row(
                        "sum of a row's rows",
                        x -> Reductions.sum(x[0], Axis.ROWS),
                        (x, i, j) -> x[0].get(0, j),
                        RIGHT),
                new Row(
                        "mean of rows",
                        x -> Reductions.mean(x[0], Axis.ROWS),
                        (x, i, j) -> down(x[0], j).sum() / 3,
                        A),
                new Row(
                        "mean of columns",
                        x -> Reductions.mean(x[0], Axis.COLUMNS),
                        (x, i, j) -> right(x[0], i).sum() / 4,
                        A),
                new Row(
                        "mean of all",
                        x -> Reductions.mean(x[0], Axis.ALL),
                        (x, i, j) -> all(x[0]).sum() / 12,
                        A),
                new Row(
                        "variance of rows",
                        x -> Reductions.variance(x[0], Axis.ROWS),
                        (x, i, j) -> variance(() -> down(x[0], j)),
                        A),
                new Row(
                        "variance of columns",
                        x -> Reductions.variance(x[0], Axis.COLUMNS),
                        (x, i, j) -> variance(() -> right(x[0], i)),
                        A),
                new Row(
                        "variance of all",
                        x -> Reductions.variance(x[0], Axis.ALL),
                        (x, i, j) -> variance(() -> all(x[0])),
                        A),
                new Row(
                        "max of rows",
                        x -> Reductions.max(x[0], Axis.ROWS),
                        (x, i, j) -> down(x[0], j).max().orElseThrow(),
                        A),
                new Row(
                        "max of columns",
                        x -> Reductions.max(x[0], Axis.COLUMNS),
                        (x, i, j) -> right(x[0], i).max().orElseThrow(),
                        A),
                new Row(
                        "max of all",
                        x -> Reductions.max(x[0], Axis.ALL),
                        (x, i, j) -> all(x[0]).max().orElseThrow(),
                        A),
                new Row(
                        "log-sum-exp of rows",
                        x -> Reductions.logSumExp(x[0], Axis.ROWS),
                        (x, i, j) -> Math.log(down(x[0], j).map(Math::exp).sum()),
                        A),
                new Row(
                        "log-sum-exp of columns",
                        x -> Reductions.logSumExp(x[0], Axis.COLUMNS),
                        (x, i, j) -> Math.log(right(x[0], i).map(Math::exp).sum()),
                        A),
                new Row(
                        "log-sum-exp of all",
                        x -> Reductions.logSumExp(x[0], Axis.ALL),
                        (x, i, j) -> Math.log(all(x[0]).map(Math::exp).sum()),
                        A),
                new Row(
                        "softmax",
                        x -> Softmax.softmax(x[0]),
                        (x, i, j) -> Math.exp(x[0].get(i, j))
                                / right(x[0], i).map(Math::exp).sum(),
                        A),
                new Row(
                        "log-softmax",
                        x -> Softmax.logSoftmax(x[0]),
                        (x, i, j) -> x[0].get(i, j)
                                - Math.log(right(x[0], i).map(Math::exp).sum()),
                        A),
                new Row(
                        "min",
                        x -> Choices.min(x[0], x[1]),
                        (x, i, j) -> Math.min(x[0].get(i, j), x[1].get(i, j)),
                        A,
                        B),
                new Row(
                        "max",
                        x -> Choices.max(x[0], x[1]),
                        (x, i, j) -> Math.max(x[0].get(i, j), x[1].get(i, j)),
                        A,
                        B),
                new Row(
                        "max with a row",
                        x -> Choices.max(x[0], x[1]),
                        (x, i, j) -> Math.max(x[0].get(i, j), x[1].get(0, j)),
                        A,
                        RIGHT),
                new Row(
                        "min of a column",
                        x -> Choices.min(x[0], x[1]),
                        (x, i, j) -> Math.min(x[0].get(i, 0), x[1].get(i, j)),
                        DOWN,
                        B),
                new Row(
                        "max of row and column",
                        x -> Choices.max(x[0], x[1]),
                        (x, i, j) -> Math.max(x[0].get(0, j), x[1].get(i, 0)),
                        RIGHT,
                        DOWN));
    }

    static Stream<Row> shapes() {
        return Stream.of(
                new Row("reshape", x -> Shapes.reshape(x[0], 2, 6), (x, i, j) -> x[0].data()[6 * i + j], A),
                new Row("rows", x -> Shapes.rows(x[0], 1, 3), (x, i, j) -> x[0].get(i + 1, j), A),
                new Row("columns", x -> Shapes.columns(x[0], 1, 3), (x, i, j) -> x[0].get(i, j + 1), A),
                new Row(
                        "stacked rows",
                        x -> Shapes.stackRows(x[0], x[1], x[0]),
                        (x, i, j) -> i == 3 ? x[1].get(0, j) : x[0].get(i % 4, j),
                        A,
                        RIGHT),
                new Row(
                        "stacked columns",
                        x -> Shapes.stackColumns(x[1], x[0], x[1]),
                        (x, i, j) -> j % 5 == 0 ? x[1].get(i, 0) : x[0].get(i, j - 1),
                        A,
                        DOWN),
                new Row(
                        "gathered rows",
                        x -> Shapes.gatherRows(x[0], 2, 0, 2, 2),
                        (x, i, j) -> x[0].get(i == 1 ? 0 : 2, j),
                        A),
                new Row(
                        "pick",
                        x -> Shapes.pick(x[0], new int[] {3, 0, 1}),
                        (x, i, j) -> x[0].get(i, new int[] {3, 0, 1}[i]),
                        A));
    }

    static Stream<Row> images() {
        return Stream.of(
                convolution(IMAGE, 3, 3, 1, 1),
                convolution(IMAGE, 2, 3, 2, 1),
                convolution(IMAGE, 1, 2, 1, 0),
                convolution(IMAGE, 2, 4, 3, 2),
                convolution(IMAGE, 3, 1, 1, 0),
                convolution(IMAGE, 2, 1, 2, 0),
                convolution(IMAGE, 1, 4, 1, 0),
                convolution(SMALL, 2, 3, 1, 4),
                // more windows than a panel holds, and rows of them that lie in two
                convolution(new ImageShape(2, 7, 9), 2, 3, 1, 1),
                convolution(new ImageShape(1, 13, 14), 2, 3, 2, 1),
                // runs of windows that see nothing but the border, at the first and the last number of a batch
                convolution(new ImageShape(1, 1, 1), 2, 5, 1, 2),
                convolution(new ImageShape(1, 3, 31), 2, 5, 1, 2),
                convolution(new ImageShape(2, 3, 33), 1, 5, 1, 2),
                transposed(new ImageShape(1, 13, 14), 2, 3, 2, 1),
                transposed(IMAGE, 3, 3, 1, 1),
                transposed(IMAGE, 2, 3, 2, 1),
                transposed(IMAGE, 2, 4, 3, 2),
                new Row(
                        "max pooling",
                        x -> Pooling.max(x[0], IMAGE, 2, 2),
                        (x, i, j) -> window(x[0], i, j, 2, 2).max().orElseThrow(),
                        IMAGES),
                new Row(
                        "overlapping max pooling",
                        x -> Pooling.max(x[0], IMAGE, 3, 1),
                        (x, i, j) -> window(x[0], i, j, 3, 1).max().orElseThrow(),
                        IMAGES),
                new Row(
                        "average pooling",
                        x -> Pooling.average(x[0], IMAGE, 2, 2),
                        (x, i, j) -> window(x[0], i, j, 2, 2).sum() / 4,
                        IMAGES),
                new Row(
                        "overlapping average pooling",
                        x -> Pooling.average(x[0], IMAGE, 3, 1),
                        (x, i, j) -> window(x[0], i, j, 3, 1).sum() / 9,
                        IMAGES),
                new Row(
                        "global average pooling",
                        x -> Pooling.adaptiveAverage(x[0], IMAGE, 1, 1),
                        (x, i, j) -> Arrays.stream(x[0].data(), 40 * i + 20 * j, 40 * i + 20 * j + 20)
                                        .sum()
                                / 20,
                        IMAGES),
                new Row(
                        "adaptive average pooling",
                        x -> Pooling.adaptiveAverage(x[0], IMAGE, 2, 3),
                        OperationsTest::adaptive,
                        IMAGES));
    }

    @ParameterizedTest
    @MethodSource({"reductions", "shapes", "images"})
    void operationHasItsValueAndDerivatives(Row row) {
        Tape tape = new Tape();
        Variable[] constants = Arrays.stream(row.inputs).map(tape::constant).toArray(Variable[]::new);
        Matrix found = row.operation.apply(constants).value();
        for (int i = 0; i < found.rows(); i++) {
            for (int j = 0; j < found.columns(); j++) {
                assertThat(found.get(i, j))
                        .as("entry (%s, %s)", i, j)
                        .isCloseTo(row.entry.at(row.inputs, i, j), within(1e-13));
            }
        }
        GradientCheck.matrices(1, row.operation, row.inputs);
        // curves before and after, so that second derivatives come in and go on
        GradientCheck.matrices(
                2,
                x -> row.operation
                        .apply(Arrays.stream(x).map(Variable::softplus).toArray(Variable[]::new))
                        .square(),
                row.inputs);
    }

    private static Row convolution(ImageShape in, int out, int kernel, int stride, int padding) {
        ImageShape shape = Convolution.outputShape(in, out, kernel, stride, padding);
        return new Row(
                "convolution " + in + " to " + shape,
                x -> Convolution.convolve(x[0], x[1], in, kernel, stride, padding),
                (x, image, at) -> {
                    int pixels = shape.height() * shape.width();
                    int row = at % pixels / shape.width() * stride - padding;
                    int column = at % shape.width() * stride - padding;
                    double sum = 0;
                    for (int k = 0; k < x[1].columns(); k++) {
                        int i = row + k / kernel % kernel;
                        int j = column + k % kernel;
                        if (i >= 0 && i < in.height() && j >= 0 && j < in.width()) {
                            int channel = k / (kernel * kernel);
                            sum += x[1].get(at / pixels, k)
                                    * x[0].get(image, (channel * in.height() + i) * in.width() + j);
                        }
                    }
                    return sum;
                },
                random(2, in.size(), 6),
                random(out, in.channels() * kernel * kernel, 7));
    }

    /** By its definition, ⟨y, convolve(e, weight)⟩ for each unit vector e. */
    private static Row transposed(ImageShape in, int out, int kernel, int stride, int padding) {
        ImageShape shape = Convolution.outputShape(in, out, kernel, stride, padding);
        return new Row(
                "transposed convolution " + shape + " to " + in,
                x -> Convolution.transposed(x[0], x[1], in, kernel, stride, padding),
                (x, i, j) -> {
                    Matrix unit = Matrix.zeros(1, in.size());
                    unit.set(0, j, 1);
                    Tape tape = new Tape();
                    Matrix image = Convolution.convolve(
                                    tape.constant(unit), tape.constant(x[1]), in, kernel, stride, padding)
                            .value();
                    return image.times(x[0].rowAt(i)).sum();
                },
                random(2, shape.size(), 8),
                random(out, in.channels() * kernel * kernel, 9));
    }

    private static Matrix random(int rows, int columns, long seed) {
        return Matrix.uniform(rows, columns, -1, 2, new Generator(seed));
    }

    private static DoubleStream all(Matrix x) {
        return Arrays.stream(x.data());
    }

    private static DoubleStream right(Matrix x, int row) {
        return Arrays.stream(x.rowAt(row).data());
    }

    private static DoubleStream down(Matrix x, int column) {
        return right(x.transpose(), column);
    }

    private static double variance(Supplier<DoubleStream> numbers) {
        double mean = numbers.get().average().orElseThrow();
        return numbers.get().map(x -> x * x).average().orElseThrow() - mean * mean;
    }

    /** The entries that result j of a pooling without padding sees. */
    private static DoubleStream window(Matrix images, int image, int j, int kernel, int stride) {
        int height = (IMAGE.height() - kernel) / stride + 1;
        int width = (IMAGE.width() - kernel) / stride + 1;
        int channel = j / (height * width);
        return block(images, image, channel, j / width % height * stride, kernel, j % width * stride, kernel);
    }

    private static DoubleStream block(Matrix x, int image, int channel, int row, int m, int column, int n) {
        DoubleStream.Builder entries = DoubleStream.builder();
        for (int i = row; i < row + m; i++) {
            for (int j = column; j < column + n; j++) {
                entries.add(x.get(image, (channel * IMAGE.height() + i) * IMAGE.width() + j));
            }
        }
        return entries.build();
    }

    /** Two blocks of three rows, which share the middle one; three blocks of two columns, each sharing one. */
    private static double adaptive(Matrix[] x, int i, int j) {
        return block(x[0], i, j / 6, j / 3 % 2 * 2, 3, j % 3, 2).sum() / 6;
    }
}
