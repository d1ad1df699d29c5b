package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.check.GradientCheck;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.probe.Probe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer and every loss, one row each: its gradient, tangent and second derivative with respect to inputs and
 * parameters, on tapes that run several operations as one and on tapes that do not.
 */
class DerivativesTest {
    @SuppressWarnings("ArrayRecordComponent") // rows are not compared
    record Row(String name, List<Parameter> parameters, Function<Variable[], Variable> function, Matrix... at) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Generator GENERATOR = new Generator(1);
    private static final Initialiser HE = Initialiser.he();
    private static final ImageShape IMAGE = new ImageShape(2, 4, 4);
    private static final Matrix BATCH = gaussian(5, 3);
    private static final Matrix IMAGES = gaussian(2, IMAGE.size());

    static Stream<Row> layers() {
        return Stream.of(
                row("linear", linear("layer", 2), BATCH),
                row("relu", Activation.RELU, BATCH),
                row("leaky relu", Activation.leakyRelu(0.1), BATCH),
                row("linear, relu", Sequential.of(linear("layer", 2), Activation.RELU), BATCH),
                row("linear, tanh", Sequential.of(List.of(linear("layer", 2), Activation.TANH)), BATCH),
                row("probe", new Probe(Sequential.of(linear("layer", 2), Activation.TANH)), BATCH),
                row("layer norm", moved(new LayerNorm("norm", 3)), BATCH),
                row("prelu", new PRelu("prelu", 3), BATCH),
                row("prelu of one slope", new PRelu("prelu", 1), BATCH),
                new Row(
                        "dropout",
                        List.of(),
                        x -> new Dropout(0.5, new Generator(3))
                                .forward(x[0].square())
                                .tanh(),
                        BATCH));
    }

    static Stream<Row> batchNorms() {
        BatchNorm evaluating = moved(BatchNorm.images("norm", IMAGE));
        evaluating.forward(new Tape().constant(gaussian(9, IMAGE.size()).times(2)));
        evaluating.setTraining(false);
        return Stream.of(
                row("batch norm", moved(BatchNorm.dense("norm", 3)), BATCH.times(2)),
                row("batch norm of two numbers", moved(BatchNorm.dense("norm", 1)), gaussian(2, 1)),
                row("batch norm, relu", Sequential.of(moved(BatchNorm.dense("norm", 3)), Activation.RELU), BATCH),
                row("batch norm of images", moved(BatchNorm.images("norm", IMAGE)), IMAGES.times(2)),
                row(
                        "batch norm of images, relu",
                        Sequential.of(moved(BatchNorm.images("norm", IMAGE)), Activation.RELU),
                        IMAGES),
                row("batch norm in evaluation", evaluating, IMAGES));
    }

    static Stream<Row> residuals() {
        Layer body = Sequential.of(Activation.TANH, linear("body", 3));
        return Stream.of(
                row("shortcut", Residual.identity(body), BATCH),
                row("projection", Residual.projected(linear("body", 2), linear("shortcut", 2)), BATCH),
                row("scaled body", Residual.scaled(0.3, body), BATCH),
                row("shortcut, relu", Residual.identity(body).then(Activation.RELU), BATCH),
                row("scaled body, relu", Residual.scaled(0.3, body).then(Activation.RELU), BATCH),
                row(
                        "normalised body, tanh",
                        Residual.identity(Sequential.of(linear("body", 3), BatchNorm.dense("norm", 3)))
                                .then(Activation.TANH),
                        BATCH));
    }

    static Stream<Row> images() {
        ImageShape larger = new ImageShape(2, 8, 8);
        Matrix at = gaussian(4, larger.size());
        Conv2d convolution = new Conv2d("conv", IMAGE, 3, 3, 1, 1, HE, GENERATOR);
        return Stream.of(
                row("convolution", convolution, IMAGES),
                row("convolution with bias", moved(convolution.withBias()), IMAGES),
                row("max pooling", new MaxPool(IMAGE, 2, 2), IMAGES),
                row("average pooling", new AveragePool(IMAGE, 2, 2), IMAGES),
                row("global average pooling", new GlobalAveragePool(IMAGE), IMAGES),
                row("subsample", new Subsample(IMAGE, 5, 2), IMAGES),
                row("residual network", ResNet.cifar(1, larger, 3, GENERATOR), at),
                row("plain network", ResNet.plain(1, larger, 3, GENERATOR), at),
                row("stack of convolutions", Vgg.small(larger, 3, GENERATOR, 2, 3), at));
    }

