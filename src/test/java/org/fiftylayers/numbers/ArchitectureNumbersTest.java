package org.fiftylayers.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Conv2d;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.MaxPool;
import org.junit.jupiter.api.Test;

/** Parameters and receptive fields of known networks; the numbers are rows of the project's reference table. */
class ArchitectureNumbersTest {
    /** The channels of VGG-16's convolutions of 3×3, with a pooling of 2×2 after each block. */
    private static final int[][] VGG16 = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};

    private final Generator generator = new Generator(58);
    private final List<Layer> layers = new ArrayList<>();

    /** Adds convolutions with weights of 1, and poolings; gives the shape that comes out. */
    private ImageShape addLayers(ImageShape in, boolean oneChannel) {
        ImageShape shape = in;
        for (int[] block : VGG16) {
            for (int channels : block) {
                int out = oneChannel ? 1 : channels;
                Conv2d convolution = new Conv2d("conv", shape, out, 3, 1, 1, Initialiser.constant(1), generator);
                layers.add(convolution.withBias());
                shape = convolution.outputShape();
            }
            MaxPool pool = new MaxPool(shape, 2, 2);
            layers.add(pool);
            shape = pool.outputShape();
        }
        return shape;
    }

    private static long parameters(Layer layer) {
        return layer.parameters().stream().mapToLong(p -> p.value().size()).sum();
    }

    // row 58
    @Test
    void vgg16HasItsParameters() {
        int features = addLayers(new ImageShape(3, 224, 224), false).size();
        long count =
                layers.stream().mapToLong(ArchitectureNumbersTest::parameters).sum();
        for (int out : new int[] {4096, 4096, 1000}) {
            // slice by slice, as the first matrix alone would take 800 MB
            count += out / 8 * parameters(new Linear("slice", features, 8, Initialiser.constant(0), generator));
            features = out;
        }
        assertThat(count).isEqualTo(138_357_544);
    }

    // row 58
    @Test
    void vgg16SeesMoreOfTheImageWithEachBlock() {
        ImageShape in = new ImageShape(1, 256, 32);
        addLayers(in, true);
        int[] seen = new int[layers.size()];
        Tape tape = new Tape();
        for (int row = 0; row < in.height(); row++) {
            // no weight is negative, so a pixel in the middle is positive if it sees the one row that is lit
            Matrix image = Matrix.zeros(1, in.size());
            for (int column = 0; column < in.width(); column++) {
                image.set(0, row * in.width() + column, 1);
            }
            tape.reset();
            Variable x = tape.constant(image);
            int width = in.width();
            for (int i = 0; i < seen.length; i++) {
                x = layers.get(i).forward(x);
                width /= layers.get(i) instanceof MaxPool ? 2 : 1;
                int height = x.columns() / width;
                seen[i] += x.value().get(0, height / 2 * width + width / 2) > 0 ? 1 : 0;
            }
        }
        List<Integer> afterConvolutions = new ArrayList<>();
        List<Integer> afterPoolings = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            if (layers.get(i) instanceof MaxPool) {
                afterConvolutions.add(seen[i - 1]);
                afterPoolings.add(seen[i]);
            }
        }
        assertThat(afterConvolutions).containsExactly(5, 14, 40, 92, 196);
        assertThat(afterPoolings).containsExactly(6, 16, 44, 100, 212);
    }
}
