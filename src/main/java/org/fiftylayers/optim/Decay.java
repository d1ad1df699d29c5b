package org.fiftylayers.optim;

import java.util.function.Predicate;
import org.fiftylayers.autodiff.Parameter;

/**
 * Pulls weights towards 0 in every step. As L2 it adds the gradient of ½λ‖w‖² to the loss's, so that Adam and its kin
 * rescale it with the rest; decoupled it shrinks w by the factor 1 − ηλ before the step, whatever the optimiser (Loshchilov
 * and Hutter, 2019). For gradient descent without memory both are the same.
 *
 * <p>Parameters called {@code bias}, {@code gain}, {@code shift} or {@code slope} in their layer are left out, as is usual,
 * since they have no scale that decay would keep small; PyTorch decays them too, as {@link #everywhere} does here.
 *
 * @param rate λ, at least 0
 * @param decoupled whether it stays out of the gradient
 * @param choice which parameters it applies to
 */
public record Decay(double rate, boolean decoupled, Predicate<Parameter> choice) {
    public Decay {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("decay: rate is " + rate + "; it must be a finite number, at least 0");
        }
    }

    /** λw added to the gradient. */
    public static Decay l2(double rate) {
        return new Decay(rate, false, Decay::isWeight);
    }

    /** ηλw taken off the weights; in the paper λw, times what the schedule makes of 1. */
    public static Decay decoupled(double rate) {
        return new Decay(rate, true, Decay::isWeight);
    }

    /** The same for all parameters. */
    public Decay everywhere() {
        return new Decay(rate, decoupled, parameter -> true);
    }

    boolean appliesTo(Parameter parameter) {
        return rate > 0 && choice.test(parameter);
    }

    private static boolean isWeight(Parameter parameter) {
        String name = parameter.name();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "bias", "gain", "shift", "slope" -> false;
            default -> true;
        };
    }
}
