/**
 * The other end of a kernel: starts one as Jupyter does, sends it requests and collects what comes back. The doctor, the
 * benchmark and the tests look at kernels through it, ours and others.
 *
 * <pre>{@code
 * try (KernelClient kernel = KernelClient.start(Launch.of(Path.of("kernel.json")), Duration.ofSeconds(30))) {
 *     System.out.println(kernel.execute("1 + 1").result()); // 2
 * }
 * }</pre>
 */
@NullMarked
package org.fiftylayers.engine.kernel.client;

import org.jspecify.annotations.NullMarked;
