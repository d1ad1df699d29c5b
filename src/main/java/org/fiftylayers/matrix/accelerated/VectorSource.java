package org.fiftylayers.matrix.accelerated;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Fma;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
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
        return kernels(THREADS);
    }

    /** Kernels on a given number of threads, or null where this machine cannot run them. */
    public static @Nullable Kernels kernels(int threads) {
        return USABLE ? new VectorKernels(threads) : null;
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
        linkEveryOperation();
        return true;
    }

    /**
     * Java links a vector operation when it is first executed. A loop that is hot on its first call would be compiled before
     * the operations after it are linked, and would hold its vectors as objects for good.
     */
    private static void linkEveryOperation() {
        Kernels kernels = new VectorKernels(1);
        double[] x = new double[4 * DoubleVector.SPECIES_PREFERRED.length()];
        double[] y = x.clone();
        for (Curve curve : List.of(Curve.SIGMOID, Curve.TANH, Curve.RELU, Curve.EXP)) {
            kernels.apply(curve, x.length, x, y, x.clone());
        }
        kernels.gate(x.length, x, x, 0, y);
        Matrix column = Matrix.zeros(4, 1);
        for (int width : new int[] {x.length / 2, x.length}) {
            Matrix row = Matrix.zeros(1, width);
            Matrix target = Matrix.zeros(4, width);
            kernels.multiply(column.view(), row.view(), target.view());
            double[] c = row.data().clone();
            kernels.addToRows(4, width, 1, c, target.data());
            kernels.addRows(4, width, 1, target.data(), c);
            kernels.addSquares(4, width, target.data(), c, c);
            kernels.rescale(4, width, target.data(), c, c, c, 0, target.data());
            kernels.addProducts(4, width, target.data(), target.data(), c, c, c);
            kernels.addCombination(4, width, target.data(), target.data(), c, c, c, c, target.data(), false);
        }
    }
}
