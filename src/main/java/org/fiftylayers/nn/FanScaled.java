package org.fiftylayers.nn;

import java.util.function.DoubleBinaryOperator;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/**
 * Independent weights whose variance depends on how many inputs an output sees, and how many outputs an input reaches.
 *
 * @param square given those two counts, the variance of a normal weight, or the square of a uniform one's limits
 * @param uniform between ±√square; normal otherwise
 */
record FanScaled(DoubleBinaryOperator square, boolean uniform) implements Initialiser {
    static FanScaled normal(DoubleBinaryOperator variance) {
        return new FanScaled(variance, false);
    }

    @Override
    public Matrix draw(int in, int out, Generator generator) {
        return draw(in, out, in, out, generator);
    }

    @Override
    public Matrix drawFilters(int in, int out, int kernel, Generator generator) {
        int area = kernel * kernel;
        return draw(out, in * area, in * area, out * area, generator);
    }

    private Matrix draw(int rows, int columns, int in, int out, Generator generator) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException(
                    "initialiser: in is " + in + ", out is " + out + "; both must be at least 1");
        }
        double size = Math.sqrt(square.applyAsDouble(in, out));
        return uniform
                ? Matrix.uniform(rows, columns, -size, size, generator)
                : Matrix.gaussian(rows, columns, size, generator);
    }
}
