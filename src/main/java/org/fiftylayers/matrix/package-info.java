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
 * <p>Three rules keep a printed number the same everywhere: a matrix product adds over its inner index in order, sums
 * follow one fixed tree, and the elementary functions are made of IEEE basic operations alone.
 */
@NullMarked
package org.fiftylayers.matrix;

import org.jspecify.annotations.NullMarked;
