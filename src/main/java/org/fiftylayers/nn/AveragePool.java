package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.operation.Convolution;
import org.fiftylayers.operation.Pooling;

/** The mean of each window of kernel × kernel pixels, channel by channel. */
public record AveragePool(ImageShape in, int kernel, int stride) implements Layer {
    public AveragePool {
        Convolution.outputShape("averagePool", in, in.channels(), kernel, stride, 0); // refuses what does not fit
    }

    @Override
    public Variable forward(Variable x) {
        return Pooling.average(x, in, kernel, stride);
    }

    /** The shape of the images that come out. */
    public ImageShape outputShape() {
        return Convolution.outputShape("averagePool", in, in.channels(), kernel, stride, 0);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
