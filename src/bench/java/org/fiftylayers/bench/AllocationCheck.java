package org.fiftylayers.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.fiftylayers.matrix.Kernels;

/**
 * {@code AllocationCheck <seconds> <workload>…}: what a training step allocates in steady state,
 * after so many seconds of warm-up, as {@code ALLOCATION <workload> <bytes per step> <arrays of numbers>}. Exits with 3 if there is any array of numbers.
 *
 * <p>Run it with {@code -XX:-UseTLAB}: then every allocation takes the slow path, where Flight Recorder sees it.
 */
public final class AllocationCheck {
    private static final String EVENT = "jdk.ObjectAllocationOutsideTLAB";
    private static final int STEPS = 20;

    private AllocationCheck() {}

    public static void main(String[] args) throws IOException {
        if (!ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:-UseTLAB")) {
            throw new IllegalStateException("start Java with -XX:-UseTLAB; otherwise most allocations go unseen");
        }
        boolean failed = false;
        double seconds = Double.parseDouble(args[0]);
        for (String name : List.of(args).subList(1, args.length)) {
            TrainingStep step = new TrainingStep(Workload.of(name), Kernels.fastest());
            warm(seconds, step);
            long bytes = bytesPerStep(step);
            Map<String, Integer> arrays = arraysOfNumbers(step);
            int count = arrays.values().stream().mapToInt(Integer::intValue).sum();
            System.out.println("ALLOCATION " + name + " " + bytes + " " + count);
            arrays.forEach((place, times) ->
                    System.out.println("  " + times + " times in " + STEPS + " steps: double[] in " + place));
            failed |= count > 0;
        }
        System.exit(failed ? 3 : 0);
    }

    private static void warm(double seconds, TrainingStep step) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            repeat(STEPS, step);
        }
    }

    private static void repeat(int times, TrainingStep step) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    private static long bytesPerStep(TrainingStep step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(STEPS, step);
        return (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
    }

    /** How often, by the place in the code. */
    private static Map<String, Integer> arraysOfNumbers(TrainingStep step) throws IOException {
        Path file = Files.createTempFile("allocations", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withStackTrace();
            recording.start();
            double[] known = new double[3];
            repeat(STEPS, step);
            known[0] = 1;
            recording.stop();
            recording.dump(file);
            Map<String, Integer> found = new TreeMap<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getClass("objectClass").getName().equals("[D")) {
                    found.merge(place(event), 1, Integer::sum);
                }
            }
            if (found.remove(AllocationCheck.class.getName() + ".arraysOfNumbers") == null) {
                throw new IllegalStateException("Flight Recorder did not see an array that was allocated here");
            }
            return found;
        } finally {
            Files.delete(file);
        }
    }

    private static String place(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        return trace == null
                ? "an unknown place"
                : trace.getFrames().get(0).getMethod().getType().getName() + "."
                        + trace.getFrames().get(0).getMethod().getName();
    }
}
