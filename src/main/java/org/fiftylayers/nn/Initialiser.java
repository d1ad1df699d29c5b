package org.fiftylayers.nn;

import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/** How the weights of a layer are drawn: a matrix of in × out entries, independent unless said otherwise. */
@FunctionalInterface
public interface Initialiser {
    Matrix draw(int in, int out, Generator generator);

    /**
     * The filters of a convolution, of out × (in · kernel · kernel) entries: one row per output channel, drawn as the
     * weights of a linear layer from a patch. Where the variance depends on out, each input pixel reaches
     * out · kernel · kernel outputs.
     */
    default Matrix drawFilters(int in, int out, int kernel, Generator generator) {
        return draw(in * kernel * kernel, out, generator).transpose();
    }

    /** The same, times a gain, such as {@link Gain#of} for the activation that follows. */
    default Initialiser scaled(double gain) {
        if (!Double.isFinite(gain)) {
            throw new IllegalArgumentException("initialiser: gain is " + gain + "; it must be a finite number");
        }
        Initialiser unscaled = this;
        return new Initialiser() {
            @Override
            public Matrix draw(int in, int out, Generator generator) {
                return unscaled.draw(in, out, generator).times(gain);
            }

            @Override
            public Matrix drawFilters(int in, int out, int kernel, Generator generator) {
                return unscaled.drawFilters(in, out, kernel, generator).times(gain);
            }
        };
    }

    /** Every weight the same. */
    static Initialiser constant(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("constant: value is " + value + "; it must be a finite number");
        }
        return (in, out, generator) -> Matrix.filled(in, out, value);
    }

    /** Normal with a given standard deviation. */
    static Initialiser gaussian(double deviation) {
        return (in, out, generator) -> Matrix.gaussian(in, out, deviation, generator);
    }

    /** Normal with variance 1/in: keeps the variance of a linear layer's output (LeCun and others, 1998). */
    static Initialiser lecun() {
        return FanScaled.normal((in, out) -> 1 / in);
    }

    /** Normal with variance 2/(in + out): a compromise between the way forward and back (Glorot and Bengio, 2010). */
    static Initialiser xavier() {
        return FanScaled.normal((in, out) -> 2 / (in + out));
    }

    /** Uniform with the variance of {@link #xavier}, in ±√(6/(in + out)). */
    static Initialiser xavierUniform() {
        return new FanScaled((in, out) -> 6 / (in + out), true);
    }

    /** Normal with variance 2/in, since ReLU passes half of the second moment (He and others, 2015). */
    static Initialiser he() {
        return FanScaled.normal((in, out) -> 2 / in);
    }

    /** Normal with variance 2/out: as {@link #he}, but it keeps the size of gradients on the way back. */
    static Initialiser heFanOut() {
        return FanScaled.normal((in, out) -> 2 / out);
    }

    /**
     * Orthonormal columns, or rows where in &lt; out, distributed evenly over all such matrices (Haar measure): the length
     * of no vector changes, on the way forward or back (Saxe, McClelland and Ganguli, 2014).
     */
    static Initialiser orthogonal() {
        return Householder::orthogonal;
    }

    /** 1 on the diagonal, 0 elsewhere, as for the recurrent weights of Le, Jaitly and Hinton, 2015. */
    static Initialiser identity() {
        return (in, out, generator) -> {
            Matrix result = Matrix.zeros(in, out);
            for (int i = 0; i < Math.min(in, out); i++) {
                result.set(i, i, 1);
            }
            return result;
        };
    }
}
