/**
 * The Jupyter kernel: answers Jupyter's messages, over ZeroMQ, with what the shell evaluates.
 *
 * <p>Each of the protocol's channels is a socket with a thread of its own; requests wait in a queue for the one thread
 * that runs them. So a kernel whose cell computes still answers heartbeats, interrupts and shutdowns at once.
 */
@NullMarked
package org.fiftylayers.engine.kernel;

import org.jspecify.annotations.NullMarked;
