package org.fiftylayers.reference;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.operation.Axis;
import org.fiftylayers.operation.Choices;
import org.fiftylayers.operation.Convolution;
import org.fiftylayers.operation.Pooling;
import org.fiftylayers.operation.Reductions;
import org.fiftylayers.operation.Shapes;
import org.fiftylayers.operation.Softmax;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation beside PyTorch's: value, tangent, gradients, and the Hessian in one direction. */
class OperationReferenceTest {
    static final Table TABLE = new Table("operations.json");

    private static void row(String name, Function<Variable[], Variable> operation) {
        TABLE.row(name, Evaluation.operation(operation));
    }

    private static void activation(String name, Curve curve) {
        row(name, x -> x[0].apply(curve));
        row(name + " from -800 to 800", x -> x[0].apply(curve));
    }

    private static void reduction(String name, BiFunction<Variable, Axis, Variable> reduction) {
        for (Axis axis : Axis.values()) {
            row(
                    name + " of " + axis.name().toLowerCase(Locale.ROOT),
                    x -> reduction.apply(x[0].times(x[1]), axis).square());
        }
    }

    private static void convolution(String name, ImageShape in, int kernel, int stride, int padding) {
        row(name, x -> Convolution.convolve(x[0], x[1], in, kernel, stride, padding));
    }

    private static void transposed(String name, ImageShape in, int kernel, int stride, int padding) {
        row(name, x -> Convolution.transposed(x[0], x[1], in, kernel, stride, padding));
    }

    private static void pooling(String name, ImageShape in, BiFunction<Variable, ImageShape, Variable> pooling) {
        row(name, x -> pooling.apply(x[0], in).square());
    }

    static {
        row("plus constant", x -> x[0].plus(3));
        row("minus constant", x -> x[0].minus(3));
        row("times constant", x -> x[0].times(3));
        row("divided by constant", x -> x[0].dividedBy(3));
        row("negated", x -> x[0].negated());
        row("square", x -> x[0].square());
        row("cube", x -> x[0].power(3));
        row("inverse root", x -> x[0].power(-0.5));
        row("reciprocal", x -> x[0].reciprocal());
        row("sqrt", x -> x[0].sqrt());
        row("exp", x -> x[0].exp());
        row("log", x -> x[0].log());
        row("abs", x -> x[0].abs());
        row("sin", x -> x[0].sin());

        activation("sigmoid", Curve.SIGMOID);
        activation("tanh", Curve.TANH);
        activation("relu", Curve.RELU);
        activation("leaky relu", Curve.leakyRelu(0.1));
        activation("hard sigmoid", Curve.HARD_SIGMOID);
        activation("elu", Curve.ELU);
        activation("selu", Curve.SELU);
        activation("softplus", Curve.SOFTPLUS);
        activation("gelu", Curve.GELU);
        activation("silu", Curve.SILU);
        activation("clamp", Curve.clamp(-1, 2));

        for (String shapes : new String[] {"plus", "plus row", "plus column", "plus number", "row plus column"}) {
            row(shapes, x -> x[0].plus(x[1]));
        }
        for (String shapes : new String[] {"minus", "row minus"}) {
            row(shapes, x -> x[0].minus(x[1]));
        }
        for (String shapes : new String[] {"times", "times row", "column times", "row times column", "times number"}) {
            row(shapes, x -> x[0].times(x[1]));
        }
        for (String shapes : new String[] {"divided by", "divided by column", "row divided by"}) {
            row(shapes, x -> x[0].dividedBy(x[1]));
        }
        for (String shapes : new String[] {"matmul", "row matmul column", "column matmul row"}) {
            row(shapes, x -> x[0].matmul(x[1]));
        }
        row("transpose", x -> x[0].transpose().matmul(x[1]));
        row("sum", x -> x[0].times(x[1]).sum().square());
        row("mean", x -> x[0].times(x[1]).mean().exp());
        reduction("sum", Reductions::sum);
        reduction("mean", Reductions::mean);
        reduction("variance", Reductions::variance);
        reduction("max", Reductions::max);
        reduction("log-sum-exp", Reductions::logSumExp);
        row("log-sum-exp from -800 to 800", x -> Reductions.logSumExp(x[0], Axis.COLUMNS));
        for (String range : new String[] {"", " from -800 to 800"}) {
            row("softmax" + range, x -> Softmax.softmax(x[0]));
            row("log-softmax" + range, x -> Softmax.logSoftmax(x[0]));
        }
        for (String shapes : new String[] {"minimum", "minimum of matrix and row"}) {
            row(shapes, x -> Choices.min(x[0], x[1]));
        }
        for (String shapes : new String[] {"maximum", "maximum of column and matrix"}) {
            row(shapes, x -> Choices.max(x[0], x[1]));
        }
        row("reshape", x -> Shapes.reshape(x[0].times(x[1]), 2, 6).square());
        row("rows", x -> Shapes.rows(x[0].times(x[1]), 1, 3));
        row("columns", x -> Shapes.columns(x[0].times(x[1]), 1, 3));
        row("stack rows", x -> Shapes.stackRows(x[0], x[1].square(), x[0]));
        row("stack columns", x -> Shapes.stackColumns(x[0], x[1].square(), x[0]));
        row("gather rows", x -> Shapes.gatherRows(x[0].times(x[1]), 2, 0, 2, 2).square());
        row("pick", x -> Shapes.pick(x[0].times(x[1]), new int[] {3, 0, 3}).square());

        convolution("convolution", new ImageShape(2, 5, 6), 3, 1, 1);
        convolution("convolution with stride", new ImageShape(2, 7, 6), 3, 2, 1);
        convolution("convolution without padding", new ImageShape(3, 5, 4), 2, 1, 0);
        convolution("convolution of single pixels", new ImageShape(3, 4, 4), 1, 2, 0);
        convolution("convolution of wide padding", new ImageShape(1, 3, 3), 3, 2, 3);
        transposed("transposed convolution", new ImageShape(2, 5, 6), 3, 1, 1);
        transposed("transposed convolution with stride", new ImageShape(2, 7, 6), 3, 2, 1);
        pooling("max pooling", new ImageShape(3, 4, 6), (x, in) -> Pooling.max(x, in, 2, 2));
        pooling("overlapping max pooling", new ImageShape(2, 7, 5), (x, in) -> Pooling.max(x, in, 3, 2));
        pooling("average pooling", new ImageShape(3, 4, 6), (x, in) -> Pooling.average(x, in, 2, 2));
        pooling("overlapping average pooling", new ImageShape(2, 7, 5), (x, in) -> Pooling.average(x, in, 3, 2));
        pooling("adaptive average pooling", new ImageShape(2, 7, 5), (x, in) -> Pooling.adaptiveAverage(x, in, 3, 2));
        pooling("global average pooling", new ImageShape(3, 4, 5), (x, in) -> Pooling.adaptiveAverage(x, in, 1, 1));
        row(
                "shared operand",
                x -> x[0].matmul(x[0].transpose()).times(x[1]).plus(x[0].sum().times(x[1])));
    }

    @TestFactory
    List<DynamicTest> operationAgreesWithPyTorch() {
        return TABLE.tests();
    }

    @Test
    void everyReferenceIsCompared() {
        TABLE.requireAllRows();
    }
}
