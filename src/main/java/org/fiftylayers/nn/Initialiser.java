package org.fiftylayers.nn;

import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/** How the weights of a layer are drawn: a matrix of in × out entries, independent unless said otherwise. */
@FunctionalInterface
public interface Initialiser {
    Matrix draw(int in, int out, Generator generator);

    /** Every weight the same. */
    static Initialiser constant(double value) {
        return (in, out, generator) -> Matrix.filled(in, out, value);
    }

    /** Normal with a given standard deviation. */
    static Initialiser gaussian(double deviation) {
        return (in, out, generator) -> Matrix.gaussian(in, out, deviation, generator);
    }

    /** Normal with variance 1/in: keeps the variance of a linear layer's output (LeCun and others, 1998). */
    static Initialiser lecun() {
        return (in, out, generator) -> Matrix.gaussian(in, out, Math.sqrt(1.0 / in), generator);
    }

    /** Normal with variance 2/(in + out): a compromise between the way forward and back (Glorot and Bengio, 2010). */
    static Initialiser xavier() {
        return (in, out, generator) -> Matrix.gaussian(in, out, Math.sqrt(2.0 / (in + out)), generator);
    }

    /** Uniform with the variance of {@link #xavier}, in ±√(6/(in + out)). */
    static Initialiser xavierUniform() {
        return (in, out, generator) -> {
            double limit = Math.sqrt(6.0 / (in + out));
            return Matrix.uniform(in, out, -limit, limit, generator);
        };
    }

    /** Normal with variance 2/in, since ReLU passes half of the second moment (He and others, 2015). */
    static Initialiser he() {
        return (in, out, generator) -> Matrix.gaussian(in, out, Math.sqrt(2.0 / in), generator);
    }
}