    static Stream<Row> recurrent() {
        Initialiser input = Initialiser.lecun();
        Initialiser recurrent = Initialiser.orthogonal();
        Lstm lstm = new Lstm("lstm", 3, 4, input, recurrent, GENERATOR).withForgetBias(1);
        return Stream.of(
                row("rnn", new Rnn("rnn", 3, 4, input, recurrent, Curve.TANH, GENERATOR)),
                row("lstm", lstm),
                row("gru", new Gru("gru", 3, 4, input, recurrent, GENERATOR)),
                row("last hidden", new LastHidden(lstm, 3), gaussian(2, 9)));
    }

    static Stream<Row> losses() {
        Matrix far = BATCH.times(3);
        Matrix shares = BATCH.map(x -> 1 / (1 + x * x));
        return Stream.of(
                row("squared error", z -> Losses.squaredError(z, shares), far),
                row("cross entropy", z -> Losses.crossEntropy(z, new int[] {2, 0, 1, 1, 2}), far),
                row("binary cross entropy", z -> Losses.binaryCrossEntropy(z, shares), far),
                row("huber", z -> Losses.huber(z, shares, 2), far));
    }

    @Test
    void everyOperationOfThisPackageIsRecordedHere() throws ReflectiveOperationException {
        List<String> recorded = new ArrayList<>();
        for (Row row : rows().toList()) {
            Tape tape = new Tape();
            Variable unused =
                    row.function.apply(Arrays.stream(row.at).map(tape::variable).toArray(Variable[]::new));
            for (Object result : (List<?>) field(Tape.class, "results", tape)) {
                recorded.add(
                        field(Variable.class, "operation", result).getClass().getName());
            }
        }
        List<String> ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.fiftylayers.nn").stream()
                        .filter(type -> type.isAssignableTo(Operation.class))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(recorded).containsAll(ours);
        assertThat(ours).contains(LstmStep.class.getName(), Dense.class.getName());
    }

    private static Object field(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    static Stream<Row> rows() {
        return Stream.of(layers(), batchNorms(), residuals(), images(), recurrent(), losses())
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasItsDerivatives(Row row) {
        GradientCheck.layer(1, row.parameters, row.function, row.at);
        // curves before and after, so that second derivatives come in and go on
        GradientCheck.layer(
                2,
                row.parameters,
                x -> row.function
                        .apply(Arrays.stream(x).map(y -> y.plus(y.sin())).toArray(Variable[]::new))
                        .square(),
                row.at);
    }

    private static Row row(String name, Layer layer, Matrix at) {
        return new Row(name, layer.parameters(), x -> layer.forward(x[0]), at);
    }

    private static Row row(String name, Function<Variable, Variable> loss, Matrix at) {
        return new Row(name, List.of(), x -> loss.apply(x[0]), at);
    }

    /** Three steps, whose first and last output are looked at, and the whole state before and after. */
    private static Row row(String name, Recurrent layer) {
        layer.parameters().forEach(DerivativesTest::move);
        return new Row(
                name,
                layer.parameters(),
                x -> {
                    List<Variable> all = List.of(x);
                    Unrolled unrolled = layer.forward(all.subList(0, 3), all.subList(3, all.size()));
                    Variable sum = unrolled.last().plus(unrolled.hidden().get(0));
                    for (Variable state : unrolled.state()) {
                        sum = sum.plus(state.square());
                    }
                    return sum;
                },
                IntStream.range(0, 3 + layer.states())
                        .mapToObj(i -> gaussian(2, i < 3 ? 3 : 4))
                        .toArray(Matrix[]::new));
    }

    private static Linear linear(String name, int out) {
        return moved(new Linear(name, 3, out, HE, GENERATOR));
    }

    /** Away from 0 and 1, where biases and gains begin. */
    private static <L extends Layer> L moved(L layer) {
        layer.parameters().forEach(DerivativesTest::move);
        return layer;
    }

    private static void move(Parameter parameter) {
        Matrix value = parameter.value();
        for (int i = 0; i < value.size(); i++) {
            value.data()[i] += GENERATOR.uniform(-0.3, 0.3);
        }
    }

    private static Matrix gaussian(int rows, int columns) {
        return Matrix.gaussian(rows, columns, 1, GENERATOR);
    }
}
