package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.LayerNorm;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Lstm;
import org.fiftylayers.nn.PRelu;
import org.fiftylayers.nn.Recurrent;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.nn.State;
import org.fiftylayers.nn.Subsample;
import org.fiftylayers.operation.Choices;
import org.fiftylayers.operation.Convolution;
import org.fiftylayers.operation.Pooling;
import org.fiftylayers.operation.Shapes;
import org.fiftylayers.optim.AdaGrad;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.AmsGrad;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Decay;
import org.fiftylayers.optim.Momentum;
import org.fiftylayers.optim.Nesterov;
import org.fiftylayers.optim.RmsProp;
import org.fiftylayers.optim.Schedule;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader may get wrong, one row each, and all that the library says about it. */
class BadInputTest {
    private static final Generator GENERATOR = new Generator(1);

    /** One bad call and its message: operation, argument, value and rule. */
    record Row(String message, ThrowingCallable call) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static Row row(String message, ThrowingCallable call) {
        return new Row(message, call);
    }

    private static Matrix zeros(int rows, int columns) {
        return Matrix.zeros(rows, columns);
    }

    private static Variable variable(int rows, int columns) {
        return new Tape().variable(zeros(rows, columns));
    }

    static Stream<Row> matrices() {
        return Stream.of(
                row("matrix: 0×3; a matrix has at least one row and one column", () -> zeros(0, 3)),
                row("matrix: 2×-1; a matrix has at least one row and one column", () -> zeros(2, -1)),
                row("matrix: 0×0; a matrix has at least one row and one column", Matrix::of),
                row("matrix: 1×0; a matrix has at least one row and one column", Matrix::row),
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
                        "uniform: low is 1.0, high is 0.0; low must be at most high",
                        () -> Matrix.uniform(1, 1, 1, 0, GENERATOR)),
                row(
                        "uniform: low is 1.0, high is NaN; low must be at most high",
                        () -> GENERATOR.uniform(1, Double.NaN)),
                row("below: n is 0; it must be at least 1", () -> GENERATOR.below(0)),
                row("permutation: n is -1; it must be at least 0", () -> GENERATOR.permutation(-1)),
                row(
                        "rows: from 1 to 1 of a view of 2×3; it must hold that 0 ≤ from < to ≤ 2",
                        () -> zeros(2, 3).view().rows(1, 1)),
                row(
                        "columns: from 2 to 4 of a view of 2×3; it must hold that 0 ≤ from < to ≤ 3",
                        () -> zeros(2, 3).view().columns(2, 4)),
                row("clamp: low is 1.0, high is 0.0; low must not be above high", () -> Curve.clamp(1, 0)),
                row(
                        "curve: symbol is empty; it must be what a drawing of a graph can show",
                        () -> new Curve("", x -> x, (x, y) -> 1, (x, y) -> 0)));
    }

    static Stream<Row> tapes() {
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
                        "Variable 2×3 belongs to another tape; all inputs of an operation must stand on one",
                        () -> variable(2, 3).plus(variable(2, 3))),
                row("Variable 2×2 is from before its tape's reset; compute it again, or copy its value before", () -> {
                    Tape tape = new Tape();
                    Variable leaf = tape.use(w);
                    tape.reset();
                    tape.constant(zeros(2, 2)).matmul(leaf);
                }),
                row("Variable 1×1 is from before its tape's reset; compute it again, or copy its value before", () -> {
                    Variable loss = variable(2, 3).sum();
                    loss.tape().reset();
                    loss.backward();
                }),
                row(
                        "gradient: the variable is a constant, or depends on constants alone; make its leaf with"
                                + " variable()",
                        () -> new Tape().constant(zeros(1, 1)).gradient()),
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
                        "layer1.weight: tangent is 1×2, expected 2×2; the shapes must be equal",
                        () -> w.setTangent(zeros(1, 2))),
                row(
                        "scalar: 1.0 belongs to another tape; all arguments of an operation must stand on one",
                        () -> new ScalarTape().variable(2).plus(new ScalarTape().variable(1))),
                row("scalar: 2.0 is from before its tape's reset; make a new variable after reset()", () -> {
                    ScalarTape tape = new ScalarTape();
                    Scalar x = tape.variable(2);
                    tape.reset();
                    x.backward();
                }));
    }

    static Stream<Row> operations() {
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
                        "convolve: x is 2×31, images are 2×4×4; a row must have channels·height·width = 32 entries",
                        () -> convolve(31, 18, image, 3, 1, 1)),
                row(
                        "convolve: weight is 5×17, images are 2×4×4, kernel is 3; a row must have"
                                + " channels·kernel·kernel = 18 entries",
                        () -> convolve(32, 17, image, 3, 1, 1)),
                row(
                        "windows: kernel is 0, stride is 1, padding is 0; kernel and stride must be at least 1,"
                                + " padding at least 0",
                        () -> convolve(32, 18, image, 0, 1, 0)),
                row(
                        "windows: kernel is 3, stride is 1, padding is -1; kernel and stride must be at least 1,"
                                + " padding at least 0",
                        () -> convolve(32, 18, image, 3, 1, -1)),
                row(
                        "windows: kernel is 5, images are 2×4×4, padding is 0; the kernel must fit into height and"
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

    static Stream<Row> recurrentLayers() {
        Initialiser he = Initialiser.he();
        Recurrent lstm = new Lstm("memory", 3, 4, he, he, GENERATOR);
        return Stream.of(
                row("recurrent: there are no time steps; there must be at least 1", () -> lstm.forward(List.of())),
                row(
                        "memory: time step 0 is 2×5, expected 2×3; steps are batch × features, states batch × hidden",
                        () -> lstm.forward(List.of(variable(2, 5)))),
                row(
                        "memory: the state has 1 matrices, expected 2; it must be one that this kind of layer gives",
                        () -> lstm.resume(List.of(variable(2, 3)), List.of(zeros(2, 4)))),
                row(
                        "memory: a state is 1×4, expected 2×4; steps are batch × features, states batch × hidden",
                        () -> lstm.resume(List.of(variable(2, 3)), List.of(zeros(1, 4), zeros(2, 4)))),
                row(
                        "lastHidden: input is 2×7; its columns must be time steps times features, and so a multiple of"
                                + " 3",
                        () -> forward(new LastHidden(lstm, 3), 2, 7)),
                row(
                        "resNet: n is 0; each stage has at least 1 block",
                        () -> ResNet.cifar(0, new ImageShape(3, 8, 8), 10, GENERATOR)),
                row(
                        "subsample: images are 3×8×8, channels are 2, stride is 2; channels must not become fewer,"
                                + " stride must be at least 1",
                        () -> new Subsample(new ImageShape(3, 8, 8), 2, 2)));
    }

    private static Variable forward(Layer layer, int rows, int columns) {
        return layer.forward(new Tape().constant(zeros(rows, columns)));
    }

    private static Linear linear(String name, int in, int out) {
        return new Linear(name, in, out, Initialiser.he(), GENERATOR);
    }

    static Stream<Row> layers() {
        return Stream.of(
                row("linear layer1: in is 0, out is 3; both must be at least 1", () -> linear("layer1", 0, 3)),
                row("linear layer1: in is 3, out is -1; both must be at least 1", () -> linear("layer1", 3, -1)),
                row(
                        "matmul: left is 2×3, right is 4×2; left columns must equal right rows",
                        () -> forward(linear("layer1", 4, 2), 2, 3)),
                row(
                        "matmul: left is 5×3, right is 4×2; left columns must equal right rows",
                        () -> forward(Sequential.of(linear("layer1", 3, 3), linear("layer2", 4, 2)), 5, 3)),
                row("batchNorm norm1: features are 0; there must be at least 1", () -> BatchNorm.dense("norm1", 0)),
                row("batchNorm norm1: epsilon is -1.0; it must be at least 0", () -> BatchNorm.dense("norm1", 2)
                        .withEpsilon(-1)),
                row(
                        "batchNorm norm1: input is 2×3; it must have 4 columns",
                        () -> forward(BatchNorm.dense("norm1", 4), 2, 3)),
                row(
                        "batchNorm norm1: input is 1×4, one value per feature; a variance needs at least 2 in training"
                                + " (for single inputs call setTraining(false))",
                        () -> forward(BatchNorm.dense("norm1", 4), 1, 4)),
                row("layerNorm norm1: features are -2; there must be at least 1", () -> new LayerNorm("norm1", -2)),
                row(
                        "layerNorm: input is 2×3; it must have 4 columns, as norm1.gain 1×4",
                        () -> forward(new LayerNorm("norm1", 4), 2, 3)),
                row("pRelu act1: features are 0; there must be at least 1", () -> new PRelu("act1", 0)),
                row(
                        "pRelu: input is 2×3; it must have 4 columns, as act1.slope 1×4",
                        () -> forward(new PRelu("act1", 4), 2, 3)),
                row("dropout: p is 1.0; it must be at least 0 and below 1", () -> new Dropout(1, GENERATOR)),
                row("dropout: p is -0.1; it must be at least 0 and below 1", () -> new Dropout(-0.1, GENERATOR)),
                row("dropout: p is NaN; it must be at least 0 and below 1", () -> new Dropout(Double.NaN, GENERATOR)),
                row(
                        "residual: the body gives 2×4, the shortcut 2×3; the shapes must be equal"
                                + " (project with another shortcut)",
                        () -> forward(Residual.identity(linear("body", 3, 4)), 2, 3)),
                row(
                        "state: two matrices, 3×3 and 3×2, are called layer1.weight; every layer needs a name of its"
                                + " own",
                        () -> Sequential.of(linear("layer1", 3, 3), Activation.RELU, linear("layer1", 3, 2))
                                .state()),
                row(
                        "load model.safetensors: layer1.weight is 2×3, expected 3×2, layer1.bias is missing,"
                                + " layer2.bias (1×2) is unknown; names and shapes must be those of the model, and"
                                + " nothing was changed",
                        () -> State.load(
                                "model.safetensors",
                                linear("layer1", 3, 2).state(),
                                new TreeMap<>(Map.of("layer1.weight", zeros(2, 3), "layer2.bias", zeros(1, 2))))));
    }

    static Stream<Row> losses() {
        Matrix target = zeros(2, 3);
        target.set(1, 2, Double.NaN);
        Matrix outside = zeros(2, 3);
        outside.set(0, 1, 1.5);
        return Stream.of(
                row(
                        "crossEntropy: logits are 2×3, labels are 0; there must be one label per row",
                        () -> Losses.crossEntropy(variable(2, 3), new int[0])),
                row(
                        "crossEntropy: logits are 2×3, labels are 3; there must be one label per row",
                        () -> Losses.crossEntropy(variable(2, 3), new int[3])),
                row(
                        "crossEntropy: label 1 is 3; labels run from 0 to 2, one per column of the logits",
                        () -> Losses.crossEntropy(variable(2, 3), new int[] {0, 3})),
                row(
                        "crossEntropy: label 0 is -1; labels run from 0 to 2, one per column of the logits",
                        () -> Losses.crossEntropy(variable(2, 3), new int[] {-1, 0})),
                row(
                        "squaredError: target is 1×3, expected 2×3; the shapes must be equal",
                        () -> Losses.squaredError(variable(2, 3), zeros(1, 3))),
                row(
                        "squaredError: target at row 1, column 2 is NaN; targets must be numbers",
                        () -> Losses.squaredError(variable(2, 3), target)),
                row(
                        "huber: target is 3×2, expected 2×3; the shapes must be equal",
                        () -> Losses.huber(variable(2, 3), zeros(3, 2), 1)),
                row(
                        "huber: target at row 1, column 2 is NaN; targets must be numbers",
                        () -> Losses.huber(variable(2, 3), target, 1)),
                row(
                        "huber: delta is 0.0; it must be a finite number above 0",
                        () -> Losses.huber(variable(2, 3), zeros(2, 3), 0)),
                row(
                        "huber: delta is NaN; it must be a finite number above 0",
                        () -> Losses.huber(variable(2, 3), zeros(2, 3), Double.NaN)),
                row(
                        "binaryCrossEntropy: target is 2×1, expected 2×3; the shapes must be equal",
                        () -> Losses.binaryCrossEntropy(variable(2, 3), zeros(2, 1))),
                row(
                        "binaryCrossEntropy: target at row 0, column 1 is 1.5; targets run from 0 to 1",
                        () -> Losses.binaryCrossEntropy(variable(2, 3), outside)),
                row(
                        "binaryCrossEntropy: target at row 1, column 2 is NaN; targets run from 0 to 1",
                        () -> Losses.binaryCrossEntropy(variable(2, 3), target)));
    }

    private static List<Parameter> parameters() {
        return List.of(new Parameter("layer1.weight", zeros(2, 2)));
    }

    private static List<Parameter> withGradient(double gradient) {
        List<Parameter> parameters = parameters();
        parameters.get(0).gradient().set(1, 0, gradient);
        return parameters;
    }

    static Stream<Row> optimisers() {
        return Stream.of(
                row(
                        "sgd: learning rate is -0.1; it must be a finite number, at least 0",
                        () -> new Sgd(parameters(), -0.1)),
                row(
                        "sgd: learning rate is NaN; it must be a finite number, at least 0",
                        () -> new Sgd(parameters(), Double.NaN)),
                row(
                        "adam: learning rate is Infinity; it must be a finite number, at least 0",
                        () -> new Adam(parameters(), Double.POSITIVE_INFINITY)),
                row("sgd: learning rate is -1.0; it must be a finite number, at least 0", () -> new Sgd(parameters(), 1)
                        .setLearningRate(-1)),
                row("layer1.weight: belongs to sgd already; release that optimiser first", () -> {
                    List<Parameter> parameters = parameters();
                    new Sgd(parameters, 0.1);
                    new Adam(parameters, 0.1);
                }),
                row(
                        "sgd: parameter layer1.weight is given twice; each must be given once, or it would move twice"
                                + " per step",
                        () -> {
                            Parameter parameter = parameters().get(0);
                            new Sgd(List.of(parameter, parameter), 0.1);
                        }),
                row(
                        "momentum: momentum is 1.0; it must be at least 0 and below 1",
                        () -> new Momentum(parameters(), 0.1, 1)),
                row(
                        "nesterov: momentum is -0.5; it must be at least 0 and below 1",
                        () -> new Nesterov(parameters(), 0.1, -0.5)),
                row(
                        "rmsProp: decay is NaN; it must be at least 0 and below 1",
                        () -> new RmsProp(parameters(), 0.1, Double.NaN, 1e-8)),
                row(
                        "adam: beta2 is 1.0; it must be at least 0 and below 1",
                        () -> new Adam(parameters(), 0.1, 0.9, 1, 1e-8)),
                row(
                        "amsGrad: beta1 is 2.0; it must be at least 0 and below 1",
                        () -> new AmsGrad(parameters(), 0.1, 2, 0.9, 1e-8)),
                row(
                        "adaGrad: epsilon is -1.0E-8; it must be a finite number, at least 0",
                        () -> new AdaGrad(parameters(), 0.1, -1e-8)),
                row("decay: rate is -0.1; it must be a finite number, at least 0", () -> Decay.l2(-0.1)),
                row("decay: rate is NaN; it must be a finite number, at least 0", () -> Decay.decoupled(Double.NaN)),
                row("step: every is 0; it must be at least 1", () -> Schedule.step(0.1, 0, 0.5)),
                row("cosine: steps is 0; it must be at least 1", () -> Schedule.cosine(0.1, 0)),
                row("warmUp: steps is -3; it must be at least 1", () -> Schedule.warmUp(0.1, -3)),
                row("clip by value: limit is 0.0; it must be above 0", () -> Clipping.byValue(parameters(), 0)),
                row("clip by norm: limit is NaN; it must be above 0", () -> Clipping.byNorm(parameters(), Double.NaN)),
                row(
                        "clip by global norm: limit is -1.0; it must be above 0",
                        () -> Clipping.byGlobalNorm(parameters(), -1)),
                row(
                        "clip by value: gradient of layer1.weight is NaN at (1, 0); it must be finite"
                                + " (to leave out such a step, ask Clipping.isFinite first)",
                        () -> Clipping.byValue(withGradient(Double.NaN), 1)),
                row(
                        "clip by global norm: gradient of layer1.weight is -Infinity at (1, 0); it must be finite"
                                + " (to leave out such a step, ask Clipping.isFinite first)",
                        () -> Clipping.byGlobalNorm(withGradient(Double.NEGATIVE_INFINITY), 1)));
    }

    @ParameterizedTest
    @MethodSource({"matrices", "tapes", "operations", "layers", "recurrentLayers", "losses", "optimisers"})
    void badInputIsNamedWithItsValueAndTheRule(Row row) {
        assertThatThrownBy(row.call).isInstanceOf(RuntimeException.class).hasMessage(row.message);
    }
}
