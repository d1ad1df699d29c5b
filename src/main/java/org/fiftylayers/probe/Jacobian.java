package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Layer;

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

    /** The singular values of the Jacobians of all parts' outputs with respect to the input of the whole. */
    static List<Spectrum> spectra(int step, Layer model, Matrix x) {
        Tape tape = Tape.withTangents();
        Matrix direction = Matrix.zeros(x.rows(), x.columns());
        List<double[][]> columns = new ArrayList<>();
        List<Passage> parts = List.of();
        for (int j = 0; j < x.size(); j++) {
            tape.reset();
            direction.fill(0);
            direction.data()[j] = 1;
            Passages passages = new Passages();
            passages.run(model, tape.variable(x, direction));
            parts = passages.noted();
            for (int k = 0; k < parts.size(); k++) {
                if (j == 0) {
                    columns.add(new double[x.size()][]);
                }
                columns.get(k)[j] = parts.get(k).tangent().data().clone();
            }
        }
        List<Spectrum> spectra = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            double[] values = SingularValues.of(Matrix.of(columns.get(k)));
            spectra.add(new Spectrum(
                    step,
                    parts.get(k).layer(),
                    parts.get(k).name(),
                    Arrays.stream(values).boxed().toList()));
        }
        return spectra;
    }

    /**
     * The singular values of the Jacobian, the largest first: by how much f stretches small changes of x. All 1 is what
     * Saxe, McClelland and Ganguli, 2014, call dynamical isometry.
     */
    public static double[] singularValues(UnaryOperator<Variable> f, Matrix x) {
        return SingularValues.of(of(f, x));
    }
}
