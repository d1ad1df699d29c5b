package org.fiftylayers.optim;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.Precision;

/**
 * Moves parameters, given their gradients. A new optimiser extends this class with its formula, {@link #update}; learning
 * rate, weight decay, rounding and what must be saved are here, once. No step allocates numbers.
 */
public abstract class Optimiser {
    /** What one step does to one parameter. */
    @FunctionalInterface
    protected interface Update {
        /**
         * Moves one parameter.
         *
         * @param w the weights
         * @param g their gradient, as many numbers, which are not to be changed
         * @param memory what is remembered from step to step, by the names given to the constructor
         */
        void move(double[] w, double[] g, double[][] memory);
    }

    /** In whose name parameters are taken: not this object, which a subclass has yet to complete by then. */
    private record Owner(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final String name;
    private final Owner owner;
    private final List<Parameter> parameters;
    private final List<String> memoryNames;
    /** By parameter, then by name. */
    private final double[][][] memory;

    private final Matrix steps = Matrix.zeros(1, 1);
    private final double[] decayedGradient;
    private double learningRate;
    private final boolean[] decays;
    private Decay decay = Decay.l2(0);
    private Precision precision = Precision.FLOAT64;

    /**
     * Claims the parameters, until {@link #release}: one that belongs to another optimiser is an error.
     *
     * @param name what error messages call this optimiser
     * @param memoryNames one for each matrix of a parameter's shape that is remembered, 0 at first
     */
    protected Optimiser(String name, List<Parameter> parameters, double learningRate, String... memoryNames) {
        this.name = name;
        this.owner = new Owner(name);
        this.parameters = List.copyOf(parameters);
        this.memoryNames = List.of(memoryNames);
        this.learningRate = checkedRate(learningRate);
        Set<Parameter> distinct = new HashSet<>();
        this.memory = new double[parameters.size()][memoryNames.length][];
        int largest = 0;
        for (int i = 0; i < memory.length; i++) {
            Parameter parameter = parameters.get(i);
            if (!distinct.add(parameter)) {
                throw new IllegalArgumentException(name + ": parameter " + parameter.name()
                        + " is given twice; each must be given once, or it would move twice per step");
            }
            int size = parameter.value().size();
            for (int k = 0; k < memoryNames.length; k++) {
                memory[i][k] = new double[size];
            }
            largest = Math.max(largest, size);
        }
        this.decayedGradient = new double[largest];
        this.decays = new boolean[memory.length];
        claim();
    }

    private void claim() {
        try {
            parameters.forEach(parameter -> parameter.claim(owner));
        } catch (IllegalStateException taken) {
            release();
            throw taken;
        }
    }

    /** Gives the parameters back, for another optimiser to take; this one is not to be used any more. */
    public final void release() {
        parameters.forEach(parameter -> parameter.release(owner));
    }

    /** What step t, counted from 1, does to each parameter at the given learning rate. */
    protected abstract Update update(double rate, double t);

    /** Moves every parameter against its gradient. */
    public final void step() {
        steps.data()[0]++;
        Update update = update(learningRate, steps.number());
        for (int i = 0; i < memory.length; i++) {
            Parameter parameter = parameters.get(i);
            double[] w = parameter.value().data();
            double[] g = parameter.gradient().data();
            if (decays[i]) {
                g = decayed(w, g);
            }
            update.move(w, g, memory[i]);
            precision.round(w);
        }
    }

    /** Shrinks the weights, or gives the gradient with the decay's, as the decay asks for. */
    private double[] decayed(double[] w, double[] g) {
        if (decay.decoupled()) {
            double factor = 1 - learningRate * decay.rate();
            for (int j = 0; j < w.length; j++) {
                w[j] *= factor;
            }
            return g;
        }
        double rate = decay.rate();
        double[] sum = decayedGradient;
        for (int j = 0; j < w.length; j++) {
            sum[j] = g[j] + rate * w[j];
        }
        return sum;
    }

    /** Sets all gradients to 0, to be called once per step, before backward. */
    public final void zeroGradients() {
        parameters.forEach(Parameter::zeroGradient);
    }

    /** Lets weights shrink from now on; returns this optimiser. */
    public final Optimiser with(Decay decay) {
        this.decay = decay;
        for (int i = 0; i < decays.length; i++) {
            decays[i] = decay.appliesTo(parameters.get(i));
        }
        return this;
    }

    /** Rounds the weights to a number format after each step from now on; returns this optimiser. */
    public final Optimiser roundedTo(Precision precision) {
        this.precision = precision;
        return this;
    }

    /** The learning rate η of the next step. */
    public final double learningRate() {
        return learningRate;
    }

    /** Sets the learning rate from the next step on; a finite number, at least 0. */
    public final void setLearningRate(double learningRate) {
        this.learningRate = checkedRate(learningRate);
    }

    /** What is moved, in the order given. */
    public final List<Parameter> parameters() {
        return parameters;
    }

    /**
     * All that must be saved to go on later as if nothing had happened, live: {@code step}, the number of steps so far, and
     * for each parameter what is remembered of it, such as {@code layer3.weight.velocity}.
     */
    public final Map<String, Matrix> state() {
        Map<String, Matrix> state = new LinkedHashMap<>();
        state.put("step", steps);
        for (int i = 0; i < memory.length; i++) {
            Parameter parameter = parameters.get(i);
            Matrix value = parameter.value();
            for (int k = 0; k < memoryNames.size(); k++) {
                Matrix numbers = Matrix.wrap(value.rows(), value.columns(), memory[i][k]);
                if (state.put(parameter.name() + "." + memoryNames.get(k), numbers) != null) {
                    throw new IllegalStateException(name + ": two parameters are called " + parameter.name()
                            + "; what is to be saved needs a name of its own");
                }
            }
        }
        return state;
    }

    @Override
    public final String toString() {
        return name;
    }

    private double checkedRate(double rate) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    name + ": learning rate is " + rate + "; it must be a finite number, at least 0");
        }
        return rate;
    }

    /** The given coefficient of a running mean, if it is one. */
    final double fraction(String what, double value) {
        return require(value >= 0 && value < 1, what, value, "it must be at least 0 and below 1");
    }

    /** The given ε, if it is one. */
    final double epsilon(double value) {
        boolean fits = value >= 0 && value < Double.POSITIVE_INFINITY;
        return require(fits, "epsilon", value, "it must be a finite number, at least 0");
    }

    private double require(boolean fits, String what, double value, String rule) {
        if (!fits) {
            // an optimiser that does not come to be must not keep the parameters
            release();
            throw new IllegalArgumentException(name + ": " + what + " is " + value + "; " + rule);
        }
        return value;
    }

    /** m ← β m + (1 − β) g. */
    protected static void average(double beta, double[] g, double[] m) {
        double share = 1 - beta;
        for (int i = 0; i < m.length; i++) {
            m[i] = beta * m[i] + share * g[i];
        }
    }

    /** v ← β v + (1 − β) g². */
    protected static void averageSquare(double beta, double[] g, double[] v) {
        double share = 1 - beta;
        for (int i = 0; i < v.length; i++) {
            v[i] = beta * v[i] + share * (g[i] * g[i]);
        }
    }
}
