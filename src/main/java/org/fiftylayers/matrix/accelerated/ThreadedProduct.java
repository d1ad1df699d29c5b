package org.fiftylayers.matrix.accelerated;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fiftylayers.matrix.View;

/** Large products on several threads, each with a block of rows of the result, so that their number changes no bit. */
final class ThreadedProduct implements Product {
    /** Multiplications per product and thread below which handing over would cost more than it saves: about 50 µs. */
    private static final long WORTH = 1 << 20;

    private static final ExecutorService POOL =
            Executors.newCachedThreadPool(task -> KernelThreads.of("kernels", task));

    /** One for each thread, since each has memory of its own. */
    private final List<VectorProduct> products = new ArrayList<>();

    ThreadedProduct(int threads) {
        for (int i = 0; i < threads; i++) {
            products.add(new VectorProduct());
        }
    }

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
        long work = (long) a.rows() * a.columns() * b.columns();
        int parts = (int) Math.min(products.size(), Math.max(1, work / WORTH));
        // whole tiles of rows for everyone
        int block = Math.max(8, (c.rows() + 8 * parts - 1) / (8 * parts) * 8);
        List<Future<?>> others = new ArrayList<>();
        for (int from = block, i = 1; from < c.rows(); from += block, i++) {
            int start = from;
            int end = Math.min(from + block, c.rows());
            VectorProduct product = products.get(i);
            product.setEnded(false);
            others.add(POOL.submit(() -> product.multiply(a.rows(start, end), b, c.rows(start, end), anew)));
        }
        int end = Math.min(block, c.rows());
        try {
            products.get(0).multiply(a.rows(0, end), b, c.rows(0, end), anew);
        } catch (CancellationException e) {
            products.subList(1, products.size()).forEach(product -> product.setEnded(true));
            throw e;
        } finally {
            others.forEach(ThreadedProduct::await);
        }
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
                if (e.getCause() instanceof CancellationException) {
                    break; // told to end, since this thread was
                }
                throw new IllegalStateException("multiply: a thread failed: " + e.getCause(), e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
