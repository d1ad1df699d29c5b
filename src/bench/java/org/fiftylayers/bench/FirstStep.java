package org.fiftylayers.bench;

import java.lang.management.ManagementFactory;
import org.fiftylayers.matrix.Kernels;

/**
 * {@code FirstStep}: what a reader waits for before the first result of workload i, in a fresh process. Prints
 * {@code FIRST <ms of the first step> <ms from the start of Java to its end>}.
 */
public final class FirstStep {
    private FirstStep() {}

    public static void main(String[] args) {
        TrainingStep step = new TrainingStep(Workload.of("i"), Kernels.fastest());
        long start = System.nanoTime();
        step.run();
        long time = System.nanoTime() - start;
        long end = System.currentTimeMillis();
        // asking for the start takes long itself, so it comes last
        long sinceStart = end - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println("FIRST " + time / 1_000_000 + " " + sinceStart);
    }
}
