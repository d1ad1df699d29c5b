package org.fiftylayers.training;

/**
 * Once through all examples.
 *
 * @param number counted from 1
 * @param loss the mean over its examples, each as its batch found it, while the weights moved on
 * @param accuracy the share of examples whose largest output was the one of their label; NaN if outputs are no classes
 * @param skipped steps left out because of NaN or infinity, see {@link Training#skippingNotFinite}
 */
public record Epoch(int number, double loss, double accuracy, int skipped) {}
