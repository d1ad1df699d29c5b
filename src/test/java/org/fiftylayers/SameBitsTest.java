package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.matrix.View;
import org.fiftylayers.matrix.accelerated.VectorSource;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Conv2d;
import org.fiftylayers.nn.Dropout;
import org.fiftylayers.nn.GlobalAveragePool;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.LayerNorm;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.Lstm;
import org.fiftylayers.nn.MaxPool;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Sgd;
import org.fiftylayers.reference.ReferenceBits;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is the same to the last bit on every machine, with whatever kernels. */
class SameBitsTest {
    /** Kernels of every kind that this machine can run. */
    private static Map<String, Supplier<Kernels>> kernels() {
        Map<String, Supplier<Kernels>> kinds = new LinkedHashMap<>();
        kinds.put("plain", PlainKernels::new);
        for (int threads = 1; threads <= 3; threads++) {
            int count = threads;
            // null where there are no vector instructions, or Java was not told to use them
            if (VectorSource.kernels(count) != null) {
                kinds.put(
                        vectors(VectorSource.lanes()) + " on threads: " + count,
                        () -> Objects.requireNonNull(VectorSource.kernels(count)));
            }
        }
        kinds.put("fastest", Kernels::fastest);
        return kinds;
    }

    private static String vectors(int lanes) {
        return "vectors of " + lanes;
    }

    /** SHA-256 of all that is computed for each file of references; a row more, or other inputs, and it is another one. */
    private static final Map<String, String> REFERENCES = new TreeMap<>(Map.of(
            "operations", "cded0eb25aa40a2750470fc6a2e28a8a125dd0ed2d3409a8692cbd5772e3a0c2",
            "losses", "ceddb31a43853fa77b129255a0b243baa89feb54b9b4711f590cb6b82b395fda",
            "layers", "c92a26f78d4ae1c74886aa34b4a99a3c375dfe505d97cf5f12f2915b67766f76",
            "networks", "192fccbeead9ede2cb0accf761d82d54573c65f97966c801c6b5bcdbe3b36569",
            "optimisers", "970663d81d0d0866cb3e543b8ee13e85b20f92ac2cf0e681c87829cd0054da1d"));

    /** Every operation, loss, layer, kind of network, optimiser and schedule, with first and second derivatives. */
    @TestFactory
    List<DynamicTest> allThatHasAReferenceHasTheSameBitsWithAllKernelsOnEveryMachine() {
        List<DynamicTest> tests = new ArrayList<>();
        REFERENCES.forEach((table, expected) -> kernels()
                .forEach((name, kind) -> tests.add(DynamicTest.dynamicTest(
                        table + ", " + name, () -> assertThat(ReferenceBits.sha256(table, kind.get()))
                                .isEqualTo(expected)))));
        return tests;
    }

    /** A small network of each kind, what it learns from, and SHA-256 of its parameters after 200 steps. */
    private record Run(String name, String expected, Function<Generator, Layer> model, int features) {
        String parametersAfterTraining(Kernels kernels) {
            Generator generator = new Generator(42);
            Layer layer = model.apply(generator);
            Matrix inputs = Matrix.gaussian(20, features, 1, generator);
            int[] labels = new int[20];
            Arrays.setAll(labels, i -> generator.below(10));
            Sgd optimiser = new Sgd(layer.parameters(), 0.1);
            Tape tape = new Tape(kernels, false, Precision.FLOAT64);
            double loss = 0;
            for (int step = 0; step < 200; step++) {
                tape.reset();
                optimiser.zeroGradients();
                Variable result = Losses.crossEntropy(layer.forward(tape.constant(inputs)), labels);
                result.backward();
                optimiser.step();
                loss = result.number();
            }
            assertThat(loss).as(name + " learns").isLessThan(2.3);
            return ReferenceBits.sha256(
                    layer.parameters().stream().map(Parameter::value).toList());
        }
    }

