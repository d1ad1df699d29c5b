/**
 * The numeric loops of {@link org.fiftylayers.matrix.Kernels} on vector registers and several threads, found at start-up;
 * the same bits as the plain ones, which do the work until these are compiled.
 */
@NullMarked
package org.fiftylayers.matrix.accelerated;

import org.jspecify.annotations.NullMarked;
