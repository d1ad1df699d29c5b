/**
 * Derivatives of programs: write a computation with numbers or matrices, walk it backward, read the gradients.
 *
 * <pre>{@code
 * ScalarTape tape = new ScalarTape();
 * Scalar w = tape.variable(1);
 * Scalar x = tape.variable(1);
 * Scalar loss = w.times(x).sigmoid().square().times(0.5);
 * loss.backward();
 * double slope = w.gradient();
 *
 * Tape matrices = new Tape();
 * Parameter weight = new Parameter("weight", Matrix.identity(2));
 * matrices.constant(Matrix.row(1, -1)).matmul(weight).tanh().sum().backward();
 * Matrix gradient = weight.gradient();
 * }</pre>
 *
 * <p>Two engines, one idea. Each operation computes at once and writes down on a tape what the way back will need: for
 * numbers the partial derivatives ({@link org.fiftylayers.autodiff.ScalarTape}), for matrices the operation itself
 * ({@link org.fiftylayers.autodiff.Tape}). On a tape with tangents, the derivative in one direction rides along through all
 * of it, which gives exact second derivatives. Functions of one number are rows of
 * {@link org.fiftylayers.matrix.Curve}; a matrix operation is linear, bilinear or elementwise, and its kind knows how to
 * differentiate it. Read {@code Scalar} and {@code ScalarTape} first, then {@code Variable}, {@code Tape} and
 * {@code Operation}.
 */
@NullMarked
package org.fiftylayers.autodiff;

import org.jspecify.annotations.NullMarked;
