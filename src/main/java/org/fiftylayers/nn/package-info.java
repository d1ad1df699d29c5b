/**
 * Layers, activations, initialisers and losses: what a network is made of.
 *
 * <pre>{@code
 * Generator generator = new Generator(1);
 * Sequential model = Sequential.of(
 *         new Linear("layer1", 2, 8, Initialiser.xavier(), generator),
 *         Activation.TANH,
 *         new Linear("layer2", 8, 2, Initialiser.xavier(), generator));
 * Tape tape = new Tape();
 * Variable logits = model.forward(tape.constant(Matrix.row(0.5, -1)));
 * Variable loss = Losses.crossEntropy(logits, new int[] {1});
 * loss.backward();
 * double norm = model.parameters().get(0).gradient().norm();
 * }</pre>
 *
 * <p>Sequences are lists of batches, one per time step, for {@link Recurrent} layers; images are rows of a batch, channel after
 * channel, for {@link Conv2d} and its kind, so that flattening them for a {@link Linear} layer is the identity and needs no layer
 * of its own; {@link Residual}, {@link BatchNorm}, {@link LayerNorm} and {@link Dropout} stand in between. On a tape that
 * {@linkplain org.fiftylayers.autodiff.Tape#fuses fuses}, layers run as one operation what they are defined as in several; the
 * definition is what runs under tangents, and what the short form is tested against.
 *
 * <p>A batch is batch × features. Whatever is random takes its {@link org.fiftylayers.matrix.Generator}.
 */
@NullMarked
package org.fiftylayers.nn;

import org.jspecify.annotations.NullMarked;
