package org.fiftylayers.nn;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;

/**
 * The residual networks of He and others, 2016, for small images: a convolution, three stages of n blocks with 16, 32 and 64
 * channels, images halved before the second and the third, then the mean of each channel and a linear layer. That makes
 * 6n + 2 layers with weights: n = 3 is ResNet-20 with 269,722 parameters, n = 18 is ResNet-110.
 */
public final class ResNet {
    private static final int[] CHANNELS = {16, 32, 64};

    private final boolean shortcuts;
    private final Generator generator;
    private final List<Layer> layers = new ArrayList<>();
    private ImageShape shape;

    private ResNet(ImageShape in, boolean shortcuts, Generator generator) {
        this.shape = in;
        this.shortcuts = shortcuts;
        this.generator = generator;
    }

    /**
     * With a shortcut around every block of two convolutions.
     *
     * @param n blocks per stage, at least 1
     * @param in the images' shape, 3 × 32 × 32 for CIFAR
     */
    public static Sequential cifar(int n, ImageShape in, int classes, Generator generator) {
        return new ResNet(in, true, generator).build(n, classes);
    }

    /** The same layers without shortcuts, to compare with. */
    public static Sequential plain(int n, ImageShape in, int classes, Generator generator) {
        return new ResNet(in, false, generator).build(n, classes);
    }

    private Sequential build(int n, int classes) {
        if (n < 1) {
            throw new IllegalArgumentException("resNet: n is " + n + "; each stage has at least 1 block");
        }
        layers.addAll(convolution("conv", "norm", CHANNELS[0], 1));
        layers.add(Activation.RELU);
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            for (int block = 0; block < n; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                addBlock("stage" + (stage + 1) + ".block" + (block + 1), CHANNELS[stage], stride);
            }
        }
        layers.add(new GlobalAveragePool(shape));
        layers.add(new Linear("linear", shape.channels(), classes, Initialiser.he(), generator));
        return Sequential.of(layers);
    }

    private void addBlock(String name, int channels, int stride) {
        ImageShape in = shape;
        List<Layer> body = new ArrayList<>(convolution(name + ".conv1", name + ".norm1", channels, stride));
        body.add(Activation.RELU);
        body.addAll(convolution(name + ".conv2", name + ".norm2", channels, 1));
        if (!shortcuts) {
            layers.addAll(body);
            layers.add(Activation.RELU);
            return;
        }
        Sequential branch = Sequential.of(body);
        Residual block = in.equals(shape)
                ? Residual.identity(branch)
                : Residual.projected(branch, new Subsample(in, channels, stride));
        layers.add(block.then(Activation.RELU));
    }

    /** A convolution with kernels of 3 × 3 and its normalisation; afterwards images have its output's shape. */
    private List<Layer> convolution(String name, String normName, int channels, int stride) {
        Conv2d convolution = new Conv2d(name, shape, channels, 3, stride, 1, Initialiser.he(), generator);
        shape = convolution.outputShape();
        return List.of(convolution, BatchNorm.images(normName, shape));
    }
}
