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
 * <p>Each operation computes at once and notes on a tape what the way back will need: for numbers the partial derivatives,
 * for matrices the operation itself. With tangents, the derivative in one direction rides along through all of it, which
 * gives exact second derivatives. Read Scalar, ScalarTape, Variable, Tape, Operation and Dual, in this order.
 */
@NullMarked
package org.fiftylayers.autodiff;

import org.jspecify.annotations.NullMarked;
