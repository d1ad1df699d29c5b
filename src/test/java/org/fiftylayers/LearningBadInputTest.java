package org.fiftylayers;

import static org.fiftylayers.BadCall.row;
import static org.fiftylayers.BadCall.zeros;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Cifar10;
import org.fiftylayers.data.CsvData;
import org.fiftylayers.data.CsvSequences;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Idx;
import org.fiftylayers.data.Safetensors;
import org.fiftylayers.data.Sequences;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.optim.AdaGrad;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.AmsGrad;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Decay;
import org.fiftylayers.optim.GradientPenalty;
import org.fiftylayers.optim.Momentum;
import org.fiftylayers.optim.Nesterov;
import org.fiftylayers.optim.RmsProp;
import org.fiftylayers.optim.Schedule;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.training.Training;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader may get wrong with optimisers, data and training, one row each, and all that the library says about it. */
class LearningBadInputTest {
    private static final Generator GENERATOR = new Generator(1);

    /** Never written: everything about it is refused before, or the half of it taken away. */
    private static final Path FILE = Path.of("target", "refused");

    static Stream<BadCall> optimisers() {
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
                row(
                        "adam: parameter layer1.weight belongs to sgd already; call release() of that optimiser first, or take other parameters",
                        () -> {
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
                row(
                        "constant: rate is NaN; it must be a finite number, at least 0",
                        () -> Schedule.constant(Double.NaN)),
                row("step: rate is -0.1; it must be a finite number, at least 0", () -> Schedule.step(-0.1, 1, 0.5)),
                row(
                        "step: factor is NaN; it must be a finite number, at least 0",
                        () -> Schedule.step(0.1, 1, Double.NaN)),
                row(
                        "cosine: rate is Infinity; it must be a finite number, at least 0",
                        () -> Schedule.cosine(Double.POSITIVE_INFINITY, 1)),
                row(
                        "warmUp: rate is NaN; it must be a finite number, at least 0",
                        () -> Schedule.warmUp(Double.NaN, 1)),
                row("until: steps is -1; it must be at least 0", () -> Schedule.constant(1)
                        .until(-1, Schedule.constant(2))),
                row("step: every is 0; it must be at least 1", () -> Schedule.step(0.1, 0, 0.5)),
                row("cosine: steps is 0; it must be at least 1", () -> Schedule.cosine(0.1, 0)),
                row("warmUp: steps is -3; it must be at least 1", () -> Schedule.warmUp(0.1, -3)),
                row(
                        "gradient penalty: strength is NaN; it must be finite",
                        () -> new GradientPenalty(parameters(), Double.NaN)),
                row(
                        "backward: the variable is 2×2; only a 1×1 matrix has one derivative per entry (take sum() or"
                                + " mean() first)",
                        () -> {
                            List<Parameter> parameters = parameters();
                            new GradientPenalty(parameters, 1).backward(tape -> tape.use(parameters.get(0)));
                        }),
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

    static Stream<BadCall> data() {
        Dataset xor = Synthetic.xor();
        return Stream.of(
                row("prototypes: examples is 0; it must be at least 1", () -> Synthetic.prototypes(0, GENERATOR)),
                row("digits: examples is 0; it must be at least 1", () -> Synthetic.digits(0, GENERATOR)),
                row(
                        "matrix: 10000000×784; a matrix has at most 2147483639 numbers",
                        () -> Synthetic.digits(10_000_000, GENERATOR)),
                row("textures: examples is -1; it must be at least 1", () -> Synthetic.textures(-1, GENERATOR)),
                row("spirals: examplesPerClass is 0; it must be at least 1", () -> Synthetic.spirals(0, 0, GENERATOR)),
                row(
                        "spirals: noise is NaN; it must be a finite number, at least 0",
                        () -> Synthetic.spirals(1, Double.NaN, GENERATOR)),
                row("adding: length is 1; it must be at least 2", () -> Synthetic.adding(1, 1, GENERATOR)),
                row("adding: batch is 0; it must be at least 1", () -> Synthetic.adding(2, 0, GENERATOR)),
                row("copying: delay is 0; it must be at least 1", () -> Synthetic.copying(0, 1, GENERATOR)),
                row("copying: batch is 0; it must be at least 1", () -> Synthetic.copying(1, 0, GENERATOR)),
                row("latch: length is 0; it must be at least 1", () -> Synthetic.latch(0, 1, 0, GENERATOR)),
                row("latch: batch is -2; it must be at least 1", () -> Synthetic.latch(1, -2, 0, GENERATOR)),
                row(
                        "latch: noise is -0.1; it must be a finite number, at least 0",
                        () -> Synthetic.latch(1, 1, -0.1, GENERATOR)),
                row("sequences: there are no steps; give at least one", () -> new Sequences<>(List.of(), zeros(1, 1))),
                row(
                        "sequences: step 1 is 2×2, expected 1×2; the shapes must be equal",
                        () -> new Sequences<>(List.of(zeros(1, 2), zeros(2, 2)), zeros(1, 1))),
                row(
                        "dataset: inputs are 2×3, labels are 1; there must be one label per row",
                        () -> new Dataset(zeros(2, 3), new int[1], List.of("a"))),
                row(
                        "dataset: label 1 is 2; labels run from 0 to 1, one per class",
                        () -> new Dataset(zeros(2, 3), new int[] {0, 2}, List.of("a", "b"))),
                row(
                        "dataset: inputs are 2×3, shape is 1×2×2 = 4; a row must be one image",
                        () -> new Dataset(zeros(2, 3), new int[2], List.of("a"), new ImageShape(1, 2, 2))),
                row(
                        "rows: from is 2, to is 5; they must keep 0 ≤ from < to ≤ 4, the number of examples",
                        () -> xor.rows(2, 5)),
                row("batches: size is 0; it must be at least 1", () -> new Batches(xor, 0, GENERATOR)),
                row(
                        "batches: size is 5, examples are 4; without the incomplete batch there is none",
                        () -> new Batches(xor, 5, GENERATOR).withoutRest()),
                row("cifar10: there are no files; give at least one", Cifar10::read),
                row(
                        "cifar10: data is of 2×1×1 in 2 classes; the format holds 3×32×32 in at most 10 classes",
                        () -> Cifar10.write(xor, FILE)),
                row(
                        "idx: images are 2×1×1; images of the MNIST family have one channel",
                        () -> Idx.write(xor, FILE, FILE)),
                row(
                        "csv: the name of class 1 is empty; an empty cell cannot be read back",
                        () -> CsvData.write(xor.withClasses(List.of("even", "")), FILE)),
                row(
                        "csv: row 2, column x1 is Infinity; what can be read back are finite numbers",
                        () -> CsvData.write(
                                new Dataset(
                                        Matrix.of(new double[][] {{1, 2}, {3, Double.POSITIVE_INFINITY}}),
                                        new int[2],
                                        List.of("a")),
                                FILE)),
                row(
                        "csv: sequences are 2, targets are 3; there must be one target per sequence",
                        () -> CsvSequences.write(new Sequences<>(List.of(zeros(2, 1)), new int[3]), FILE)),
                row(
                        "csv: time steps are 1, labels are for 2; there must be labels for each time step",
                        () -> CsvSequences.write(
                                new Sequences<>(List.of(zeros(2, 1)), List.of(new int[2], new int[2])), FILE)),
                row(
                        "csv: target is of class java.lang.String; it must be a matrix, labels, or a list with labels"
                                + " for each time step",
                        () -> CsvSequences.write(new Sequences<>(List.of(zeros(2, 1)), "1"), FILE)),
                row(
                        "write: a matrix is called __metadata__; the format needs this name for its metadata",
                        () -> Safetensors.write(FILE, Map.of("__metadata__", zeros(1, 1)), Map.of())),
                row(
                        "write: metadata has an entry sha256; this one is computed from the numbers",
                        () -> Safetensors.write(FILE, Map.of(), Map.of("sha256", ""))));
    }

    static Stream<BadCall> training() {
        return Stream.of(
                row("crossEntropy: label 0 is 1; labels run from 0 to 0, one per column of the logits", () -> training(
                                linear("layer1", 1), Synthetic.xor().rows(1, 2), 1)
                        .run(1)),
                row("matmul: left is 4×64, right is 2×2; left columns must equal right rows", () -> training(
                                linear("layer1", 2), Synthetic.prototypes(4, GENERATOR), 4)
                        .run(1)),
                row(
                        "batchNorm norm1: input is 1×2, one value per feature; a variance needs at least 2 in training"
                                + " (for single inputs call setTraining(false))",
                        () -> training(BatchNorm.dense("norm1", 2), Synthetic.xor(), 3)
                                .run(1)),
                row("last: no epoch is finished; finished 0 epochs", () -> training(
                                linear("layer1", 2), Synthetic.xor(), 4)
                        .run(0)
                        .last()));
    }

    private static Layer linear(String name, int out) {
        return new Linear(name, 2, out, Initialiser.he(), GENERATOR);
    }

    private static Training training(Layer model, Dataset data, int size) {
        return new Training(model, new Sgd(model.parameters(), 0.1), new Batches(data, size, GENERATOR)).quietly();
    }

    private static List<Parameter> parameters() {
        return List.of(new Parameter("layer1.weight", zeros(2, 2)));
    }

    private static List<Parameter> withGradient(double gradient) {
        List<Parameter> parameters = parameters();
        parameters.get(0).gradient().set(1, 0, gradient);
        return parameters;
    }

    @ParameterizedTest
    @MethodSource({"optimisers", "data", "training"})
    void badInputIsNamedWithItsValueAndTheRule(BadCall row) {
        row.requireRefusal();
    }
}
