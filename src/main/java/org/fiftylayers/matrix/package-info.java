/**
 * Dense matrices of doubles, and the few numeric loops under everything else, with the same bits on every machine.
 *
 * <pre>{@code
 * Generator generator = new Generator(1);
 * Matrix weights = Matrix.gaussian(3, 2, 0.5, generator);
 * Matrix input = Matrix.row(1, 2, 3);
 * Matrix output = input.matmul(weights).map(Elementary::sigmoid);
 * double size = output.norm();
 * }</pre>
 *
 * <p>Three rules keep a printed number the same everywhere: a matrix product adds over its inner index in order, with one
 * fused multiply-add for each, sums follow one fixed tree, and the elementary functions are made of IEEE operations alone.
 * A fused multiply-add stands only where these rules ask for one, and never at a compiler's choice; {@link
 * org.fiftylayers.matrix.Fma} has it for processors without such an instruction.
 */
@NullMarked
package org.fiftylayers.matrix;

import org.jspecify.annotations.NullMarked;
