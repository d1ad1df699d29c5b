package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;

/**
 * Convolution of images, as networks have it (without flipping the kernel), and its transposed. With the windows of an image
 * as the columns of a matrix C, its output is Y = W C, so that ∂L/∂W = G Cᵀ and ∂L/∂C = Wᵀ G. C is built panel by panel,
 * and again on the way back: copying it is faster than reading it from memory.
 */
public final class Convolution extends Operation {
    private final Variable input;
    private final Variable weight;
    private final boolean transposed;
    private final Windows windows;
    private final double[] panel;
    /** The weight, or its gradient, in another order. */
    private final Matrix turned;

    private Convolution(Variable input, Variable weight, boolean transposed, Windows windows) {
        super(input, weight);
        this.input = input;
        this.weight = weight;
        this.transposed = transposed;
        this.windows = windows;
        int channels = Math.max(windows.in().channels(), weight.rows());
        this.panel = buffer(channels * windows.kernel() * windows.kernel(), Windows.PANEL)
                .value()
                .overwrite();
        this.turned = buffer(windows.size(), weight.rows()).value();
    }

    /**
     * The sums of each window's entries times the weights of each output channel.
     *
     * @param x batch × (channels·height·width)
     * @param weight out × (channels·kernel·kernel)
     * @param padding the width of a border of zeros on all four sides
     * @return batch × (out·height·width) of {@link #outputShape}
     */
    public static Variable convolve(Variable x, Variable weight, ImageShape in, int kernel, int stride, int padding) {
        Windows windows = Windows.of("convolve", in, kernel, stride, padding);
        requireWeight("convolve", weight, windows);
        in.requireRows("convolve: x", x.value());
        int size = weight.rows() * windows.count();
        return new Convolution(x, weight, false, windows).record(x.rows(), size);
    }

    /** The shape of the images that {@link #convolve} makes. */
    public static ImageShape outputShape(ImageShape in, int out, int kernel, int stride, int padding) {
        return outputShape("outputShape", in, out, kernel, stride, padding);
    }

    /** The same for a layer, which errors name. */
    public static ImageShape outputShape(String layer, ImageShape in, int out, int kernel, int stride, int padding) {
        Windows windows = Windows.of(layer, in, kernel, stride, padding);
        if (out < 1) {
            throw new IllegalArgumentException(layer + ": out is " + out + "; there must be at least 1 channel");
        }
        return new ImageShape(out, windows.height(), windows.width());
    }

    /**
     * What {@link #convolve} does to gradients, as an operation: y of the shape that a convolution makes from images of
     * shape {@code in} becomes images of that shape, {@code ⟨convolve(x, weight), y⟩ = ⟨x, transposed(y, weight)⟩}.
     */
    public static Variable transposed(Variable y, Variable weight, ImageShape in, int kernel, int stride, int padding) {
        Windows windows = Windows.of("transposed", in, kernel, stride, padding);
        requireWeight("transposed", weight, windows);
        outputShape(in, weight.rows(), kernel, stride, padding).requireRows("transposed: y", y.value());
        return new Convolution(y, weight, true, windows).record(y.rows(), in.size());
    }

    private static void requireWeight(String what, Variable weight, Windows windows) {
        if (weight.columns() != windows.size()) {
            throw new IllegalArgumentException(
                    what + ": weight is " + weight.value().shape() + ", images are "
                            + windows.in() + ", kernel is " + windows.kernel()
                            + "; a row must have channels·kernel·kernel = " + windows.size() + " entries");
        }
    }

    @Override
    protected void forward(Variable y) {
        y.primal().addProduct(transposed ? this::spread : this::convolve, input.primal(), weight.primal());
    }

    @Override
    protected void backward(Variable y) {
        if (input.needsGradient()) {
            input.adjoint().addProduct(transposed ? this::convolve : this::spread, y.adjoint(), weight.primal());
        }
        if (weight.needsGradient() && transposed) {
            weight.adjoint().addProduct(this::correlate, y.adjoint(), input.primal());
        } else if (weight.needsGradient()) {
            weight.adjoint().addProduct(this::correlate, input.primal(), y.adjoint());
        }
    }

    /** Y += W C(X). */
    private void convolve(Matrix x, Matrix w, Matrix y) {
        convolve(windows, x, w.view(), y);
    }

    private void convolve(Windows seen, Matrix x, View w, Matrix y) {
        boolean anew = y.isBlank();
        double[] result = anew ? y.overwrite() : y.data();
        for (int i = 0; i < x.rows(); i++) {
            View image = image(result, y.columns(), i, seen.count());
            for (int from = 0; from < seen.count(); from += Windows.PANEL) {
                int to = Math.min(from + Windows.PANEL, seen.count());
                seen.gather(x.data(), i * x.columns(), from, to, panel);
                kernels().multiply(w, panel(seen, to - from), image.columns(from, to), anew);
            }
        }
    }

    /** X += Cᵀ(Wᵀ Y), where Cᵀ adds windows up to images. */
    private void spread(Matrix y, Matrix w, Matrix x) {
        if (windows.canFlip()) {
            flip(w, turned.overwrite());
            int size = w.rows() * windows.kernel() * windows.kernel();
            View flipped = new View(turned.data(), 0, windows.in().channels(), size, size, 1);
            convolve(windows.flipped(w.rows()), y, flipped, x);
            return;
        }
        turned.clear();
        w.addTransposeTo(turned);
        for (int i = 0; i < x.rows(); i++) {
            View image = image(y.data(), y.columns(), i, windows.count());
            for (int from = 0; from < windows.count(); from += Windows.PANEL) {
                int to = Math.min(from + Windows.PANEL, windows.count());
                kernels().multiply(turned.view(), image.columns(from, to), panel(windows, to - from), true);
                windows.scatter(panel, from, to, x.data(), i * x.columns());
            }
        }
    }

    /** W += Y C(X)ᵀ. */
    private void correlate(Matrix x, Matrix y, Matrix w) {
        turned.clear();
        for (int i = 0; i < x.rows(); i++) {
            View image = image(y.data(), y.columns(), i, windows.count());
            for (int from = 0; from < windows.count(); from += Windows.PANEL) {
                int to = Math.min(from + Windows.PANEL, windows.count());
                windows.gather(x.data(), i * x.columns(), from, to, panel);
                View pixels = image.columns(from, to).transposed();
                kernels().multiply(panel(windows, to - from), pixels, turned);
            }
        }
        turned.addTransposeTo(w);
    }

    /** The weight as in × (out·kernel·kernel) with each kernel turned by half a circle. */
    private void flip(Matrix w, double[] flipped) {
        int area = windows.kernel() * windows.kernel();
        int out = w.rows();
        for (int o = 0; o < out; o++) {
            for (int c = 0; c < windows.in().channels(); c++) {
                for (int k = 0; k < area; k++) {
                    flipped[(c * out + o) * area + area - 1 - k] = w.data()[o * w.columns() + c * area + k];
                }
            }
        }
    }

    private View panel(Windows seen, int count) {
        return new View(panel, 0, seen.size(), count, Windows.PANEL, 1);
    }

    /** One image of a batch, as channels × pixels. */
    private static View image(double[] images, int size, int i, int pixels) {
        return new View(images, i * size, size / pixels, pixels, pixels, 1);
    }
}
