package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueDisplayTest {
    private static final List<Integer> THOUSAND =
            IntStream.range(0, 1000).boxed().toList();

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of(new double[] {0.0063888123, 2, 1e-30}, "double[3]  0.0063888, 2, 1e-30"),
                Arguments.of(new double[0], "double[0]"),
                Arguments.of(
                        IntStream.range(0, 1000).mapToDouble(i -> i / 10.0).toArray(),
                        "double[1000]  0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, …, 99.9"),
                Arguments.of(new int[] {1, 2}, "int[2]  1, 2"),
                Arguments.of((DoubleUnaryOperator) Math::sqrt, "lambda of type DoubleUnaryOperator"),
                Arguments.of(List.of((Runnable) () -> {}), "[lambda of type Runnable]"),
                Arguments.of(new float[] {0.1f, Float.NaN}, "float[2]  0.1, NaN"),
                Arguments.of(new boolean[] {true}, "boolean[1]  true"),
                Arguments.of("añ".toCharArray(), "char[2]  a, ñ"),
                Arguments.of(new String[] {"a", null}, "String[2]  a, null"),
                Arguments.of(new Object[] {1, new int[] {2, 3}}, "Object[2]  1, [2, 3]"),
                Arguments.of(
                        new double[][] {{1, -2.5}, {10, 0}},
                        """
                        double[2][2]
                           1  -2.5
                          10     0"""),
                Arguments.of(
                        new int[][] {{1, -20}, {300, 4}},
                        """
                        int[2][2]
                            1  -20
                          300    4"""),
                Arguments.of(new int[9][9], "int[9][9]" + "\n  0  0  0  0  0  0  0  0  …".repeat(8) + "\n  …"),
                Arguments.of(new double[][] {{1}, {2, 3}, null}, "double[3][]\n  1\n  2, 3\n  null"),
                Arguments.of(new int[][][] {{{1}, {2}}}, "int[1][][]\n  [[1], [2]]"),
                Arguments.of(new String[][] {{"a", "b"}}, "String[1][]\n  a, b"),
                Arguments.of(new int[0][], "int[0][]"),
                Arguments.of(List.of(0.1, 2e-44, true), "[0.1, 2.0E-44, true]"),
                Arguments.of(List.of(new double[] {1, 2}, List.of("x")), "[[1, 2], [x]]"),
                Arguments.of(List.of(Matrix.zeros(3, 5)), "[Matrix 3×5]"),
                Arguments.of(
                        THOUSAND,
                        "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …]"
                                + " (1000 elements)"),
                Arguments.of(THOUSAND.subList(0, 100), THOUSAND.subList(0, 100).toString()),
                Arguments.of(new TreeMap<>(Map.of("a", new int[] {1}, "b", new int[0])), "{a=[1], b=[]}"),
                Arguments.of(Collections.nCopies(101, "x").toArray(), "Object[101]  x, x, x, x, x, x, x, x, …, x"),
                Arguments.of(Optional.of(new int[] {1}), "Optional[[1]]"),
                Arguments.of(Optional.empty(), "Optional.empty"),
                Arguments.of(OptionalDouble.of(2e-44), "OptionalDouble[2.0E-44]"),
                Arguments.of(
                        Precision.FLOAT32,
                        "float32: smallest 1.4013e-45, largest 3.4028e38, next to 1 a distance of 1.1921e-7"),
                Arguments.of(new Tape().variable(Matrix.row(1, 2)), "Variable 1×2\n  1  2"),
                Arguments.of(new Parameter("w", Matrix.row(1)), "Parameter w 1×1\n  1"));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void showsValuesShortAndAligned(Object value, String text) {
        assertThat(Display.of(value)).isEqualTo(MimeBundle.text(text));
    }

    @Test
    void leavesStreamsToBeRead() {
        Stream<Integer> stream = Stream.of(1, 2);

        assertThat(Charts.text(stream)).contains("not shown", ".toList()");
        assertThat(stream).containsExactly(1, 2);
    }

    @Test
    void comesToAnEndWithAContainerThatHoldsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object[] array = new Object[1];
        array[0] = array;

        assertThat(Charts.text(list)).isEqualTo("[[[[[[[…]]]]]]]");
        assertThat(Charts.text(array)).isEqualTo("Object[1]  [[[[[[[…]]]]]]]");
    }

    @Test
    void showsTheWordsOfATypeThatHasItsOwn() {
        record Point(double x, double y) {}
        List<Integer> own = new ArrayList<>(THOUSAND) {
            @Override
            public String toString() {
                return "my list";
            }
        };

        assertThat(Charts.text(own)).isEqualTo("my list");
        assertThat(Charts.text(new Point(1, 2))).isEqualTo("Point[x=1.0, y=2.0]");
    }

    @Test
    void showsImagesAsPng() throws IOException {
        for (int type :
                new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_4BYTE_ABGR_PRE
                }) {
            BufferedImage image = new BufferedImage(3, 2, type);
            image.setRGB(2, 1, 0xffffffff);
            MimeBundle bundle = Display.of(image);

            byte[] png = Base64.getDecoder().decode((String) bundle.data().get(MimeBundle.PNG));
            BufferedImage shown = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(shown.getWidth()).isEqualTo(3);
            assertThat(shown.getRGB(2, 1)).isEqualTo(0xffffffff);
            assertThat(bundle.data()).containsEntry(MimeBundle.TEXT, "image, 3×2 pixels");
        }
    }
}
