package org.fiftylayers.probe;

/** What helps a network whose gradient changes by a factor per layer. */
final class Remedy {
    private Remedy() {}

    static String ofVanishing(String activation, double rate) {
        return switch (activation) {
            case "σ", "hard σ" ->
                "ReLU with Initialiser.he(), batch normalisation before each " + activation
                        + ", or residual connections";
            case "relu", "leaky relu", "id", "no activation" ->
                weights(rate) + "(Initialiser.he() is made for ReLU), or residual connections";
            default ->
                "larger weights, such as Initialiser.xavier() with the activation's gain, normalisation, or residual"
                        + " connections";
        };
    }

    static String ofExploding(String activation, double rate, boolean isNormalised) {
        if (isNormalised) {
            return "residual connections or fewer layers: batch normalisation with ReLU multiplies ‖δ‖ by"
                    + " √(π/(π − 1)) ≈ 1.21 per layer, whatever the weights (Yang and others, 2019)";
        }
        return switch (activation) {
            case "relu", "leaky relu", "id", "no activation" ->
                weights(rate) + "(Initialiser.he() is made for ReLU), or normalisation";
            default -> "smaller weights, such as Initialiser.xavier(), or Clipping.byGlobalNorm";
        };
    }

    /** These activations pass a factor of the weights on as it is. */
    private static String weights(double rate) {
        return rate > 0 ? "weights ×" + Digits.of(1 / rate) + " as large " : "other weights ";
    }
}
