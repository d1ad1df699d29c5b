package org.fiftylayers.probe;

/**
 * What one part of a network gave for a batch, and the gradient that came back to it. The activation of a recurrent layer is
 * read after the layer, at all time steps together; gates, and what an LSTM computes inside, are not read.
 *
 * @param layer how many parts with weights there are up to this one
 * @param name what the parameters are called, such as layer3, or the activation; Residual for the sum of a residual block,
 *     if no activation follows
 * @param units the number of its outputs
 * @param output the batch of outputs, with a histogram of the numbers
 * @param gradient the gradient ∂L/∂output, with a histogram of binary exponents
 * @param saturated the share of outputs where an activation's slope is below 5 % of its steepest; NaN for what is no
 *     activation, and for ReLU, which is flat on one side by design
 * @param dead the share of units whose slope is 0 for every example of the batch; NaN for what is no activation
 */
public record LayerReading(
        int layer, String name, int units, Statistics output, Statistics gradient, double saturated, double dead) {}
