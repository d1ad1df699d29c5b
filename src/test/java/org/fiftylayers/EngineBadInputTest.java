package org.fiftylayers;

import static org.fiftylayers.BadCall.row;
import static org.fiftylayers.BadCall.variable;
import static org.fiftylayers.BadCall.zeros;

import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.operation.Choices;
import org.fiftylayers.operation.Convolution;
import org.fiftylayers.operation.Pooling;
import org.fiftylayers.operation.Shapes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader may get wrong with matrices, tapes and operations, one row each, and all that the library says about it. */
class EngineBadInputTest {
    private static final Generator GENERATOR = new Generator(1);

    static Stream<BadCall> matrices() {
        return Stream.of(
                row("matrix: 0×3; a matrix has at least one row and one column", () -> zeros(0, 3)),
                row("matrix: 2×-1; a matrix has at least one row and one column", () -> zeros(2, -1)),
                row("matrix: 0×0; a matrix has at least one row and one column", Matrix::of),
                row("matrix: 1×0; a matrix has at least one row and one column", Matrix::row),
                row("matrix: 100000×100000; a matrix has at most 2147483639 numbers", () -> Initialiser.he()
                        .draw(100_000, 100_000, GENERATOR)),
                row("matrix: 0×1; a matrix has at least one row and one column", Matrix::column),
                row(
                        "of: row 1 has 2 numbers, row 0 has 1; all rows must have the same length",
                        () -> Matrix.of(new double[] {1}, new double[] {1, 2})),
                row(
                        "wrap: 2×2 with 3 numbers; rows times columns must be the length of the array, and at least 1",
                        () -> Matrix.wrap(2, 2, new double[3])),
                row("matrix: entry (2, 0) of a 2×3 matrix; rows run from 0 to 1, columns from 0 to 2", () -> zeros(2, 3)
                        .get(2, 0)),
                row(
                        "matrix: entry (0, -1) of a 2×3 matrix; rows run from 0 to 1, columns from 0 to 2",
                        () -> zeros(2, 3).set(0, -1, 1)),
                row("matrix: entry (5, 0) of a 2×3 matrix; rows run from 0 to 1, columns from 0 to 2", () -> zeros(2, 3)
                        .rowAt(5)),
                row("number: the matrix is 2×3; only 1×1 is a number", () -> zeros(2, 3)
                        .number()),
                row("matmul: left is 2×3, right is 2×3; left columns must equal right rows", () -> zeros(2, 3)
                        .matmul(zeros(2, 3))),
                row("plus: left is 2×3, right is 1×3; the shapes must be equal", () -> zeros(2, 3)
                        .plus(zeros(1, 3))),
                row("minus: left is 2×3, right is 3×2; the shapes must be equal", () -> zeros(2, 3)
                        .minus(zeros(3, 2))),
                row("times: left is 2×3, right is 2×2; the shapes must be equal", () -> zeros(2, 3)
                        .times(zeros(2, 2))),
                row(
                        "gaussian: deviation is -1.0; it must be a finite number, at least 0",
                        () -> Matrix.gaussian(1, 1, -1, GENERATOR)),
                row(
                        "gaussian: deviation is NaN; it must be a finite number, at least 0",
                        () -> Initialiser.gaussian(Double.NaN).draw(1, 1, GENERATOR)),
                row(
                        "uniform: low is 1.0, high is 0.0; high − low must be a finite number, at least 0",
                        () -> Matrix.uniform(1, 1, 1, 0, GENERATOR)),
                row(
                        "uniform: low is 1.0, high is NaN; high − low must be a finite number, at least 0",
                        () -> GENERATOR.uniform(1, Double.NaN)),
                row(
                        "uniform: low is -Infinity, high is 0.0; high − low must be a finite number, at least 0",
                        () -> GENERATOR.uniform(Double.NEGATIVE_INFINITY, 0)),
                row(
                        "restore: state is 1×2, expected 1×3; the shapes must be equal",
                        () -> GENERATOR.restore(zeros(1, 2))),
                row("addTransposeTo: target is 2×3, this is 2×3; rows and columns must be exchanged", () -> zeros(2, 3)
                        .addTransposeTo(zeros(2, 3))),
                row("below: n is 0; it must be at least 1", () -> GENERATOR.below(0)),
                row("permutation: n is -1; it must be at least 0", () -> GENERATOR.permutation(-1)),
                row(
                        "rows: from 1 to 1 of a view of 2×3; it must hold that 0 ≤ from < to ≤ 2",
                        () -> zeros(2, 3).view().rows(1, 1)),
                row(
                        "columns: from 2 to 4 of a view of 2×3; it must hold that 0 ≤ from < to ≤ 3",
                        () -> zeros(2, 3).view().columns(2, 4)),
                row("leakyRelu: a is NaN; it must be a finite number", () -> Curve.leakyRelu(Double.NaN)),
                row("leakyRelu: a is Infinity; it must be a finite number", () -> zeros(1, 1)
                        .leakyRelu(Double.POSITIVE_INFINITY)),
                row("clamp: low is 1.0, high is 0.0; low must not be above high", () -> Curve.clamp(1, 0)),
                row(
                        "curve: symbol is empty; it must be what a drawing of a graph can show",
                        () -> new Curve("", x -> x, (x, y) -> 1, (x, y) -> 0)));
    }

