package org.fiftylayers.bench;

import java.util.Arrays;
import org.fiftylayers.matrix.Kernels;

/**
 * {@code DepthBenchmark <layers> <seconds of warm-up> <seconds>}: time and memory of a network of 16 tanh units per layer, batch
 * 16. Both grow in proportion to depth if the figures per layer stay the same from 50 to 10,000 layers. Prints
 * {@code DEPTH <layers> <ms per step> <ns per layer> <bytes per layer>}, where the memory is what stays in use after steps:
 * weights, gradients, and the tape with all intermediate results.
 */
public final class DepthBenchmark {
    private DepthBenchmark() {}

    public static void main(String[] args) {
        int depth = Integer.parseInt(args[0]);
        // what is loaded once must not count
        new TrainingStep(Workload.tanh(2), Kernels.fastest()).run();
        long before = inUse();
        TrainingStep step = new TrainingStep(Workload.tanh(depth), Kernels.fastest());
        median(step, Double.parseDouble(args[1]));
        double nanoseconds = median(step, Double.parseDouble(args[2]));
        long bytes = inUse() - before;
        // what comes after the measurement keeps the network alive until it is over
        if (!(step.run() > 0)) {
            throw new IllegalStateException("the loss is not positive at depth " + depth);
        }
        System.out.println("DEPTH " + depth + " " + thousandths(nanoseconds / 1e6) + " "
                + Math.round(nanoseconds / depth) + " " + Math.round((double) bytes / depth));
    }

    private static double median(TrainingStep step, double seconds) {
        int warm = 5;
        double[] times = new double[100_000];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count < warm + 7 || (System.nanoTime() < end && count < times.length)) {
            long start = System.nanoTime();
            step.run();
            times[count++] = System.nanoTime() - start;
        }
        double[] steady = Arrays.copyOfRange(times, warm, count);
        Arrays.sort(steady);
        return steady[steady.length / 2];
    }

    private static long inUse() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double thousandths(double x) {
        return Math.round(1000 * x) / 1000.0;
    }
}
