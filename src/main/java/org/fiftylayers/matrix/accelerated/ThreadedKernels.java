package org.fiftylayers.matrix.accelerated;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.View;
import org.jspecify.annotations.Nullable;

/**
 * Large products on several threads, each with a block of rows of the result, so that the number of threads changes no bit.
 * All else runs on the calling thread: it would wait for memory, not for arithmetic.
 */
final class ThreadedKernels implements Kernels {
    /** Multiplications per product and thread below which handing over would cost more than it saves: about 50 µs. */
    private static final long WORTH = 1 << 20;

    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fiftylayers-kernels");
        thread.setDaemon(true);
        return thread;
    });

    private final List<Kernels> workers = new ArrayList<>();

    /** @param source makes the kernels of each thread */
    ThreadedKernels(int threads, Supplier<Kernels> source) {
        for (int i = 0; i < threads; i++) {
            workers.add(source.get());
        }
    }

    private Kernels own() {
        return workers.get(0);
    }

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
        long work = (long) a.rows() * a.columns() * b.columns();
        int parts = (int) Math.min(workers.size(), Math.max(1, work / WORTH));
        // whole tiles of rows for everyone
        int block = Math.max(8, (c.rows() + 8 * parts - 1) / (8 * parts) * 8);
        List<Future<?>> others = new ArrayList<>();
        for (int from = block, i = 1; from < c.rows(); from += block, i++) {
            int start = from;
            int end = Math.min(from + block, c.rows());
            Kernels worker = workers.get(i);
            others.add(POOL.submit(() -> worker.multiply(a.rows(start, end), b, c.rows(start, end), anew)));
        }
        int end = Math.min(block, c.rows());
        own().multiply(a.rows(0, end), b, c.rows(0, end), anew);
        others.forEach(ThreadedKernels::await);
    }

    /** Waits even if interrupted, since others still write to the result; the interruption stays noted. */
    private static void await(Future<?> part) {
        boolean interrupted = false;
        while (true) {
            try {
                part.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("multiply: a thread failed: " + e.getCause(), e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public double sum(int n, double[] x, int offset) {
        return own().sum(n, x, offset);
    }

    @Override
    public double dot(int n, double[] x, int offsetX, double[] y, int offsetY) {
        return own().dot(n, x, offsetX, y, offsetY);
    }

    @Override
    public void add(int n, double a, double[] x, double[] y) {
        own().add(n, a, x, y);
    }

    @Override
    public void scale(int n, double a, double[] x, double[] y) {
        own().scale(n, a, x, y);
    }

    @Override
    public void product(int n, double[] a, double[] b, double[] y) {
        own().product(n, a, b, y);
    }

    @Override
    public void addProduct(int n, double[] a, double[] b, double[] y) {
        own().addProduct(n, a, b, y);
    }

    @Override
    public void addToRows(int m, int n, double a, double[] x, double[] y) {
        own().addToRows(m, n, a, x, y);
    }

    @Override
    public void addRows(int m, int n, double a, double[] y, double[] x) {
        own().addRows(m, n, a, y, x);
    }

    @Override
    public void addSquares(int m, int n, double[] x, double[] mean, double[] to) {
        own().addSquares(m, n, x, mean, to);
    }

    @Override
    public void rescale(
            int m, int n, double[] x, double[] mean, double[] factor, double[] shift, double lowest, double[] y) {
        own().rescale(m, n, x, mean, factor, shift, lowest, y);
    }

    @Override
    public void gate(int n, double[] y, double[] g, int offset, double[] to) {
        own().gate(n, y, g, offset, to);
    }

    @Override
    public void addProducts(int m, int n, double[] g, double[] x, double[] mean, double[] sums, double[] products) {
        own().addProducts(m, n, g, x, mean, sums, products);
    }

    @Override
    public void addCombination(
            int m,
            int n,
            double[] g,
            double[] x,
            double[] mean,
            double[] a,
            double[] b,
            double[] d,
            double[] to,
            boolean anew) {
        own().addCombination(m, n, g, x, mean, a, b, d, to, anew);
    }

    @Override
    public void apply(Curve f, int n, double[] x, double[] y, double @Nullable [] slope) {
        own().apply(f, n, x, y, slope);
    }
}
