package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLayersTest {
    private final Generator generator = new Generator(1);
    private final Tape tape = new Tape();

    @Test
    void convolutionAddsUpItsWindows() {
        ImageShape in = new ImageShape(2, 4, 5);
        Conv2d layer = new Conv2d("conv", in, 3, 3, 2, 1, Initialiser.he(), generator).withBias();
        Matrix w = layer.weight().value();
        layer.parameters().get(1).value().set(0, 2, 0.5);
        Matrix x = Matrix.gaussian(2, in.size(), 1, generator);
        Matrix y = layer.forward(tape.constant(x)).value();
        assertThat(layer.outputShape()).isEqualTo(new ImageShape(3, 2, 3));
        // channel 2 of image 1 at (1, 2): rows 1 … 3, columns 3 … 5, of which the last lies in the border
        double sum = 0.5;
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 2; j++) {
                    sum += w.get(2, (c * 3 + i) * 3 + j) * x.get(1, (c * 4 + 1 + i) * 5 + 3 + j);
                }
            }
        }
        assertThat(y.get(1, (2 * 2 + 1) * 3 + 2)).isCloseTo(sum, within(1e-14));
        assertThat(layer.parameters()).extracting(Parameter::name).containsExactly("conv.weight", "conv.bias");
    }

    @Test
    void poolsEachChannelByItself() {
        ImageShape in = new ImageShape(2, 2, 2);
        Variable x = tape.constant(Matrix.row(1, 2, 3, 4, -1, -5, -3, -7));
        assertThat(new MaxPool(in, 2, 2).forward(x).value()).isEqualTo(Matrix.row(4, -1));
        assertThat(new AveragePool(in, 2, 2).forward(x).value()).isEqualTo(Matrix.row(2.5, -4));
        assertThat(new GlobalAveragePool(in).forward(x).value()).isEqualTo(Matrix.row(2.5, -4));
        assertThat(new MaxPool(in, 2, 2).outputShape()).isEqualTo(new ImageShape(2, 1, 1));
        assertThat(new Subsample(in, 3, 2).forward(x).value()).isEqualTo(Matrix.row(1, -1, 0));
    }

    /** Row 54: layers 20, 32, 44, 56 and 110. */
    @ParameterizedTest
    @CsvSource({"3, 269722", "5, 464154", "7, 658586", "9, 853018", "18, 1727962"})
    void residualNetworksHaveThePapersParameters(int n, int expected) {
        Sequential model = ResNet.cifar(n, new ImageShape(3, 32, 32), 10, generator);
        int count = model.parameters().stream().mapToInt(p -> p.value().size()).sum();
        assertThat(count).isEqualTo(expected);
        long weights = model.parameters().stream()
                .filter(p -> p.name().endsWith(".weight"))
                .count();
        assertThat(weights).isEqualTo(6 * n + 2);
        assertThat(model.state()).hasSize(model.parameters().size() + 2 * (6 * n + 1));
    }

    @Test
    void theShortcutPassesWhereTheBodyGivesNothing() {
        ImageShape in = new ImageShape(3, 8, 8);
        Sequential model = ResNet.cifar(1, in, 4, generator);
        Sequential plain = ResNet.plain(1, in, 4, generator);
        for (Sequential each : List.of(model, plain)) {
            each.parameters().stream()
                    .filter(p -> p.name().endsWith("norm2.gain"))
                    .forEach(p -> p.value().fill(0));
        }
        Variable x = tape.variable(Matrix.gaussian(2, in.size(), 1, generator));
        model.forward(x).square().sum().backward();
        assertThat(x.gradient().norm()).isPositive();
        Variable z = tape.variable(Matrix.gaussian(2, in.size(), 1, generator));
        plain.forward(z).square().sum().backward();
        assertThat(z.gradient().norm()).isZero();
    }

    @Test
    void aSmallStackOfConvolutionsLearnsAndShowsItsFeatureMaps() {
        ImageShape in = new ImageShape(1, 8, 8);
        Sequential model = Vgg.small(in, 2, generator, 4, 8);
        Matrix images = Matrix.gaussian(20, in.size(), 0.3, generator);
        int[] labels = new int[20];
        for (int i = 0; i < 20; i++) {
            labels[i] = i % 2;
            for (int k = 0; k < 8; k++) {
                int at = labels[i] == 0 ? k * 8 + 3 : 3 * 8 + k;
                images.set(i, at, images.get(i, at) + 2);
            }
        }
        Sgd optimiser = new Sgd(model.parameters(), 0.05);
        double loss = 1;
        for (int step = 0; step < 100; step++) {
            tape.reset();
            optimiser.zeroGradients();
            Variable result = Losses.crossEntropy(model.forward(tape.constant(images)), labels);
            result.backward();
            optimiser.step();
            loss = result.number();
        }
        assertThat(loss).isLessThan(0.05);

        Matrix first = model.trace(tape.constant(images)).get(1).value();
        Matrix map = Vgg.featureMap(first, new ImageShape(4, 8, 8), 2, 3);
        assertThat(map.shape()).isEqualTo("8×8");
        assertThat(map.get(7, 5)).isEqualTo(first.get(2, 3 * 64 + 7 * 8 + 5));
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        ImageShape in = new ImageShape(3, 6, 6);
        assertThatThrownBy(() -> ResNet.cifar(0, in, 10, generator)).hasMessageContaining("resNet: n is 0");
        assertThatThrownBy(() -> Vgg.small(in, 10, generator, 4, 4))
                .hasMessage("vgg: images before pooling 2 are 4×3×3; height and width must be even");
        assertThatThrownBy(() -> new Subsample(in, 2, 2))
                .hasMessageContaining("subsample: images are 3×6×6, channels are 2, stride is 2");
        assertThatThrownBy(() -> new Subsample(in, 3, 2).forward(tape.constant(Matrix.zeros(1, 5))))
                .hasMessageContaining("subsample: x is 1×5, images are 3×6×6");
        Matrix batch = Matrix.zeros(2, in.size());
        assertThatThrownBy(() -> Vgg.featureMap(batch, in, 2, 0))
                .hasMessage("featureMap: image is 2, channel is 0; the batch has 2 images of 3×6×6");
    }
}
