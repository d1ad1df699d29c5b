package org.fiftylayers.optim;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Matrix;

/**
 * Bounds gradients between backward and step, in place. All methods give the norm of the whole gradient before, and refuse
 * NaN and infinity, naming the parameter, with an {@link ArithmeticException} before anything is changed: no factor makes a
 * direction of them. To leave out such a step instead, ask {@link #isFinite} first.
 */
public final class Clipping {
    private Clipping() {}

    /** Cuts each entry off at ±limit, which may turn the direction. */
    public static double byValue(List<Parameter> parameters, double limit) {
        double norm = norm("clip by value", parameters, limit);
        for (Parameter parameter : parameters) {
            double[] g = parameter.gradient().data();
            for (int i = 0; i < g.length; i++) {
                g[i] = Math.max(-limit, Math.min(limit, g[i]));
            }
        }
        return norm;
    }

    /** Scales the gradient of each parameter whose norm is above the limit down to it; the rates between parameters change. */
    public static double byNorm(List<Parameter> parameters, double limit) {
        double norm = norm("clip by norm", parameters, limit);
        for (Parameter parameter : parameters) {
            scale(parameter.gradient(), parameter.gradient().norm(), limit);
        }
        return norm;
    }

    /**
     * Scales all gradients by one factor, such that their norm together is at most the limit: the direction is kept (Pascanu,
     * Mikolov and Bengio, 2013). PyTorch adds 10⁻⁶ to the norm that it divides by.
     */
    public static double byGlobalNorm(List<Parameter> parameters, double limit) {
        double norm = norm("clip by global norm", parameters, limit);
        for (Parameter parameter : parameters) {
            scale(parameter.gradient(), norm, limit);
        }
        return norm;
    }

    /** Whether no gradient holds NaN or infinity. */
    public static boolean isFinite(List<Parameter> parameters) {
        return parameters.stream()
                .map(Parameter::gradient)
                .allMatch(gradient -> firstNotFinite(gradient.data()) == gradient.size());
    }

    private static int firstNotFinite(double[] g) {
        int i = 0;
        while (i < g.length && Math.abs(g[i]) <= Double.MAX_VALUE) {
            i++;
        }
        return i;
    }

    /** The norm of all gradients as one vector. */
    private static double norm(String operation, List<Parameter> parameters, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException(operation + ": limit is " + limit + "; it must be above 0");
        }
        // in units of the largest so far, whose squares neither overflow nor underflow
        double largest = 0;
        double squares = 0;
        for (Parameter parameter : parameters) {
            double norm = parameter.gradient().norm();
            requireFinite(operation, parameter, norm);
            if (norm > largest) {
                squares = 1 + squares * (largest / norm) * (largest / norm);
                largest = norm;
            } else if (norm > 0) {
                squares += (norm / largest) * (norm / largest);
            }
        }
        double norm = largest * Math.sqrt(squares);
        if (norm > Double.MAX_VALUE) {
            throw new ArithmeticException(
                    operation + ": the norm of the gradients is above the largest double; no factor"
                            + " brings it down to " + limit);
        }
        return norm;
    }

    private static void requireFinite(String operation, Parameter parameter, double norm) {
        Matrix gradient = parameter.gradient();
        // a finite norm spares the search
        int bad = norm <= Double.MAX_VALUE ? gradient.size() : firstNotFinite(gradient.data());
        if (bad < gradient.size()) {
            throw new ArithmeticException(operation + ": gradient of " + parameter.name() + " is "
                    + gradient.data()[bad] + " at (" + bad / gradient.columns() + ", " + bad % gradient.columns()
                    + "); it must be finite (to leave out such a step, ask Clipping.isFinite first)");
        }
    }

    private static void scale(Matrix gradient, double norm, double limit) {
        if (norm > limit) {
            double factor = limit / norm;
            double[] g = gradient.data();
            for (int i = 0; i < g.length; i++) {
                g[i] *= factor;
            }
        }
    }
}
