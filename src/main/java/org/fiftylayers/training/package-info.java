/**
 * The training loop: mini-batches, a loss, an optimiser, and all that must be saved to go on later.
 *
 * <pre>{@code
 * Generator generator = new Generator(1);
 * Dataset spirals = Synthetic.spirals(100, 0.1, generator);
 * Sequential model = Sequential.of(
 *         new Linear("layer1", 2, 16, Initialiser.xavier(), generator),
 *         Activation.TANH,
 *         new Linear("layer2", 16, 2, Initialiser.xavier(), generator));
 * Optimiser adam = new Adam(model.parameters(), 0.01);
 * History history = new Training(model, adam, new Batches(spirals, 20, generator)).run(10);
 * double accuracy = history.last().accuracy();
 * }</pre>
 *
 * <p>{@link org.fiftylayers.training.Training} is one page: read it.
 */
@NullMarked
package org.fiftylayers.training;

import org.jspecify.annotations.NullMarked;
