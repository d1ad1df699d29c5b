/**
 * Operations on matrices beyond the arithmetic of {@link org.fiftylayers.autodiff.Variable}: reductions, slices, choices,
 * softmax, convolution and pooling.
 *
 * <pre>{@code
 * Tape tape = new Tape();
 * Variable image = tape.variable(Matrix.row(1, 2, 3, 4, 5, 6, 7, 8, 9));
 * Variable kernel = tape.variable(Matrix.row(0.25, 0.25, 0.25, 0.25));
 * ImageShape shape = new ImageShape(1, 3, 3);
 * Variable blurred = Convolution.convolve(image, kernel, shape, 2, 1, 0);
 * Reductions.logSumExp(blurred, Axis.COLUMNS).backward();
 * double slope = kernel.gradient().get(0, 0);
 * }</pre>
 *
 * <p>Each has exact first and second derivatives. An image is one row of a batch; see
 * {@link org.fiftylayers.matrix.ImageShape}. Index arrays are kept, not copied, until the tape's next reset.
 */
@NullMarked
package org.fiftylayers.operation;

import org.jspecify.annotations.NullMarked;
