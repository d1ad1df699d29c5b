package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.operation.Pooling;

/** The mean of each channel: images become batch × channels (Lin, Chen and Yan, 2014). */
public record GlobalAveragePool(ImageShape in) implements Layer {
    @Override
    public Variable forward(Variable x) {
        return Pooling.adaptiveAverage(x, in, 1, 1);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
