package org.fiftylayers.engine.kernel.client;

/** A kernel did not do what the protocol says: its message tells what was awaited, how long, and what came instead. */
public final class KernelException extends RuntimeException {
    KernelException(String message) {
        super(message);
    }

    KernelException(String message, Throwable cause) {
        super(message, cause);
    }
}
