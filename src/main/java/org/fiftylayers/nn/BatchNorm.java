package org.fiftylayers.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/**
 * Batch normalisation, y = γ (x − μ)/√(σ² + ε) + β, per feature of a dense layer or per channel of images (Ioffe and
 * Szegedy, 2015), with ε = 10⁻⁵.
 *
 * <p>In training, μ and σ² are mean and biased variance over the batch (and the pixels of images), and running statistics move
 * towards them by a tenth at every forward pass, towards the unbiased variance. In evaluation the running statistics take
 * their places.
 */
public final class BatchNorm implements Layer, Fused {
    private static final double MOMENTUM = 0.1;

    private final String name;
    private final Channels channels;
    private final double epsilon;
    private final Parameter gain;
    private final Parameter shift;
    private final Matrix runningMean;
    private final Matrix runningVariance;
    private boolean training = true;

    private BatchNorm(String name, Channels channels, double epsilon) {
        this.name = name;
        this.channels = channels;
        this.epsilon = epsilon;
        this.gain = new Parameter(name + ".gain", Matrix.filled(1, channels.count(), 1));
        this.shift = new Parameter(name + ".shift", Matrix.zeros(1, channels.count()));
        this.runningMean = Matrix.zeros(1, channels.count());
        this.runningVariance = Matrix.filled(1, channels.count(), 1);
    }

    /** For batches of batch × features. */
    public static BatchNorm dense(String name, int features) {
        if (features < 1) {
            throw new IllegalArgumentException(
                    "batchNorm " + name + ": features are " + features + "; there must be at least 1");
        }
        return new BatchNorm(name, new FeatureChannels(features), 1e-5);
    }

    /** For batches of images: one mean, variance, gain and shift per channel. */
    public static BatchNorm images(String name, ImageShape in) {
        return new BatchNorm(name, new ImageChannels(in.channels(), in.height() * in.width()), 1e-5);
    }

    /** The same layer, as new, with another ε: what is added to variances, at least 0. */
    public BatchNorm withEpsilon(double other) {
        if (!(other >= 0 && other < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "batchNorm " + name + ": epsilon is " + other + "; it must be a finite number, at least 0");
        }
        return new BatchNorm(name, channels, other);
    }

    @Override
    public boolean takes(Activation next) {
        return next.curve().equals(Curve.RELU);
    }

    @Override
    public Variable forward(Variable x, Activation next) {
        return training && x.tape().fuses() ? forward(x, true) : next.forward(forward(x));
    }

    @Override
    public Variable forward(Variable x) {
        return forward(x, false);
    }

    /** @param relu whether ReLU follows in the same operation; only in training, on a tape that fuses */
    private Variable forward(Variable x, boolean relu) {
        if (x.columns() != channels.columns()) {
            throw new IllegalArgumentException("batchNorm " + name + ": input is "
                    + x.value().shape() + "; it must have " + channels.columns() + " columns");
        }
        Tape tape = x.tape();
        if (!training) {
            Variable centred = x.minus(channels.spread(tape.constant(runningMean)));
            return scaled(centred, tape.constant(runningVariance));
        }
        int count = x.rows() * channels.area();
        if (count == 1) {
            throw new IllegalArgumentException("batchNorm " + name + ": input is "
                    + x.value().shape() + ", one value per feature; a variance needs at least 2 in training"
                    + " (for single inputs call setTraining(false))");
        }
        return tape.fuses() ? fused(x, count, relu) : composed(x, count);
    }

    /** The definition, of which every step has exact second derivatives. */
    Variable composed(Variable x, int count) {
        Variable mean = channels.sums(x).dividedBy(count);
        Variable centred = x.minus(channels.spread(mean));
        Variable variance = channels.sums(centred.square()).dividedBy(count);
        follow(mean.value(), variance.value(), count);
        return scaled(centred, variance);
    }

    private Variable scaled(Variable centred, Variable variance) {
        Variable inverse = variance.plus(epsilon).sqrt().reciprocal();
        Variable factor = inverse.times(variance.tape().use(gain));
        Variable addend = channels.spread(variance.tape().use(shift));
        return centred.times(channels.spread(factor)).plus(addend);
    }

    private Variable fused(Variable x, int count, boolean relu) {
        BatchNormalisation operation =
                new BatchNormalisation(x, x.tape().use(gain), x.tape().use(shift), channels, epsilon, relu);
        Variable y = operation.record(x.rows(), x.columns());
        follow(operation.mean(), operation.variance(), count);
        return y;
    }

    private void follow(Matrix mean, Matrix variance, int count) {
        double unbiased = (double) count / (count - 1);
        for (int c = 0; c < channels.count(); c++) {
            runningMean.data()[c] += MOMENTUM * (mean.data()[c] - runningMean.data()[c]);
            runningVariance.data()[c] +=
                    MOMENTUM * (unbiased * variance.data()[c] - runningVariance.data()[c]);
        }
    }

    @Override
    public void setTraining(boolean training) {
        this.training = training;
    }

    /** Gain γ, 1 at first, then shift β, 0 at first; each 1 × features. */
    @Override
    public List<Parameter> parameters() {
        return List.of(gain, shift);
    }

    /** Gain and shift, then {@code name.runningMean} and {@code name.runningVariance}. */
    @Override
    public Map<String, Matrix> state() {
        Map<String, Matrix> state = new LinkedHashMap<>(State.of(parameters()));
        state.put(name + ".runningMean", runningMean);
        state.put(name + ".runningVariance", runningVariance);
        return state;
    }

    @Override
    public String toString() {
        return "BatchNorm " + channels.count();
    }
}
