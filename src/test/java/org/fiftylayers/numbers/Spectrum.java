package org.fiftylayers.numbers;

import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;

/** Sizes of linear maps. */
final class Spectrum {
    private Spectrum() {}

    /** The largest singular value, by power iteration with MᵀM. */
    static double norm(Matrix matrix) {
        Matrix squared = matrix.transpose().matmul(matrix);
        Matrix x = Matrix.gaussian(matrix.columns(), 1, 1, new Generator(1));
        double size = 0;
        for (int i = 0; i < 1000; i++) {
            x = x.times(1 / x.norm());
            x = squared.matmul(x);
            size = x.norm();
        }
        return Math.sqrt(size);
    }

    /** The largest modulus of an eigenvalue, ‖Mᵏ‖^{1/k} for k = 2¹⁴ (Gelfand), by repeated squaring. */
    static double radius(Matrix matrix) {
        double logarithm = 0;
        Matrix power = matrix;
        double k = 1;
        for (int i = 0; i < 14; i++) {
            double size = power.norm();
            logarithm += Math.log(size) / k;
            power = power.times(1 / size);
            power = power.matmul(power);
            k *= 2;
        }
        return Math.exp(logarithm + Math.log(power.norm()) / k);
    }
}
