package org.fiftylayers.nn;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;

/**
 * y = f(S x + α F(x)): a body F, and beside it a shortcut S that lets the gradient pass (He and others, 2016).
 *
 * <p>Without an activation f, and with normalisation and activation first in the body, this is the pre-activation kind (He and
 * others, 2016, <i>Identity mappings</i>); with {@code then(Activation.RELU)} the original one. A factor α below 1, such as
 * 1/√depth, keeps a deep stack without normalisation from growing (Zhang, Dauphin and Ma, 2019).
 */
public final class Residual implements Layer {
    private final Layer shortcut;
    private final double alpha;
    private final Layer body;
    private final Layer after;

    private Residual(Layer shortcut, double alpha, Layer body, Layer after) {
        this.shortcut = shortcut;
        this.alpha = alpha;
        this.body = body;
        this.after = after;
    }

    /** x + F(x). */
    public static Residual identity(Layer body) {
        return projected(body, Activation.IDENTITY);
    }

    /** S x + F(x), for a body whose output has another shape. */
    public static Residual projected(Layer body, Layer shortcut) {
        return new Residual(shortcut, 1, body, Activation.IDENTITY);
    }

    /** x + α F(x). */
    public static Residual scaled(double alpha, Layer body) {
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("residual: alpha is " + alpha + "; it must be a finite number");
        }
        return new Residual(Activation.IDENTITY, alpha, body, Activation.IDENTITY);
    }

    /** The same, sharing all parameters, with an activation after the sum. */
    public Residual then(Activation activation) {
        return new Residual(shortcut, alpha, body, activation);
    }

    @Override
    public Variable forward(Variable x) {
        Variable branch = body.forward(x);
        Variable straight = shortcut == Activation.IDENTITY ? x : shortcut.forward(x);
        boolean relu = after == Activation.RELU && x.tape().fuses();
        Variable sum = sum(straight, branch, relu);
        return relu || after == Activation.IDENTITY ? sum : after.forward(sum);
    }

    @Override
    public Variable forwardWith(Variable x, BiFunction<Layer, Variable, Variable> run) {
        Variable branch = run.apply(body, x);
        Variable straight = shortcut == Activation.IDENTITY ? x : run.apply(shortcut, x);
        Variable sum = sum(straight, branch, false);
        return after == Activation.IDENTITY ? sum : run.apply(after, sum);
    }

    /** @param relu whether ReLU follows in the same operation; only on a tape that fuses */
    private Variable sum(Variable straight, Variable branch, boolean relu) {
        if (branch.rows() != straight.rows() || branch.columns() != straight.columns()) {
            throw new IllegalArgumentException("residual: the body gives "
                    + branch.value().shape() + ", the shortcut "
                    + straight.value().shape()
                    + "; the shapes must be equal (project with another shortcut)");
        }
        return straight.tape().fuses()
                ? new ResidualSum(straight, branch, alpha, relu).record(branch.rows(), branch.columns())
                : straight.plus(alpha == 1 ? branch : branch.times(alpha));
    }

    /** What is added to the shortcut. */
    public Layer body() {
        return body;
    }

    /** The body, the shortcut, and the activation after the sum; those that are no identity. */
    @Override
    public List<Layer> layers() {
        return Stream.of(body, shortcut, after)
                .filter(layer -> layer != Activation.IDENTITY)
                .toList();
    }

    /** The body's parameters, then the shortcut's. */
    @Override
    public List<Parameter> parameters() {
        return Stream.of(body, shortcut)
                .flatMap(layer -> layer.parameters().stream())
                .toList();
    }

    @Override
    public void setTraining(boolean training) {
        body.setTraining(training);
        shortcut.setTraining(training);
    }

    @Override
    public Map<String, Matrix> state() {
        return State.merged(List.of(body, shortcut));
    }

    @Override
    public String toString() {
        return "Residual " + body;
    }
}
