package org.fiftylayers.matrix;

import java.util.ServiceLoader;

/**
 * How a long computation learns that nobody waits for its result any more. Loops ask between two pieces of work of a
 * millisecond or less. Who knows the answer is found by {@link ServiceLoader}; without anyone, computations run to their end.
 */
public final class Interruption {
    /** What knows whether the calling computation is still wanted. */
    public interface Source {
        /** Throws an exception that names the operation if it is no longer wanted. */
        void check(String operation);
    }

    private static final Source SOURCE = ServiceLoader.load(Source.class, Interruption.class.getClassLoader())
            .findFirst()
            .orElse(operation -> {});

    private Interruption() {}

    /** Ends the operation with an exception that names it, if it is no longer wanted; otherwise takes about a nanosecond. */
    public static void check(String operation) {
        SOURCE.check(operation);
    }
}
