package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/**
 * Takes every stride-th pixel of every stride-th row, and appends channels of zeros: the shortcut without parameters where a
 * ResNet's images shrink (option A of He and others, 2016).
 *
 * @param channels of the result, at least as many as there are
 */
public record Subsample(ImageShape in, int channels, int stride) implements Layer {
    public Subsample {
        if (channels < in.channels() || stride < 1) {
            throw new IllegalArgumentException("subsample: images are " + in + ", channels are " + channels
                    + ", stride is " + stride + "; channels must not become fewer, stride must be at least 1");
        }
    }

    /** The shape of the images that come out. */
    public ImageShape outputShape() {
        return new ImageShape(channels, (in.height() - 1) / stride + 1, (in.width() - 1) / stride + 1);
    }

    @Override
    public Variable forward(Variable x) {
        in.requireRows("subsample: x", x.value());
        return Operation.linear(x, (from, to) -> copy(from, to, true), (from, to) -> copy(to, from, false))
                .record(x.rows(), outputShape().size());
    }

    /** small += the chosen entries of large, or these += small. */
    private void copy(Matrix large, Matrix small, boolean down) {
        ImageShape out = outputShape();
        double[] a = large.data();
        double[] b = small.data();
        for (int image = 0; image < large.rows(); image++) {
            for (int channel = 0; channel < in.channels(); channel++) {
                for (int i = 0; i < out.height(); i++) {
                    int from = image * in.size() + (channel * in.height() + i * stride) * in.width();
                    int to = image * out.size() + (channel * out.height() + i) * out.width();
                    for (int j = 0; j < out.width(); j++) {
                        if (down) {
                            b[to + j] += a[from + j * stride];
                        } else {
                            a[from + j * stride] += b[to + j];
                        }
                    }
                }
            }
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
