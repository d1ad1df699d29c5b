package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.operation.Convolution;
import org.fiftylayers.operation.Pooling;

/** The largest entry of each window of kernel × kernel pixels, channel by channel. */
public record MaxPool(ImageShape in, int kernel, int stride) implements Layer {
    public MaxPool {
        Convolution.outputShape("maxPool", in, in.channels(), kernel, stride, 0); // refuses what does not fit
    }

    @Override
    public Variable forward(Variable x) {
        return Pooling.max(x, in, kernel, stride);
    }

    /** The shape of the images that come out. */
    public ImageShape outputShape() {
        return Convolution.outputShape("maxPool", in, in.channels(), kernel, stride, 0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
