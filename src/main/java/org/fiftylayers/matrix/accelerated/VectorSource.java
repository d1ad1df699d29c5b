package org.fiftylayers.matrix.accelerated;

import jdk.incubator.vector.DoubleVector;
import org.fiftylayers.matrix.Fma;
import org.fiftylayers.matrix.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Gives kernels on vector registers where Java's Vector API is at hand, {@code --add-modules jdk.incubator.vector}, and its
 * calls become instructions: without the optimising compiler each would be an object.
 */
public final class VectorSource implements Kernels.Source {
    private static final int LANES = usable() ? DoubleVector.SPECIES_PREFERRED.length() : 0;
    /** Two lanes gain nothing over plain loops. */
    private static final int WORTHWHILE = 4;

    /** Threads for large products: the processors, at most four, or {@code -Dfiftylayers.threads}. */
    private static final int THREADS = Math.max(
            1,
            Integer.getInteger(
                    "fiftylayers.threads", Math.min(4, Runtime.getRuntime().availableProcessors())));

    @Override
    public @Nullable Kernels kernels() {
        return LANES >= WORTHWHILE ? VectorKernels.cold(THREADS) : null;
    }

    /**
     * Kernels on a given number of threads that use vectors from the first call on, also narrow ones that are not worth it, or
     * null where this machine cannot run them.
     */
    public static @Nullable Kernels kernels(int threads) {
        return LANES > 0 ? VectorKernels.warm(threads) : null;
    }

    /** How many numbers a vector holds here, or 0 where this machine cannot run such kernels. */
    public static int lanes() {
        return LANES;
    }

    private static boolean usable() {
        String compiler = System.getProperty("java.vm.info", "");
        if (compiler.contains("emulated-client") || compiler.contains("interpreted")) {
            return false;
        }
        boolean found = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!found) {
            System.err.println(
                    "Fifty Layers: computing without vector instructions, which takes two to three times as long;"
                            + " start Java with --add-modules jdk.incubator.vector");
        }
        return found && Fma.IN_HARDWARE;
    }
}
