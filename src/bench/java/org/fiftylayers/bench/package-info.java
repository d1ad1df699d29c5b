/**
 * How fast the library is: JMH benchmarks, and the programs that {@code src/bench/compare.py} runs beside PyTorch and JAX.
 *
 * <pre>{@code
 * TrainingStep step = new TrainingStep(Workload.of("i"), Kernels.fastest());
 * double loss = step.run();
 * }</pre>
 */
@NullMarked
package org.fiftylayers.bench;

import org.jspecify.annotations.NullMarked;
