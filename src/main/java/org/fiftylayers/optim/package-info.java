/**
 * How parameters move, given their gradients.
 *
 * <pre>{@code
 * Linear model = new Linear("line", 1, 1, Initialiser.constant(0), new Generator(1));
 * Sgd optimiser = new Sgd(model.parameters(), 0.1);
 * Tape tape = new Tape();
 * for (int step = 0; step < 100; step++) {
 *     tape.reset();
 *     optimiser.zeroGradients();
 *     Variable prediction = model.forward(tape.constant(Matrix.column(-1, 0, 1)));
 *     Losses.squaredError(prediction, Matrix.column(-2, 1, 4)).backward();
 *     optimiser.step();
 * }
 * double slope = model.weight().value().get(0, 0);
 * }</pre>
 *
 * <p>An optimiser owns its parameters until it releases them. {@link Decay}, {@link Schedule} and {@link Clipping} are parts to
 * combine with any of them.
 */
@NullMarked
package org.fiftylayers.optim;

import org.jspecify.annotations.NullMarked;
