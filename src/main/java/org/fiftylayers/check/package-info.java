/**
 * Derivatives of the engines beside finite differences and beside each other, so that none has to be believed.
 *
 * <pre>{@code
 * GradientCheck check = GradientCheck.scalars(1, x -> x[0].times(x[1]).sigmoid(), 0.5, -2);
 * double slope = check.slope();
 * }</pre>
 */
@NullMarked
package org.fiftylayers.check;

import org.jspecify.annotations.NullMarked;
