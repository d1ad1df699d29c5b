package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/** Stacks of 3 × 3 convolutions with pooling between, in the manner of Simonyan and Zisserman, 2015, but small. */
public final class Vgg {
    private Vgg() {}

    /**
     * For each stage: two convolutions with ReLU, then the maximum of 2 × 2 pixels; at the end a linear layer.
     *
     * @param in the images' shape; height and width must be divisible by 2 to the number of stages
     * @param channels of each stage, such as 8, 16
     */
    public static Sequential small(ImageShape in, int classes, Generator generator, int... channels) {
        List<Layer> layers = new ArrayList<>();
        ImageShape shape = in;
        for (int stage = 0; stage < channels.length; stage++) {
            if (shape.height() % 2 != 0 || shape.width() % 2 != 0) {
                throw new IllegalArgumentException("vgg: images before pooling " + (stage + 1) + " are " + shape
                        + "; height and width must be even");
            }
            for (int i = 1; i <= 2; i++) {
                String name = "stage" + (stage + 1) + ".conv" + i;
                Conv2d convolution = new Conv2d(name, shape, channels[stage], 3, 1, 1, Initialiser.he(), generator);
                layers.add(convolution.withBias());
                layers.add(Activation.RELU);
                shape = convolution.outputShape();
            }
            MaxPool pool = new MaxPool(shape, 2, 2);
            layers.add(pool);
            shape = pool.outputShape();
        }
        layers.add(new Linear("linear", shape.size(), classes, Initialiser.he(), generator));
        return Sequential.of(layers);
    }

    /**
     * One channel of one image as a matrix of height × width, to be looked at: of a batch, or of a layer's output as
     * {@link Sequential#trace} gives it.
     */
    public static Matrix featureMap(Matrix batch, ImageShape shape, int image, int channel) {
        shape.requireRows("featureMap: batch", batch);
        if (image < 0 || image >= batch.rows() || channel < 0 || channel >= shape.channels()) {
            throw new IndexOutOfBoundsException("featureMap: image is " + image + ", channel is " + channel
                    + "; the batch has " + batch.rows() + " images of " + shape);
        }
        Matrix map = Matrix.zeros(shape.height(), shape.width());
        int start = image * shape.size() + channel * map.size();
        System.arraycopy(batch.data(), start, map.data(), 0, map.size());
        return map;
    }
}