    private static final List<Run> RUNS = List.of(
            new Run(
                    "dense",
                    "0f11edbf40ad5dd6b172e94f62cbd9bb55bc4be535c51c66656b3c983ac58838",
                    SameBitsTest::dense,
                    13),
            new Run(
                    "batch norm",
                    "343154f5aef6b66f6559b187894c805127f64028a26943142a8b32a1c4e55816",
                    SameBitsTest::normalised,
                    13),
            new Run(
                    "convolution",
                    "03a317235383a8ab32200e2cc050770c867aed7b16be09a5b54082069e996265",
                    SameBitsTest::convolutional,
                    72),
            new Run(
                    "lstm",
                    "4e370f746b1b1d7cf19357d56e175d886c4e00feb7582c2a7c9ce0337276d919",
                    SameBitsTest::recurrent,
                    14));

    private static Layer dense(Generator generator) {
        List<Layer> layers = new ArrayList<>();
        for (Curve curve :
                List.of(Curve.SIGMOID, Curve.TANH, Curve.RELU, Curve.ELU, Curve.leakyRelu(0.1), Curve.SOFTPLUS)) {
            layers.add(new Linear("layer" + layers.size(), 13, 13, Initialiser.xavier(), generator));
            layers.add(new Activation(curve));
        }
        layers.add(new Linear("last", 13, 10, Initialiser.lecun(), generator));
        return Sequential.of(layers);
    }

    private static Layer normalised(Generator generator) {
        List<Layer> layers = new ArrayList<>();
        for (Curve curve : List.of(Curve.GELU, Curve.SILU, Curve.SELU, Curve.HARD_SIGMOID)) {
            Layer linear = new Linear("layer" + layers.size(), 13, 13, Initialiser.orthogonal(), generator);
            layers.add(Residual.identity(
                    Sequential.of(BatchNorm.dense("norm" + layers.size(), 13), new Activation(curve), linear)));
        }
        layers.add(new LayerNorm("norm", 13));
        layers.add(new Dropout(0.1, generator.split()));
        layers.add(new Linear("last", 13, 10, Initialiser.lecun(), generator));
        return Sequential.of(layers);
    }

    private static Layer convolutional(Generator generator) {
        Conv2d first = new Conv2d("conv1", new ImageShape(2, 6, 6), 5, 3, 1, 1, Initialiser.he(), generator).withBias();
        MaxPool pool = new MaxPool(first.outputShape(), 2, 2);
        Conv2d second = new Conv2d("conv2", pool.outputShape(), 7, 3, 1, 1, Initialiser.he(), generator);
        return Sequential.of(
                first,
                Activation.RELU,
                pool,
                second,
                BatchNorm.images("norm", second.outputShape()),
                Activation.RELU,
                new GlobalAveragePool(second.outputShape()),
                new Linear("last", 7, 10, Initialiser.lecun(), generator));
    }

    private static Layer recurrent(Generator generator) {
        Initialiser initialiser = Initialiser.lecun();
        return Sequential.of(
                new LastHidden(new Lstm("memory", 2, 11, initialiser, initialiser, generator).withForgetBias(1), 2),
                new Linear("last", 11, 10, initialiser, generator));
    }

