/**
 * Derivatives of programs: write a computation with numbers or matrices, walk it backward, read the gradients.
 *
 * <pre>{@code
 * ScalarTape tape = new ScalarTape();
 * Scalar w = tape.variable(1), x = tape.variable(1);
 * w.times(x).sigmoid().square().times(0.5).backward();
 * double slope = w.gradient();
 *
 * Parameter weight = new Parameter("weight", Matrix.identity(2));
 * new Tape().constant(Matrix.row(1, -1)).matmul(weight).tanh().sum().backward();
 * Matrix gradient = weight.gradient();
 * }</pre>
 *
 * <p>Each operation computes at once and notes on a tape what the way back needs: partial derivatives, or itself. With
 * tangents, the derivative in one direction rides along, for exact second ones. Read from Scalar to Operation.
 */
@NullMarked
package org.fiftylayers.autodiff;

import org.jspecify.annotations.NullMarked;
