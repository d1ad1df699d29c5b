package org.fiftylayers.matrix.accelerated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import jdk.incubator.vector.DoubleVector;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;

/**
 * The groups of vector loops, and whether they are fast yet. Until the JIT compiler has turned a vector loop into
 * instructions, each of its vectors is an object, and it takes a hundred times as long as afterwards. So kernels begin with
 * the plain loops, which have the same bits. Once there is work enough, a thread in the background runs the loops that are
 * wanted until they are fast. A process with little to compute is spared it, and one whose machine never compiles them well
 * keeps the plain loops.
 */
enum WarmUp {
    PRODUCT,
    SIGMOID,
    TANH,
    RELU,
    EXP,
    SUMS,
    NORMALISATION;

    /** So many numbers are left to the plain loops first, which takes some thousandths of a second. */
    private static final long WORTH = 1 << 19;

    /** Rows and vectors a row of the tasks: short, since many short calls are compiled sooner than few long ones. */
    private static final int ROWS = 16;

    private static final int VECTORS = 24;
    /** Times a task is run before it waits for the compiler, which compiles after about as many. */
    private static final int RUNS = 1000;

    private static final int PAUSE_MILLIS = 5;
    private static final int PAUSES = 2000;
    /** A task takes a tenth of this when it is compiled, and ten times as much before. */
    private static final long FAST_NANOS = 10_000;

    private static final Queue<WarmUp> queue = new ArrayDeque<>();
    private static boolean running;

    private final AtomicLong work = new AtomicLong();
    private volatile boolean wanted;
    private volatile boolean fast;

    /** Whether these loops are fast by now; if not, notes that there are so many numbers for them. */
    boolean isFast(long numbers) {
        if (!wanted && work.addAndGet(numbers) > WORTH) {
            want();
        }
        return fast;
    }

    private void want() {
        synchronized (queue) {
            if (!wanted) {
                wanted = true;
                queue.add(this);
                if (!running) {
                    running = true;
                    KernelThreads.start("warm-up", WarmUp::runAll);
                }
            }
        }
    }

    private static void runAll() {
        VectorKernels kernels = VectorKernels.warm(1);
        while (true) {
            WarmUp next;
            synchronized (queue) {
                next = queue.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            next.fast = next.becomesFast(kernels);
        }
    }

    private boolean becomesFast(VectorKernels kernels) {
        List<Runnable> cold = tasks(kernels);
        for (int i = 0; i < RUNS + PAUSES && !cold.isEmpty(); i++) {
            if (i >= RUNS) {
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    return false;
                }
            }
            cold.removeIf(WarmUp::runsFast);
        }
        return cold.isEmpty();
    }

    private static boolean runsFast(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return System.nanoTime() - start < FAST_NANOS;
    }

    /**
     * All loops of the group, on few numbers. Java links a vector operation when it is first executed; a loop that is hot on
     * its first call would be compiled before the operations after it are linked, and would hold its vectors as objects for
     * good.
     */
    private List<Runnable> tasks(VectorKernels kernels) {
        int n = VECTORS * DoubleVector.SPECIES_PREFERRED.length();
        double[] x = Matrix.filled(ROWS, n, 0.5).data();
        double[] y = x.clone();
        double[] slope = x.clone();
        double[] row = Matrix.filled(1, n, 0.25).data();
        double[] sums = row.clone();
        List<Runnable> tasks = new ArrayList<>();
        switch (this) {
            case SIGMOID -> tasks.add(() -> kernels.apply(Curve.SIGMOID, n, x, y, slope));
            case TANH -> tasks.add(() -> kernels.apply(Curve.TANH, n, x, y, slope));
            case RELU -> {
                tasks.add(() -> kernels.apply(Curve.RELU, ROWS * n, x, y, slope));
                tasks.add(() -> kernels.gate(ROWS * n, x, x, 0, y));
            }
            case EXP -> tasks.add(() -> kernels.apply(Curve.EXP, n, x, y, null));
            case SUMS -> {
                tasks.add(() -> kernels.addToRows(ROWS, n, 1, row, y));
                tasks.add(() -> kernels.addRows(ROWS, n, 1, x, sums));
            }
            case NORMALISATION -> {
                tasks.add(() -> kernels.addSquares(ROWS, n, x, row, sums));
                tasks.add(() -> kernels.rescale(ROWS, n, x, row, row, row, 0, y));
                tasks.add(() -> kernels.addProducts(ROWS, n, x, x, row, sums, sums));
                tasks.add(() -> kernels.addCombination(ROWS, n, x, x, row, row, row, row, y, true));
            }
            case PRODUCT -> addProducts(kernels, tasks);
        }
        return tasks;
    }

    private static void addProducts(VectorKernels kernels, List<Runnable> tasks) {
        int columns = Tile.WIDE + Tile.NARROW; // so that both kinds of tiles are needed
        View a = Matrix.filled(ROWS, VECTORS, 0.5).view();
        View b = Matrix.filled(VECTORS, columns, 0.5).view();
        View turned = Matrix.filled(columns, VECTORS, 0.5).view().transposed();
        View c = Matrix.zeros(ROWS, columns).view();
        tasks.add(() -> kernels.multiply(a, b, c, true));
        tasks.add(() -> kernels.multiply(a, turned, c, false));
    }
}