    @TestFactory
    List<DynamicTest> trainingGivesTheSameBitsWithAllKernelsOnEveryMachine() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Run run : RUNS) {
            kernels()
                    .forEach((name, kind) -> tests.add(DynamicTest.dynamicTest(
                            run.name + ", " + name, () -> assertThat(run.parametersAfterTraining(kind.get()))
                                    .isEqualTo(run.expected))));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyMethodOfAllKernelsGivesTheBitsOfThePlainOnes() {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Supplier<Kernels>> others = kernels();
        others.remove("plain");
        others.forEach((name, kind) -> KernelCalls.CALLS.forEach(
                (method, call) -> tests.add(DynamicTest.dynamicTest(method + ", " + name, () -> {
                    Kernels plain = new PlainKernels();
                    Kernels other = kind.get();
                    for (long seed = 0; seed < 300; seed++) {
                        List<double[]> expected = call.results(plain, new Generator(seed));
                        List<double[]> found = call.results(other, new Generator(seed));
                        for (int i = 0; i < expected.size(); i++) {
                            requireSameBits("seed " + seed, found.get(i), expected.get(i));
                        }
                    }
                }))));
        return tests;
    }

    @Test
    void largeProductsHaveTheSameBitsOnSeveralThreads() {
        for (long seed = 0; seed < 6; seed++) {
            Generator generator = new Generator(seed);
            View a = KernelCalls.view(generator, 150 + generator.below(150), 150);
            View b = KernelCalls.view(generator, 150, 101 + generator.below(60));
            View c = KernelCalls.part(generator, a.rows(), b.columns());
            double[] before = c.data().clone();
            new PlainKernels().multiply(a, b, c);
            double[] expected = c.data().clone();
            kernels().forEach((name, kind) -> {
                System.arraycopy(before, 0, c.data(), 0, before.length);
                kind.get().multiply(a, b, c);
                requireSameBits(name, c.data(), expected);
            });
        }
    }

    /** For other registers than this machine's, in a JVM of its own: fails if any bit differs, and says what it compared. */
    public static void main(String[] arguments) throws Throwable {
        SameBitsTest test = new SameBitsTest();
        List<DynamicTest> tests = new ArrayList<>(test.trainingGivesTheSameBitsWithAllKernelsOnEveryMachine());
        tests.addAll(test.allThatHasAReferenceHasTheSameBitsWithAllKernelsOnEveryMachine());
        if (VectorSource.lanes() > 0) { // or else plain kernels would be compared with themselves
            tests.addAll(test.everyMethodOfAllKernelsGivesTheBitsOfThePlainOnes());
            tests.add(DynamicTest.dynamicTest("large products", test::largeProductsHaveTheSameBitsOnSeveralThreads));
        }
        for (DynamicTest each : tests) {
            each.getExecutable().execute();
        }
        System.out.println(
                "the same bits in " + tests.size() + " tests with " + kernels().keySet());
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"-XX:MaxVectorSize=16, 2", "-XX:MaxVectorSize=32, 4"})
    void narrowerRegistersGiveTheSameBits(String option, int lanes) throws Exception {
        int widest = VectorSource.lanes();
        Assumptions.assumeTrue(
                widest >= lanes, "not " + lanes + " but at most " + widest + " numbers fit into a register");
        assertThat(outputOfJavaWith(option))
                .contains("the same bits in ", vectors(lanes) + " on threads: 1", vectors(lanes) + " on threads: 3");
    }

    /**
     * The first compiler alone, which computes without vectors, and fused multiply-adds in software: both run the plain
     * kernels, and hold them to the hashes that the other compiler and the processor's instruction gave.
     */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:-UseFMA"})
    void theOtherCompilerAndFusionInSoftwareGiveTheSameBits(String option) throws Exception {
        assertThat(outputOfJavaWith(option)).contains("the same bits in ", "with [plain, fastest]");
    }

    /** What {@link #main} prints there. */
    private static String outputOfJavaWith(String option) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SameBitsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        return output;
    }

    /** All kinds of NaN count as one, the sign of 0 does not. */
    private static void requireSameBits(String what, double[] found, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.doubleToLongBits(found[i]))
                    .as("%s: entry %d of %d is %s, by plain kernels %s", what, i, found.length, found[i], expected[i])
                    .isEqualTo(Double.doubleToLongBits(expected[i]));
        }
    }

    @Test
    void aLongSumHasTheSameBitsFromAnyOffset() {
        Kernels plain = new PlainKernels();
        Matrix x = Matrix.gaussian(1, 100_003, 1, new Generator(1));
        kernels().forEach((name, kind) -> {
            for (int offset : new int[] {0, 1, 3, 4, 7, 8}) {
                int n = x.size() - offset;
                assertThat(kind.get().sum(n, x.data(), offset)).as(name).isEqualTo(plain.sum(n, x.data(), offset));
            }
        });
    }
}