    static Stream<BadCall> tapes() {
        Parameter w = new Parameter("layer1.weight", zeros(2, 2));
        return Stream.of(
                row(
                        "backward: the variable is 2×3; only a 1×1 matrix has one derivative per entry"
                                + " (take sum() or mean() first)",
                        () -> variable(2, 3).backward()),
                row("number: the matrix is 2×3; only 1×1 is a number", () -> variable(2, 3)
                        .number()),
                row("matmul: left is 2×3, right is 2×2; left columns must equal right rows", () -> variable(2, 3)
                        .matmul(w)),
                row(
                        "plus: left is 2×3, right is 2×2; rows and columns must each be equal, or 1 on one side",
                        () -> variable(2, 3).plus(w)),
                row("minus: left is 2×3, right is 3×3; rows and columns must each be equal, or 1 on one side", () -> {
                    Variable x = variable(2, 3);
                    x.minus(x.tape().constant(zeros(3, 3)));
                }),
                row("times: left is 2×3, right is 2×2; rows and columns must each be equal, or 1 on one side", () -> {
                    Variable x = variable(2, 3);
                    x.times(x.tape().use(w));
                }),
                row(
                        "plus: Variable 2×3 belongs to another tape; all inputs of an operation must stand on one",
                        () -> variable(2, 3).plus(variable(2, 3))),
                row(
                        "matmul: Variable 3×3 belongs to another tape; all inputs of an operation must stand on one",
                        () -> variable(2, 3).matmul(variable(3, 3))),
                row(
                        "operation: Variable 2×3 belongs to another tape; all inputs of an operation must stand on one",
                        () -> Shapes.stackRows(variable(2, 3), variable(2, 3))),
                row(
                        "matmul: layer1.weight 2×2 is from before its tape's reset; make it again (a parameter by"
                                + " use()), or copy it",
                        () -> {
                            Variable leaf = beforeReset(w);
                            leaf.tape().constant(zeros(2, 2)).matmul(leaf);
                        }),
                row(
                        "minus: layer1.weight 2×2 is from before its tape's reset; make it again (a parameter by"
                                + " use()), or copy it",
                        () -> {
                            Variable leaf = beforeReset(w);
                            leaf.minus(leaf.tape().constant(zeros(2, 2)));
                        }),
                row(
                        "σ: layer1.weight 2×2 is from before its tape's reset; make it again (a parameter by use()),"
                                + " or copy it",
                        () -> beforeReset(w).sigmoid()),
                row(
                        "value: layer1.weight 2×2 is from before its tape's reset; make it again (a parameter by"
                                + " use()), or copy it",
                        () -> beforeReset(w).value()),
                row(
                        "backward: Variable 1×1 is from before its tape's reset; make it again (a parameter by use()),"
                                + " or copy it",
                        () -> {
                            Variable loss = variable(2, 3).sum();
                            loss.tape().reset();
                            loss.backward();
                        }),
                row(
                        "gradient: Variable 1×1 is constant; make its leaves by variable()",
                        () -> new Tape().constant(zeros(2, 2)).sum().gradient()),
                row(
                        "gradient: that of Variable 1×1 was sent on and forgotten, as its tape forgets gradients; call"
                                + " keepGradient() before backward()",
                        () -> {
                            Variable loss = new Tape()
                                    .forgettingGradients()
                                    .variable(zeros(1, 1))
                                    .square();
                            loss.backward();
                            loss.gradient();
                        }),
                row(
                        "tangent: this tape records first derivatives only; make it with Tape.withTangents()",
                        () -> variable(1, 1).tangent()),
                row("variable: tangent is 2×1, expected 1×2; the shapes must be equal", () -> Tape.withTangents()
                        .variable(zeros(1, 2), zeros(2, 1))),
                row(
                        "setTangent: direction of layer1.weight is 1×2, expected 2×2; the shapes must be equal",
                        () -> w.setTangent(zeros(1, 2))),
                row(
                        "+: Scalar 1.0 belongs to another tape; all arguments of an operation must stand on one",
                        () -> new ScalarTape().variable(2).plus(new ScalarTape().variable(1))),
                row("backward: Scalar 2.0 is from before its tape's reset; make a new variable after reset()", () -> {
                    ScalarTape tape = new ScalarTape();
                    Scalar x = tape.variable(2);
                    tape.reset();
                    x.backward();
                }),
                row("tanh: Scalar 2.0 is from before its tape's reset; make a new variable after reset()", () -> {
                    ScalarTape tape = new ScalarTape();
                    Scalar x = tape.variable(2);
                    tape.reset();
                    x.tanh();
                }),
                row("partial: k is 2; × has 2 arguments, counted from 0", () -> {
                    Scalar x = new ScalarTape().variable(2);
                    x.times(x).partial(2);
                }));
    }

