/** Tells Jupyter of the kernel: where kernelspecs lie, how ours is written, and what is wrong with one. */
@NullMarked
package org.fiftylayers.engine.kernel.install;

import org.jspecify.annotations.NullMarked;
