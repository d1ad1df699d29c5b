/**
 * Runs notebooks from top to bottom, each in a fresh JVM of its own, and remembers what came out.
 *
 * <pre>{@code
 * Executor executor = new Executor(ExecutorOptions.defaults());
 * for (Execution execution : executor.run(List.of(Path.of("notebooks/01-chain-rule.ipynb")), Progress.NONE)) {
 *     System.out.println(execution.failure() == null ? "ran" : execution.failure());
 * }
 * }</pre>
 */
@NullMarked
package org.fiftylayers.engine.execute;

import org.jspecify.annotations.NullMarked;
