package org.fiftylayers.bench;

import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.ScalarTape;

/**
 * Fifty layers of one sigmoid unit, for samples x = s/n, written in elementary operations: w·x + b, then 1/(1 + exp(−z)). The
 * loss is the sum of all outputs.
 */
final class SigmoidChain {
    private static final int LAYERS = 50;

    private final ScalarTape tape = new ScalarTape();

    /** How many elementary operations there are. */
    static int operations(int samples) {
        return samples * LAYERS * 6 + samples;
    }

    /** ∂loss/∂w of the first layer. */
    double gradient(int samples) {
        tape.reset();
        Scalar[] w = new Scalar[LAYERS];
        Scalar[] b = new Scalar[LAYERS];
        for (int k = 0; k < LAYERS; k++) {
            w[k] = tape.variable(1.5 * StrictMath.sin(1 + k * 1.7));
            b[k] = tape.variable(1.5 * StrictMath.sin(1 + (k + LAYERS) * 1.7));
        }
        Scalar loss = tape.variable(0);
        for (int s = 0; s < samples; s++) {
            loss = loss.plus(output(tape.variable((double) s / samples), w, b));
        }
        loss.backward();
        return w[0].gradient();
    }

    private static Scalar output(Scalar input, Scalar[] w, Scalar[] b) {
        Scalar x = input;
        for (int k = 0; k < LAYERS; k++) {
            Scalar z = w[k].times(x).plus(b[k]);
            x = z.negated().exp().plus(1).reciprocal();
        }
        return x;
    }
}
