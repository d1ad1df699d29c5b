package org.fiftylayers.probe;

import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Matrix;

/** The matrix of all derivatives ∂yᵢ/∂xⱼ of a function at a point, exactly: one Jacobian-vector product per column. */
public final class Jacobian {
    private Jacobian() {}

    /**
     * The Jacobian of a function of a matrix, such as {@code layer::forward}, at x: as many rows as y has entries, as many
     * columns as x. Entries count row after row. The function runs once per entry of x; its parameters stay as they are.
     *
     * @param x not modified
     * @throws CancellationException if the thread is interrupted before the last column
     */
    public static Matrix of(UnaryOperator<Variable> f, Matrix x) {
        Tape tape = Tape.withTangents();
        Matrix direction = Matrix.zeros(x.rows(), x.columns());
        double[][] columns = new double[x.size()][];
        for (int j = 0; j < columns.length; j++) {
            Interruption.check("jacobian");
            tape.reset();
            direction.fill(0);
            direction.data()[j] = 1;
            columns[j] = f.apply(tape.variable(x, direction)).tangent().data().clone();
        }
        return Matrix.of(columns).transpose();
    }

    /**
     * The singular values of the Jacobian, the largest first: by how much f stretches small changes of x. All 1 is what
     * Saxe, McClelland and Ganguli, 2014, call dynamical isometry.
     */
    public static double[] singularValues(UnaryOperator<Variable> f, Matrix x) {
        return SingularValues.of(of(f, x));
    }
}
