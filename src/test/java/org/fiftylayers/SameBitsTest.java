package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.util.Preconditions;
import org.opentest4j.AssertionFailedError;

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
                kinds.put("vectors on threads: " + count, () -> Objects.requireNonNull(VectorSource.kernels(count)));
            }
        }
        kinds.put("fastest", Kernels::fastest);
        return kinds;
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
            return sha256(layer.parameters());
        }
    }

    private static final List<Run> RUNS = List.of(
            new Run(
                    "dense",
                    "65b96569a6906b21c51a9d0c48ba0db04e9786784b8cb412bacc33529ccb40c3",
                    SameBitsTest::dense,
                    13),
            new Run(
                    "batch norm",
                    "b7dc03fb02318e41c37b17ff13295f3bbf186904db1b10172e1a85a1ec30a6c9",
                    SameBitsTest::normalised,
                    13),
            new Run(
                    "convolution",
                    "15d83dc0a8a80959e660d83882782e11a8ddf3a96dae97033f5b200a973d3f75",
                    SameBitsTest::convolutional,
                    72),
            new Run(
                    "lstm",
                    "bbab4ca7010d37dcae6333bbe0871b74e0aa2f6d16973ca823ecace31efef470",
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

    private static String sha256(List<Parameter> parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Parameter parameter : parameters) {
                ByteBuffer bytes = ByteBuffer.allocate(8 * parameter.value().size());
                bytes.asDoubleBuffer().put(parameter.value().data());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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

    /** One method of the kernels at inputs that the generator decides on; the arrays that it wrote to. */
    private interface Call {
        List<double[]> results(Kernels kernels, Generator generator);
    }

    private static final Map<String, Call> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("multiply", (kernels, g) -> {
            View a = view(g, size(g), size(g));
            View b = view(g, a.columns(), size(g));
            View c = part(g, a.rows(), b.columns());
            kernels.multiply(a, b, c);
            return List.of(c.data());
        });
        CALLS.put("sum", (kernels, g) -> {
            int n = size(g);
            return List.of(new double[] {kernels.sum(n, numbers(g, n + 3), 3)});
        });
        CALLS.put("dot", (kernels, g) -> {
            int n = size(g);
            return List.of(new double[] {kernels.dot(n, numbers(g, n + 3), 3, numbers(g, n + 5), 5)});
        });
        CALLS.put("add", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.add(n, number(g), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addProduct", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.addProduct(n, numbers(g, n), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("multiply anew", (kernels, g) -> {
            View a = view(g, size(g), size(g));
            View b = view(g, a.columns(), size(g));
            View c = part(g, a.rows(), b.columns());
            kernels.multiply(a, b, c, true);
            return List.of(c.data());
        });
        CALLS.put("scale", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.scale(n, number(g), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("product", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.product(n, numbers(g, n), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addSquares", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] to = numbers(g, n);
            kernels.addSquares(m, n, numbers(g, m * n), numbers(g, n), to);
            return List.of(to);
        });
        CALLS.put("rescale", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] y = numbers(g, m * n);
            kernels.rescale(m, n, numbers(g, m * n), numbers(g, n), numbers(g, n), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addProducts", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] sums = numbers(g, n);
            double[] products = numbers(g, n);
            kernels.addProducts(m, n, numbers(g, m * n), numbers(g, m * n), numbers(g, n), sums, products);
            return List.of(sums, products);
        });
        CALLS.put("addCombination", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] to = numbers(g, m * n);
            double[] x = numbers(g, m * n);
            double[] gradient = numbers(g, m * n);
            kernels.addCombination(
                    m, n, gradient, x, numbers(g, n), numbers(g, n), numbers(g, n), numbers(g, n), to, g.below(2) == 0);
            return List.of(to);
        });
        CALLS.put("addToRows", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] y = numbers(g, m * n);
            kernels.addToRows(m, n, number(g), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addRows", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] x = numbers(g, n);
            kernels.addRows(m, n, number(g), numbers(g, m * n), x);
            return List.of(x);
        });
        CALLS.put("add, broadcast", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            Matrix y = matrix(g, g.below(2) == 0 ? 1 : m, g.below(2) == 0 ? 1 : n);
            Matrix x = g.below(2) == 0 ? matrix(g, m, n) : matrix(g, y.rows() == 1 ? 1 : m, y.columns() == 1 ? 1 : n);
            kernels.add(number(g), x, y);
            return List.of(y.data());
        });
        CALLS.put("addProduct, broadcast", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            Matrix a = matrix(g, m, g.below(2) == 0 ? 1 : n);
            Matrix b = matrix(g, g.below(2) == 0 ? 1 : m, n);
            Matrix y = g.below(2) == 0 ? matrix(g, m, n) : matrix(g, g.below(2) == 0 ? 1 : m, 1);
            kernels.addProduct(a, b, y);
            return List.of(y.data());
        });
        for (Curve curve : curves()) {
            CALLS.put("apply " + curve + (curve.hasConstant() ? curve.constant() : ""), (kernels, g) -> {
                int n = size(g);
                double[] x = numbers(g, n);
                double[] y = new double[n];
                // the slope may take the place of x
                double[] slope = g.below(4) == 0 ? null : g.below(3) == 0 ? x : new double[n];
                kernels.apply(curve, n, x, y, slope);
                return slope == null ? List.of(y) : List.of(y, slope);
            });
        }
    }

    /** All named curves, and one of each kind with a constant. */
    private static List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (Field field : Curve.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Curve.class) {
                try {
                    curves.add((Curve) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        curves.addAll(List.of(Curve.plus(0.1), Curve.minus(0.1), Curve.times(3), Curve.dividedBy(3)));
        curves.addAll(List.of(Curve.leakyRelu(0.1), Curve.power(3), Curve.power(-0.5)));
        return curves;
    }

    /** Mostly small, often odd, sometimes longer than any block that kernels work in. */
    private static int size(Generator generator) {
        return 1 + generator.below(generator.below(10) == 0 ? 150 : 20);
    }

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        0x1p-1030,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        36.8,
        -37,
        708,
        -708.5,
        709.8,
        -745.2,
        -750,
        0.625,
        -0.625,
        3,
        -3,
        1e-300,
        1e300,
        0x1.0000000000001p0,
        0x1p53
    };

    private static double number(Generator generator) {
        return switch (generator.below(20)) {
            case 0 -> SPECIAL[generator.below(SPECIAL.length)];
            case 1 -> 100 * generator.gaussian();
            default -> 2 * generator.gaussian();
        };
    }

    private static double[] numbers(Generator generator, int count) {
        boolean special = generator.below(2) == 0;
        double[] result = new double[count];
        Arrays.setAll(result, i -> special ? number(generator) : generator.gaussian());
        return result;
    }

    private static Matrix matrix(Generator generator, int rows, int columns) {
        return Matrix.wrap(rows, columns, numbers(generator, rows * columns));
    }

    /** Part of a larger matrix, or such a part transposed. */
    private static View view(Generator generator, int rows, int columns) {
        return generator.below(2) == 0
                ? part(generator, rows, columns)
                : part(generator, columns, rows).transposed();
    }

    private static View part(Generator generator, int rows, int columns) {
        int above = generator.below(3);
        int left = generator.below(3);
        Matrix whole = matrix(generator, rows + above + generator.below(3), columns + left + generator.below(3));
        return whole.view().rows(above, above + rows).columns(left, left + columns);
    }

    @TestFactory
    List<DynamicTest> everyMethodOfAllKernelsGivesTheBitsOfThePlainOnes() {
        List<DynamicTest> tests = new ArrayList<>();
        kernels()
                .forEach((name, kind) ->
                        CALLS.forEach((method, call) -> tests.add(DynamicTest.dynamicTest(method + ", " + name, () -> {
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
            View a = view(generator, 150 + generator.below(150), 150);
            View b = view(generator, 150, 101 + generator.below(60));
            View c = part(generator, a.rows(), b.columns());
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

    /** For narrower registers than this machine's, in a JVM of its own: fails if any bit differs. */
    public static void main(String[] arguments) throws Throwable {
        SameBitsTest test = new SameBitsTest();
        List<DynamicTest> tests = new ArrayList<>(test.trainingGivesTheSameBitsWithAllKernelsOnEveryMachine());
        tests.addAll(test.everyMethodOfAllKernelsGivesTheBitsOfThePlainOnes());
        for (DynamicTest each : tests) {
            each.getExecutable().execute();
        }
        test.largeProductsHaveTheSameBitsOnSeveralThreads();
        System.out.println("the same bits in " + tests.size() + " tests");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:TieredStopAtLevel=1"})
    void otherRegistersAndCompilersGiveTheSameBits(String option) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        classPath(),
                        SameBitsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output).contains("the same bits in ");
    }

    /** Where the classes that {@link #main} needs come from. */
    private static String classPath() {
        return Stream.of(
                        SameBitsTest.class,
                        Kernels.class,
                        Nullable.class,
                        Assertions.class,
                        DynamicTest.class,
                        ParameterizedTest.class,
                        Preconditions.class,
                        AssertionFailedError.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
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
