package org.fiftylayers.matrix.accelerated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import jdk.incubator.vector.DoubleVector;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;
import org.fiftylayers.matrix.View;

/**
 * The groups of vector loops, and whether they are fast yet. Until the JIT compiler has turned a vector loop into
 * instructions, each of its vectors is an object, and it takes a hundred times as long as afterwards. So kernels begin with
 * the plain loops, which have the same bits. Once there is work enough, a thread in the background runs the loops that are
 * wanted until they take no more time than the plain ones. A process with little to compute is spared it, and one in which they
 * are not compiled well keeps the plain loops.
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

    /** What the loops are tried on: about what networks have, so that they are compiled for such. */
    private static final int ROWS = 16;

    private static final int COLUMNS = 64;

    private static final int TRIES = 5;
    private static final int MORE_TRIES = 6000;
    /** Some loops are as fast in plain Java, and clocks are not exact; a loop whose vectors are objects takes many times as long. */
    private static final double MARGIN = 1.25;

    private static final long LIMIT_NANOS = 20_000_000_000L;

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
                    KernelThreads.of("warm-up", WarmUp::runAll).start();
                }
            }
        }
    }

    private static void runAll() {
        link();
        while (true) {
            WarmUp next;
            synchronized (queue) {
                next = queue.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            next.fast = next.becomesFast();
        }
    }

    /**
     * Java links a vector operation when it is first executed. A loop that is hot on its first call would be compiled before
     * the operations after it are linked, and would hold its vectors as objects for good. So all run once on a few numbers.
     */
    private static void link() {
        Kernels vectors = VectorKernels.warm(1);
        for (WarmUp loops : values()) {
            loops.tasks(4, 4 * DoubleVector.SPECIES_PREFERRED.length()).forEach(task -> task.accept(vectors));
        }
    }

    private boolean becomesFast() {
        Kernels vectors = VectorKernels.warm(1);
        Kernels plain = new PlainKernels();
        List<Consumer<Kernels>> tasks = new ArrayList<>(tasks(ROWS, COLUMNS));
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!tasks.isEmpty() && System.nanoTime() < end) {
            tasks.removeIf(task -> staysFast(task, vectors, plain));
        }
        return tasks.isEmpty();
    }

    /** Now, and after all that the compiler still may do to it. */
    private static boolean staysFast(Consumer<Kernels> task, Kernels vectors, Kernels plain) {
        if (shortest(TRIES, task, vectors) > MARGIN * shortest(TRIES, task, plain)) {
            return false;
        }
        shortest(MORE_TRIES, task, vectors);
        return shortest(TRIES, task, vectors) <= MARGIN * shortest(TRIES, task, plain);
    }

    private static long shortest(int tries, Consumer<Kernels> task, Kernels kernels) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            task.accept(kernels);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }

    /** Every loop of the group, for m rows of n numbers. */
    private List<Consumer<Kernels>> tasks(int m, int n) {
        int all = m * n;
        double[] x = Matrix.filled(m, n, 0.5).data();
        double[] y = x.clone();
        double[] slope = x.clone();
        double[] row = Matrix.filled(1, n, 0.25).data();
        double[] sums = row.clone();
        return switch (this) {
            case SIGMOID -> List.of(on -> on.apply(Curve.SIGMOID, all, x, y, slope));
            case TANH -> List.of(on -> on.apply(Curve.TANH, all, x, y, slope));
            case RELU -> List.of(on -> on.apply(Curve.RELU, all, x, y, slope), on -> on.gate(all, x, x, 0, y));
            case EXP -> List.of(on -> on.apply(Curve.EXP, all, x, y, null));
            case SUMS -> List.of(on -> on.addToRows(m, n, 1, row, y), on -> on.addRows(m, n, 1, x, sums));
            case NORMALISATION ->
                List.of(
                        on -> on.addSquares(m, n, x, row, sums),
                        on -> on.rescale(m, n, x, row, row, row, 0, y),
                        on -> on.addProducts(m, n, x, x, row, sums, sums),
                        on -> on.addCombination(m, n, x, x, row, row, row, row, y, true));
            case PRODUCT -> products(m, n);
        };
    }

    private static List<Consumer<Kernels>> products(int m, int k) {
        int columns = Tile.WIDE + Tile.NARROW; // so that both kinds of tiles are needed
        View a = Matrix.filled(m, k, 0.5).view();
        View b = Matrix.filled(k, columns, 0.5).view();
        View turned = Matrix.filled(columns, k, 0.5).view().transposed();
        View c = Matrix.zeros(m, columns).view();
        return List.of(on -> on.multiply(a, b, c, true), on -> on.multiply(a, turned, c, true));
    }
}
