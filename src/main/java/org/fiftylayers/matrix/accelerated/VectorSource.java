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
    private static final boolean USABLE = usable();

    /** Threads for large products: the processors, at most four, or {@code -Dfiftylayers.threads}. */
    private static final int THREADS = Math.max(
            1,
            Integer.getInteger(
                    "fiftylayers.threads", Math.min(4, Runtime.getRuntime().availableProcessors())));

    @Override
    public @Nullable Kernels kernels() {
        return USABLE ? VectorKernels.cold(THREADS) : null;
    }

    /** Kernels on a given number of threads that use vectors from the first call on, or null where this machine cannot run them. */
    public static @Nullable Kernels kernels(int threads) {
        return USABLE ? VectorKernels.warm(threads) : null;
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
        if (!found || !Fma.IN_HARDWARE || DoubleVector.SPECIES_PREFERRED.length() < 4) {
            return false; // two lanes gain nothing over plain loops
        }
        return true;
    }
}
