package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;

/**
 * Convolution of images, as networks have it (without flipping the kernel), and its transposed. With the windows of one
 * image as the columns of a matrix C, an image of the output is Y = W C, so that ∂L/∂W = G Cᵀ and ∂L/∂C = Wᵀ G. C is built
 * image by image, on the way back again: copying it is faster than reading it from memory.
 */
public final class Convolution extends Operation {
    private final Variable input;
    private final Variable weight;
    private final boolean transposed;
    private final Windows windows;
    private final Matrix columns;

    private Convolution(Variable input, Variable weight, boolean transposed, Windows windows) {
        super(input, weight);
        this.input = input;
        this.weight = weight;
        this.transposed = transposed;
        this.windows = windows;
        this.columns =
                buffer(windows.size(), windows.height() * windows.width()).value();
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
        Windows windows = new Windows(in, kernel, stride, padding);
        requireWeight("convolve", weight, windows);
        in.requireRows("convolve: x", x.value());
        int size = weight.rows() * windows.height() * windows.width();
        return new Convolution(x, weight, false, windows).record(x.rows(), size);
    }

    /** The shape of the images that {@link #convolve} makes. */
    public static ImageShape outputShape(ImageShape in, int out, int kernel, int stride, int padding) {
        Windows windows = new Windows(in, kernel, stride, padding);
        return new ImageShape(out, windows.height(), windows.width());
    }

    /**
     * What {@link #convolve} does to gradients, as an operation: y of the shape that a convolution makes from images of
     * shape {@code in} becomes images of that shape, {@code ⟨convolve(x, weight), y⟩ = ⟨x, transposed(y, weight)⟩}.
     */
    public static Variable transposed(Variable y, Variable weight, ImageShape in, int kernel, int stride, int padding) {
        Windows windows = new Windows(in, kernel, stride, padding);
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
        boolean anew = y.isBlank();
        double[] to = anew ? y.overwrite() : y.data();
        for (int i = 0; i < x.rows(); i++) {
            windows.gather(x.data(), i * x.columns(), columns.overwrite());
            kernels().multiply(w.view(), columns.view(), image(to, y.columns(), i), anew);
        }
    }

    /** X += Cᵀ(Wᵀ Y). */
    private void spread(Matrix y, Matrix w, Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            columns.clear();
            kernels().multiply(w.view().transposed(), image(y.data(), y.columns(), i), columns);
            windows.scatter(columns.data(), x.data(), i * x.columns());
        }
    }

    /** W += Y C(X)ᵀ. */
    private void correlate(Matrix x, Matrix y, Matrix w) {
        for (int i = 0; i < x.rows(); i++) {
            windows.gather(x.data(), i * x.columns(), columns.overwrite());
            kernels().multiply(image(y.data(), y.columns(), i), columns.view().transposed(), w);
        }
    }

    /** One image of the output, as channels × pixels. */
    private View image(double[] y, int size, int i) {
        int pixels = columns.columns();
        return new View(y, i * size, size / pixels, pixels, pixels, 1);
    }
}
