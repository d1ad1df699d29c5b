package org.fiftylayers.probe;

import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Matrix;

/**
 * What one step did to one parameter.
 *
 * @param layer the number of its layer
 * @param value before the step, with a histogram of the numbers
 * @param gradient what the optimiser was given, with a histogram of binary exponents
 * @param update after the step minus before, with a histogram of binary exponents
 * @param isSymmetric whether, after the step, all units of a weight matrix have the same weights, or all of its inputs
 */
public record ParameterReading(
        int layer, String name, Statistics value, Statistics gradient, Statistics update, boolean isSymmetric) {

    static ParameterReading of(int layer, Parameter parameter, Matrix before) {
        Matrix now = parameter.value();
        return new ParameterReading(
                layer,
                parameter.name(),
                Statistics.of(before),
                Statistics.ofSizes(parameter.gradient()),
                Statistics.ofSizes(now.minus(before)),
                isWeight(parameter) && (hasEqualRows(now) || hasEqualRows(now.transpose())));
    }

    static boolean isWeight(Parameter parameter) {
        return parameter.name().endsWith(".weight");
    }

    /** Whether this is a matrix of weights, and no bias, gain or shift. */
    public boolean isWeight() {
        return name.endsWith(".weight");
    }

    /** ‖update‖/‖value‖, about 10⁻³ where learning goes well; NaN for a parameter that was 0. */
    public double ratio() {
        return value.norm() == 0 ? Double.NaN : update.norm() / value.norm();
    }

    private static boolean hasEqualRows(Matrix weight) {
        int columns = weight.columns();
        for (int k = columns; k < weight.size(); k++) {
            if (weight.data()[k] != weight.data()[k - columns]) {
                return false;
            }
        }
        return weight.rows() > 1;
    }
}
