package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.operation.Convolution;
import org.jspecify.annotations.Nullable;

/**
 * Convolution of images, batch × (channels·height·width), with weights of out × (channels·kernel·kernel): one filter per row
 * (LeCun and others, 1998). There is no bias, as batch normalisation would take it away again, except {@link #withBias}.
 */
public final class Conv2d implements Layer {
    private final String name;
    private final ImageShape in;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final ImageShape out;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /**
     * @param name the prefix of the parameters' names, {@code name.weight} and {@code name.bias}
     * @param in the shape of the images
     * @param out channels of the result
     * @param padding the width of a border of zeros on all four sides
     * @param initialiser gives the filters by {@link Initialiser#drawFilters}
     */
    public Conv2d(
            String name,
            ImageShape in,
            int out,
            int kernel,
            int stride,
            int padding,
            Initialiser initialiser,
            Generator generator) {
        this(
                name,
                in,
                kernel,
                stride,
                padding,
                Convolution.outputShape("conv2d " + name, in, out, kernel, stride, padding),
                new Parameter(name + ".weight", initialiser.drawFilters(in.channels(), out, kernel, generator)),
                null);
    }

    private Conv2d(
            String name,
            ImageShape in,
            int kernel,
            int stride,
            int padding,
            ImageShape out,
            Parameter weight,
            @Nullable Parameter bias) {
        this.name = name;
        this.in = in;
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        this.out = out;
        this.weight = weight;
        this.bias = bias;
    }

    /** The same layer, sharing its weights, plus a number for each channel of the result, zero at first. */
    public Conv2d withBias() {
        Parameter zeros = new Parameter(name + ".bias", Matrix.zeros(1, out.channels()));
        return new Conv2d(name, in, kernel, stride, padding, out, weight, zeros);
    }

    @Override
    public Variable forward(Variable x) {
        Variable y = Convolution.convolve(x, x.tape().use(weight), in, kernel, stride, padding);
        if (bias == null) {
            return y;
        }
        Channels channels = new ImageChannels(out.channels(), out.height() * out.width());
        return y.plus(channels.spread(x.tape().use(bias)));
    }

    /** The shape of the images that come out. */
    public ImageShape outputShape() {
        return out;
    }

    /** The filters, out × (channels·kernel·kernel). */
    public Parameter weight() {
        return weight;
    }

    /** Weight, then bias if there is one. */
    @Override
    public List<Parameter> parameters() {
        return bias == null ? List.of(weight) : List.of(weight, bias);
    }

    @Override
    public String toString() {
        return "Conv2d " + in + "→" + out;
    }
}