    private static Variable beforeReset(Parameter parameter) {
        Tape tape = new Tape();
        Variable leaf = tape.use(parameter);
        tape.reset();
        return leaf;
    }

    static Stream<BadCall> operations() {
        ImageShape image = new ImageShape(2, 4, 4);
        return Stream.of(
                row(
                        "reshape: x is 2×3, rows are 4, columns are 2; their product must be the number of entries, 6",
                        () -> Shapes.reshape(variable(2, 3), 4, 2)),
                row(
                        "rows: from 1 to 3 of a matrix of 2×3; it must hold that 0 ≤ from < to ≤ 2",
                        () -> Shapes.rows(variable(2, 3), 1, 3)),
                row(
                        "columns: from 2 to 2 of a matrix of 2×3; it must hold that 0 ≤ from < to ≤ 3",
                        () -> Shapes.columns(variable(2, 3), 2, 2)),
                row("stackRows: there are no parts; there must be at least one", Shapes::stackRows),
                row("stackRows: part 1 is 2×4, part 0 is 2×3; all must have the same number of columns", () -> {
                    Variable x = variable(2, 3);
                    Shapes.stackRows(x, x.tape().constant(zeros(2, 4)));
                }),
                row("stackColumns: part 1 is 3×3, part 0 is 2×3; all must have the same number of rows", () -> {
                    Variable x = variable(2, 3);
                    Shapes.stackColumns(x, x.tape().constant(zeros(3, 3)));
                }),
                row(
                        "gatherRows: index 1 is 2, x is 2×3; rows run from 0 to 1",
                        () -> Shapes.gatherRows(variable(2, 3), 0, 2)),
                row(
                        "gatherRows: index is empty; there must be at least one row",
                        () -> Shapes.gatherRows(variable(2, 3))),
                row(
                        "pick: x is 2×3, columns are 1; there must be one column per row",
                        () -> Shapes.pick(variable(2, 3), new int[] {0})),
                row(
                        "pick: column 0 is -1, x is 2×3; columns run from 0 to 2",
                        () -> Shapes.pick(variable(2, 3), new int[] {-1, 0})),
                row("max: left is 2×3, right is 3×3; rows and columns must each be equal, or 1 on one side", () -> {
                    Variable x = variable(2, 3);
                    Choices.max(x, x.tape().constant(zeros(3, 3)));
                }),
                row("imageShape: 0×4×4; all three must be at least 1", () -> new ImageShape(0, 4, 4)),
                row(
                        "imageShape: 3×50000×50000; an image has at most 2147483647 numbers",
                        () -> new ImageShape(3, 50_000, 50_000)),
                row(
                        "convolve: x is 2×31, images are 2×4×4; a row must have channels·height·width = 32 entries",
                        () -> convolve(31, 18, image, 3, 1, 1)),
                row(
                        "convolve: weight is 5×17, images are 2×4×4, kernel is 3; a row must have"
                                + " channels·kernel·kernel = 18 entries",
                        () -> convolve(32, 17, image, 3, 1, 1)),
                row(
                        "convolve: kernel is 0, stride is 1, padding is 0; kernel and stride must be at least 1,"
                                + " padding at least 0",
                        () -> convolve(32, 18, image, 0, 1, 0)),
                row(
                        "convolve: kernel is 3, stride is 1, padding is -1; kernel and stride must be at least 1,"
                                + " padding at least 0",
                        () -> convolve(32, 18, image, 3, 1, -1)),
                row(
                        "outputShape: kernel is 1, stride is 0, padding is 0; kernel and stride must be at least 1,"
                                + " padding at least 0",
                        () -> Convolution.outputShape(image, 1, 1, 0, 0)),
                row(
                        "outputShape: out is 0; there must be at least 1 channel",
                        () -> Convolution.outputShape(image, 0, 1, 1, 0)),
                row(
                        "max: x is 1×31, images are 2×4×4; a row must have channels·height·width = 32 entries",
                        () -> Pooling.max(variable(1, 31), image, 2, 2)),
                row(
                        "average: kernel is 2, stride is 0, padding is 0; kernel and stride must be at least 1, padding"
                                + " at least 0",
                        () -> Pooling.average(variable(1, 32), image, 2, 0)),
                row(
                        "max: kernel is 5, images are 2×4×4, padding is 0; the kernel must fit into height and"
                                + " width with padding on both sides",
                        () -> Pooling.max(variable(1, 32), image, 5, 1)),
                row(
                        "adaptiveAverage: height is 5, width is 1, images are 2×4×4; both must be at least 1 and no"
                                + " larger than the image's",
                        () -> Pooling.adaptiveAverage(variable(1, 32), image, 5, 1)));
    }

    private static Variable convolve(int columns, int weights, ImageShape image, int kernel, int stride, int padding) {
        Variable x = variable(2, columns);
        return Convolution.convolve(x, x.tape().constant(zeros(5, weights)), image, kernel, stride, padding);
    }

    @ParameterizedTest
    @MethodSource({"matrices", "tapes", "operations"})
    void badInputIsNamedWithItsValueAndTheRule(BadCall row) {
        row.requireRefusal();
    }
}
